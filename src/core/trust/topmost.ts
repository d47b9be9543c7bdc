/** The root of a chain as a signed file carries it: the last certificate that its leaf leads up to. */
import type { X509Certificate } from "node:crypto";
import { isIssuing, parseCertificate } from "./certificate.js";

/** `chain` is DER, leaf first; the rest may stand in any order. Undefined where the leaf cannot be read. */
export function topmostOf(chain: readonly Uint8Array[]): X509Certificate | undefined {
  const certificates = chain.flatMap((der) => parseCertificate(der) ?? []);
  let top = chain[0] && parseCertificate(chain[0]);
  let unused = certificates;
  while (top) {
    const child: X509Certificate = top;
    const issuer = unused.find(
      (candidate) => !candidate.raw.equals(child.raw) && isIssuing(candidate, child),
    );
    if (!issuer) return child;
    unused = unused.filter((candidate) => candidate !== issuer);
    top = issuer;
  }
  return undefined;
}
