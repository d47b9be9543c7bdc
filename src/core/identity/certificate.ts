/** What core needs to know of a certificate, and how it is told. */

export interface NameAttribute {
  /** CN, O, OU, C …, or a dotted OID. */
  type: string;
  value: string;
}

export interface PublicKeyFacts {
  kind: "ec" | "rsa" | "rsa-pss" | "ed25519" | "other";
  bits?: number;
  curve?: string;
}

export interface CertificateFacts {
  version: number;
  subject: readonly NameAttribute[];
  issuer: readonly NameAttribute[];
  serialHex: string;
  notBefore: Date;
  notAfter: Date;
  isCa: boolean;
  isSelfSigned: boolean;
  hasUniqueIds: boolean;
  basicConstraints: { isCritical: boolean; pathLength?: number } | undefined;
  keyUsage: { names: readonly string[]; isCritical: boolean } | undefined;
  extendedKeyUsage: { oids: readonly string[]; isCritical: boolean } | undefined;
  authorityKeyIdentifier: string | undefined;
  subjectKeyIdentifier: string | undefined;
  unknownCriticalExtensions: readonly string[];
  /** For instance "ecdsa-with-SHA256" or "RSASSA-PSS-with-SHA256"; a dotted OID where it has no name. */
  signatureAlgorithm: string;
  publicKey: PublicKeyFacts;
  crlUrls: readonly string[];
  ocspUrls: readonly string[];
  fingerprintSha256: string;
}

export interface CertificateReader {
  readCertificateFacts(der: Uint8Array): CertificateFacts;
  /** Whether the second certificate's key signed the first. */
  isIssuedBy(der: Uint8Array, issuerDer: Uint8Array): boolean;
}

export function attributeOf(name: readonly NameAttribute[], type: string): string | undefined {
  return name.find((attribute) => attribute.type === type)?.value;
}

/** The one word for a subject or issuer in a sentence. */
export function commonNameOf(name: readonly NameAttribute[]): string {
  return attributeOf(name, "CN") ?? attributeOf(name, "O") ?? "(no name)";
}
