/** What this room asks of a certificate: its purposes, its name, its fingerprint; garbage gives undefined, never an exception. */
import { createHash, type X509Certificate } from "node:crypto";
import { certificateFrom, oncePerCertificate } from "./known-certificates.js";

/** Extended key usages (RFC 5280 §4.2.1.12), and the two that C2PA and its vendors added. */
export const purpose = {
  any: "2.5.29.37.0",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  ocspSigning: "1.3.6.1.5.5.7.3.9",
  documentSigning: "1.3.6.1.5.5.7.3.36",
  microsoftC2pa: "1.3.6.1.4.1.311.76.59.1.9",
  claimSigning: "1.3.6.1.4.1.62558.2.1",
} as const;

// The longest certificate on any official list is under 3 KB; hostile files hold megabytes.
const largestCertificateBytes = 100_000;

/** The certificate, or undefined where the bytes are not exactly one DER certificate. */
export function parseCertificate(der: Uint8Array): X509Certificate | undefined {
  if (der.length === 0 || der.length > largestCertificateBytes) return undefined;
  try {
    const certificate = certificateFrom(der);
    // Bytes after the certificate are ignored by the parser, and would change its fingerprint.
    return certificate.raw.length === der.length ? certificate : undefined;
  } catch {
    return undefined;
  }
}

// Node types this as always present; it is undefined where the extension is absent.
const statedPurposes = oncePerCertificate(({ keyUsage }): readonly string[] | undefined => keyUsage);

/** The extended key usages as OIDs; none stated is an empty list. */
export function purposesOf(certificate: X509Certificate): readonly string[] {
  return statedPurposes(certificate) ?? [];
}

/** True where the certificate may be used for timestamps and nothing else. */
export function isForTimestampsOnly(certificate: X509Certificate): boolean {
  const purposes = purposesOf(certificate);
  return purposes.length > 0 && purposes.every((oid) => oid === purpose.timeStamping);
}

/** SHA-256 of the DER in base64, as allowed lists write it. */
export function fingerprintOf(der: Uint8Array): string {
  return createHash("sha256").update(der).digest("base64");
}

/** The name a person would call it by: common name, else organization, else the whole subject. Hostile text. */
export function subjectOf(certificate: X509Certificate): string {
  const fields = new Map(
    certificate.subject.split("\n").map((line): [string, string] => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
  return fields.get("CN") ?? fields.get("O") ?? certificate.subject.replaceAll("\n", ", ");
}

/** True where the certificate is inside its dates at that moment; unreadable dates are outside. */
export function isValidAt(certificate: X509Certificate, at: Date): boolean {
  const moment = at.getTime();
  return Date.parse(certificate.validFrom) <= moment && moment <= Date.parse(certificate.validTo);
}

const issuersOf = oncePerCertificate((certificate) =>
  oncePerCertificate((issuer) => isIssuedBy(issuer, certificate)),
);

/** True where `issuer` may issue certificates and its key verifies this one. */
export function isIssuing(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return issuersOf(certificate)(issuer);
}

function isIssuedBy(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    // Keys and algorithms that this OpenSSL does not know vouch for nothing.
    return false;
  }
}
