/** May this certificate sign claims at all? The engine says yes to some that may not. */
import { parseCertificate, purpose, purposesOf } from "./certificate.js";

export type SignerPurpose = { isClaimSigner: true } | { isClaimSigner: false; reason: string };

const forbidden: ReadonlyMap<string, string> = new Map([
  [purpose.any, "its extended key usage allows any purpose, which C2PA does not accept"],
  [purpose.timeStamping, "it is a certificate for timestamps, not for signing claims"],
  [purpose.ocspSigning, "it is a certificate for revocation answers, not for signing claims"],
]);

/**
 * Whether the purposes of this leaf certificate (DER) allow signing claims, and if not, why.
 *
 * C2PA 2.4 §14.5.1.1: an extended key usage must be stated, anyExtendedKeyUsage must not be in it, and
 * timeStamping and OCSPSigning stand alone, for another job.
 * c2pa-node 0.9.8 reports a claim signed by a timeStamping or OCSPSigning leaf as Trusted.
 */
export function checkSignerPurpose(leaf: Uint8Array): SignerPurpose {
  const certificate = parseCertificate(leaf);
  if (!certificate) return { isClaimSigner: false, reason: "it is not a readable certificate" };
  const purposes = purposesOf(certificate);
  if (purposes.length === 0)
    return { isClaimSigner: false, reason: "it states no extended key usage, and C2PA demands one" };
  for (const oid of purposes) {
    const reason = forbidden.get(oid);
    if (reason !== undefined) return { isClaimSigner: false, reason };
  }
  return { isClaimSigner: true };
}
