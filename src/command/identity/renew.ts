/** `identity renew`: a new leaf for the same key under the same root, so whoever added the root need do nothing. */
import { checkCertificate, refuseFaults } from "../../core/identity/check-certificate.js";
import { defaultLeafDays, planLeaf } from "../../core/identity/issuing.js";
import { writePem } from "../../core/identity/pem.js";
import { type CertificateSummary, summarizeCertificate } from "../../core/identity/summary.js";
import { ColophonError } from "../../error.js";
import type { IdentityContext, StoredIdentity } from "./context.js";
import { unlockKey } from "./passphrase.js";
import { chainOf, evidenceOf, resolveName } from "./stored.js";

export interface RenewOptions {
  /** The default identity where it is left out. */
  name?: string | undefined;
  days?: number;
}

export interface IdentityRenewed {
  name: string;
  certificate: CertificateSummary;
  /** ISO 8601, UTC: when the certificate before it ends. */
  previousNotAfter: string;
}

/** @throws identity.unknown, usage.conflict (another authority's), usage.invalid, identity.locked, certificate.expired */
export async function renewIdentity(
  options: RenewOptions,
  context: IdentityContext,
): Promise<IdentityRenewed> {
  const { vault, keys, certificates } = context;
  const name = await resolveName(options.name, context);
  const stored = await vault.read(name);
  const { rootKeyPem } = stored;
  const chain = chainOf(stored, context);
  if (rootKeyPem === undefined || chain.root === undefined) throw notOurs(stored);

  const root = certificates.readCertificateFacts(chain.root);
  const [oldLeaf] = keys.readCertificates(stored.chainPem ?? "", `chain of ${name}`);
  if (oldLeaf === undefined) throw notOurs(stored);
  const old = certificates.readCertificateFacts(oldLeaf.raw);
  const plan = planLeaf(old.subject, root, context.clock(), options.days ?? defaultLeafDays);
  const rootKey = await unlockKey(name, rootKeyPem, context);
  const leaf = await certificates.issueCertificate(
    {
      ...plan,
      publicKey: keys.exportPublicKey(oldLeaf.publicKey),
      issuerPublicKey: keys.exportPublicKey(rootKey),
    },
    { algorithm: stored.algorithm, sign: (bytes) => keys.signRaw(stored.algorithm, rootKey, bytes) },
  );
  const evidence = evidenceOf({ chain: [leaf], root: chain.root }, stored, undefined, context);
  refuseFaults(checkCertificate(evidence), `identity "${name}"`);
  await vault.replaceChain(name, writePem("CERTIFICATE", leaf));
  return {
    name,
    certificate: summarizeCertificate(evidence.chain[0]),
    previousNotAfter: old.notAfter.toISOString(),
  };
}

function notOurs({ name, origin }: StoredIdentity): ColophonError {
  const message =
    origin === "created"
      ? `the root of identity "${name}" is not here, so colophon cannot renew it`
      : `identity "${name}" was certified by another authority, and only that one can renew it`;
  return new ColophonError(origin === "created" ? "identity.incomplete" : "usage.conflict", message, {
    hints: [
      origin === "created"
        ? "make a new one: colophon identity create <name>"
        : `when it has: colophon identity install ${name} --cert <file>`,
    ],
  });
}
