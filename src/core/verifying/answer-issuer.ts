/** The second answer: who signed, and which list vouches for them? */
import type { ClaimSignature } from "../credential/claim-signature.js";
import type { Credential } from "../credential/credential.js";
import { withoutUndefined } from "../credential/json.js";
import type { ManifestStore } from "../credential/manifest-store.js";
import type { Status } from "../credential/status.js";
import { signerRecognizedBy } from "../trust/chain.js";
import type { TrustList } from "../trust/list.js";
import { checkSignerPurpose } from "../trust/signer-purpose.js";
import { notYetValid } from "./as-of.js";
import { readCertificate } from "./certificate.js";
import { type Finding, finding } from "./finding.js";
import { referTo } from "./refer.js";
import type { CertificateSummary, IssuerAnswer, TimeAnswer } from "./verification.js";

export interface IssuerVerdict {
  answer: IssuerAnswer;
  findings: readonly Finding[];
}

/**
 * The engine's `trusted` is necessary but not enough: its lists share one bag, so a root of timestamp
 * authorities, or a certificate meant only for timestamps, passes there.
 */
export function answerIssuer(
  store: ManifestStore,
  signature: ClaimSignature | undefined,
  time: TimeAnswer,
  lists: readonly TrustList[],
  now: Date,
): IssuerVerdict {
  const certificate = readCertificate(signature?.chain[0]);
  const list = signature ? signerRecognizedBy(signature.chain, lists) : undefined;
  const isExpired = certificate !== undefined && isRevived(store, certificate, time, now);
  const doubts = certificate ? doubtsAbout(store, signature, isExpired, list) : [];
  const refusal = refusalOf(store);
  const isRecognized =
    refusal === undefined && isEngineTrusting(store) && list !== undefined && doubts.length === 0;
  // Whom the list names is clear then; when it was signed is not.
  const isKnown = isExpired && list !== undefined && doubts.length === 1 && isEngineTrusting(store);
  // Nobody but itself vouches for it; a list of allowed certificates may all the same.
  const isOwnWord = !isRecognized && certificate?.isSelfSigned === true;
  return {
    findings: [...doubts, ...(isOwnWord ? [finding("issuer.self-signed", "warning")] : [])],
    answer: withoutUndefined<IssuerAnswer>({
      answer: isRecognized ? "recognized" : (refusal ?? (isKnown ? "expired" : "not-recognized")),
      name: issuerName(store.active, certificate),
      list: isRecognized ? referTo(list) : undefined,
      knownTo: isKnown && list ? referTo(list) : undefined,
      certificate,
      revocation: revocationOf(store.statuses),
    }),
  };
}

function isEngineTrusting(store: ManifestStore): boolean {
  return (
    hasCode(store, "signingCredential.trusted", "success") &&
    !hasCode(store, "signingCredential.untrusted", "failure")
  );
}

function hasCode(store: ManifestStore, code: string, kind: Status["kind"]): boolean {
  return store.statuses.some((status) => status.code === code && status.kind === kind);
}

function doubtsAbout(
  store: ManifestStore,
  signature: ClaimSignature | undefined,
  isExpired: boolean,
  list: TrustList | undefined,
): Finding[] {
  const isTrusting = isEngineTrusting(store);
  const purpose = checkSignerPurpose(signature?.chain[0] ?? new Uint8Array());
  return [
    ...(purpose.isClaimSigner ? [] : [finding("issuer.purpose", "warning", { detail: purpose.reason })]),
    ...(isTrusting && !list ? [finding("issuer.list-kind", "warning")] : []),
    ...(isExpired ? [finding("issuer.expired-revived", "warning")] : []),
  ];
}

/** Expired, and the only word for an earlier date is that of an authority nobody lists. */
function isRevived(
  store: ManifestStore,
  certificate: CertificateSummary,
  time: TimeAnswer,
  now: Date,
): boolean {
  return certificate.notAfter < now && time.answer !== "independent" && refusalOf(store) === undefined;
}

function refusalOf(store: ManifestStore): IssuerAnswer["answer"] | undefined {
  if (hasCode(store, "signingCredential.ocsp.revoked", "failure")) return "revoked";
  if (hasCode(store, notYetValid, "failure")) return "not-yet-valid";
  if (hasCode(store, "signingCredential.expired", "failure")) return "expired";
  if (hasCode(store, "claimSignature.outsideValidity", "failure")) return "expired";
  if (hasCode(store, "signingCredential.invalid", "failure")) return "unsuitable";
  return undefined;
}

/** The organization first: the C2PA profile demands one, and people know it. */
function issuerName(credential: Credential, certificate: CertificateSummary | undefined): string | undefined {
  return (
    certificate?.organization ??
    credential.issuer?.organization ??
    certificate?.commonName ??
    credential.issuer?.commonName
  );
}

function revocationOf(statuses: readonly Status[]): IssuerAnswer["revocation"] {
  if (statuses.some((status) => status.code === "signingCredential.ocsp.revoked")) return "revoked";
  if (statuses.some((status) => status.code === "signingCredential.ocsp.notRevoked")) return "not-revoked";
  return "not-checked";
}
