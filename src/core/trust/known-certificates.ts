/** Parsed certificates and what was found out about them: signers come again, a thousand files in a row. */
import { X509Certificate } from "node:crypto";

const mostKept = 256;
/** Those of honest signers are under 3 KB; what is longer is parsed each time, so that nobody fills the memory. */
const largestKeptBytes = 8192;
const byContent = new Map<string, X509Certificate>();

/** As the constructor: throws for what is no certificate. */
export function certificateFrom(der: Uint8Array): X509Certificate {
  if (der.length > largestKeptBytes) return new X509Certificate(der);
  const content = Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString("latin1");
  const certificate = byContent.get(content) ?? new X509Certificate(der);
  // Behind all others again, so that the first is the one nobody has asked for the longest.
  byContent.delete(content);
  byContent.set(content, certificate);
  if (byContent.size > mostKept) byContent.delete(byContent.keys().next().value ?? "");
  return certificate;
}

/** Finds it out once for each certificate, and forgets it with the certificate. */
export function oncePerCertificate<T>(
  find: (certificate: X509Certificate) => T,
): (certificate: X509Certificate) => T {
  const found = new WeakMap<X509Certificate, { answer: T }>();
  return (certificate) => {
    const known = found.get(certificate) ?? { answer: find(certificate) };
    found.set(certificate, known);
    return known.answer;
  };
}
