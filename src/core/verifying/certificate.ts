/** A signer's certificate in the few facts a verdict needs. */
import type { X509Certificate } from "node:crypto";
import { asText, withoutUndefined } from "../credential/json.js";
import { certificateFrom, oncePerCertificate } from "../trust/known-certificates.js";
import type { CertificateSummary } from "./verification.js";

/** Returns undefined for bytes that are no certificate. */
export function readCertificate(der: Uint8Array | undefined): CertificateSummary | undefined {
  if (!der) return undefined;
  try {
    return summaryOf(certificateFrom(der));
  } catch {
    return undefined;
  }
}

const summaryOf = oncePerCertificate((certificate: X509Certificate): CertificateSummary => {
  const { O: organization, CN: commonName } = nameOf(certificate.subject);
  return withoutUndefined<CertificateSummary>({
    subject: certificate.subject.replaceAll("\n", ", "),
    organization,
    commonName,
    issuedBy: certificate.issuer.replaceAll("\n", ", "),
    serialNumber: certificate.serialNumber.toLowerCase(),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
    sha256: certificate.fingerprint256.replaceAll(":", "").toLowerCase(),
    isSelfSigned: certificate.checkIssued(certificate),
  });
});

/** Node writes a name as one `KEY=value` a line, with line breaks inside values escaped. */
function nameOf(subject: string): { O?: string; CN?: string } {
  const parts = new Map(
    subject.split("\n").map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1)] as const;
    }),
  );
  return withoutUndefined({ O: asText(parts.get("O")), CN: asText(parts.get("CN")) });
}
