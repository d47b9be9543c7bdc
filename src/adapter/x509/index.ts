/** The door of the X.509 room: certificates issued, requested and taken apart. */
export type { CertificateUse } from "./extension.js";
export { type CertificateFacts, isIssuedBy, readCertificateFacts } from "./facts.js";
export {
  type CertificateContents,
  type CertificateSigner,
  issueCertificate,
  issueRequest,
  type NameAttribute,
  type RequestContents,
} from "./issue.js";
