/** The extended key usages that matter to Content Credentials. */

export const purposes = {
  claimSigning: "1.3.6.1.4.1.62558.2.1",
  emailProtection: "1.3.6.1.5.5.7.3.4",
  documentSigning: "1.3.6.1.5.5.7.3.36",
  microsoftClaimSigning: "1.3.6.1.4.1.311.76.59.1.9",
  timeStamping: "1.3.6.1.5.5.7.3.8",
  ocspSigning: "1.3.6.1.5.5.7.3.9",
  serverAuth: "1.3.6.1.5.5.7.3.1",
  clientAuth: "1.3.6.1.5.5.7.3.2",
  codeSigning: "1.3.6.1.5.5.7.3.3",
  any: "2.5.29.37.0",
} as const;

/** Any one of them lets a certificate sign claims (C2PA 2.4 §14.4.1). */
export const signingPurposes: readonly string[] = [
  purposes.claimSigning,
  purposes.emailProtection,
  purposes.documentSigning,
  purposes.microsoftClaimSigning,
];

const words: Readonly<Record<string, string>> = {
  [purposes.claimSigning]: "C2PA claim signing",
  [purposes.emailProtection]: "e-mail protection",
  [purposes.documentSigning]: "document signing",
  [purposes.microsoftClaimSigning]: "Microsoft C2PA signing",
  [purposes.timeStamping]: "timestamping",
  [purposes.ocspSigning]: "OCSP signing",
  [purposes.serverAuth]: "TLS server",
  [purposes.clientAuth]: "TLS client",
  [purposes.codeSigning]: "code signing",
  [purposes.any]: "any purpose",
};

export function purposeInWords(oid: string): string {
  return words[oid] ?? oid;
}
