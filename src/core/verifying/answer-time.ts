/** The third answer: when was it signed, and on whose word? */
import type { ClaimSignature } from "../credential/claim-signature.js";
import { withoutUndefined } from "../credential/json.js";
import type { ManifestStore } from "../credential/manifest-store.js";
import { authorityRecognizedBy } from "../trust/chain.js";
import type { TrustList } from "../trust/list.js";
import { referTo } from "./refer.js";
import type { TimeAnswer } from "./verification.js";

/** Takes an RFC 3161 token, or a whole response, apart: the DER certificates inside. */
export type ReadTokenCertificates = (token: Uint8Array) => Promise<readonly Uint8Array[]>;

/**
 * A timestamp counts as independent when its imprint matches and a list of timestamp authorities recognizes
 * whoever issued it. For claim version 1 the engine calls every authority trusted, and for version 2 it lets
 * lists of signers vouch for authorities, so the authority is checked here in both cases.
 */
export async function answerTime(
  store: ManifestStore,
  signature: ClaimSignature | undefined,
  lists: readonly TrustList[],
  readTokenCertificates: ReadTokenCertificates,
): Promise<TimeAnswer> {
  const at = store.active.stampedAt;
  const matched = store.statuses.find(
    (status) => status.code === "timeStamp.validated" && status.kind === "success",
  );
  if (!at || !matched) return signersClock(store);
  const authority = authorityNameIn(matched.explanation);
  const isEngineSatisfied = store.statuses.some(
    (status) => status.code === "timeStamp.trusted" && status.kind === "success",
  );
  const list = isEngineSatisfied
    ? await recognizeAuthority(signature, lists, at, readTokenCertificates)
    : undefined;
  return withoutUndefined<TimeAnswer>({
    answer: list ? "independent" : "unlisted-authority",
    at,
    authority,
    list: list ? referTo(list) : undefined,
  });
}

/**
 * Which of several tokens the engine took is not known, and anybody may put one of a famous authority beside their own:
 * so a list has to recognize the authority of each.
 */
export async function recognizeAuthority(
  signature: ClaimSignature | undefined,
  lists: readonly TrustList[],
  at: Date,
  readTokenCertificates: ReadTokenCertificates,
): Promise<TrustList | undefined> {
  const authorities = lists.filter((list) => list.kind === "tsa");
  if (authorities.length === 0) return undefined;
  let recognizedBy: TrustList | undefined;
  for (const token of signature?.timestamps ?? []) {
    try {
      recognizedBy = authorityRecognizedBy(await readTokenCertificates(token), authorities, at);
    } catch {
      // A token that cannot be taken apart is vouched for by nobody.
      return undefined;
    }
    if (!recognizedBy) return undefined;
  }
  return recognizedBy;
}

/** "timestamp message digest matched: NAME" */
function authorityNameIn(explanation: string | undefined): string | undefined {
  return explanation?.match(/: ([\s\S]+)$/)?.[1];
}

/** Without a timestamp there is at most what the signer wrote beside its actions. */
function signersClock(store: ManifestStore): TimeAnswer {
  const times = store.active.actions.flatMap((action) => action.when ?? []);
  const latest = times.sort((a, b) => a.getTime() - b.getTime()).at(-1);
  return latest ? { answer: "signer-clock", at: latest } : { answer: "none" };
}
