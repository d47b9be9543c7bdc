/** A certificate in the few facts people ask for, as plain data. */
import { attributeOf, type CertificateFacts, commonNameOf, type NameAttribute } from "./certificate.js";
import { purposeInWords } from "./purposes.js";

export interface CertificateSummary {
  /** Whom it names. */
  holder: string;
  organization: string | undefined;
  subject: string;
  issuer: string;
  serialHex: string;
  /** ISO 8601, UTC. */
  notBefore: string;
  notAfter: string;
  key: string;
  signatureAlgorithm: string;
  purposes: string[];
  fingerprintSha256: string;
  crlUrls: readonly string[];
  ocspUrls: readonly string[];
}

export function summarizeCertificate(facts: CertificateFacts): CertificateSummary {
  const { publicKey } = facts;
  return {
    holder: commonNameOf(facts.subject),
    organization: attributeOf(facts.subject, "O"),
    subject: nameInWords(facts.subject),
    issuer: nameInWords(facts.issuer),
    serialHex: facts.serialHex,
    notBefore: facts.notBefore.toISOString(),
    notAfter: facts.notAfter.toISOString(),
    key: [publicKey.kind, publicKey.curve ?? publicKey.bits].filter(Boolean).join(" "),
    signatureAlgorithm: facts.signatureAlgorithm,
    purposes: (facts.extendedKeyUsage?.oids ?? []).map(purposeInWords),
    fingerprintSha256: facts.fingerprintSha256,
    crlUrls: facts.crlUrls,
    ocspUrls: facts.ocspUrls,
  };
}

function nameInWords(name: readonly NameAttribute[]): string {
  return name.map(({ type, value }) => `${type}=${value}`).join(", ");
}
