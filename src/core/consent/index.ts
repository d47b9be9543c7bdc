/** The door of the consent room. */
export { consentAssertion, releaseFields, type SignedConsent } from "./assertion.js";
export { type Attribute, attributes } from "./attribute.js";
export { type Coverage, type CoverageQuestion, coverageOf, type DocumentedConsent } from "./coverage.js";
export type { JwsRoom } from "./jws.js";
export { findKind, findKinds, type KindName, kinds } from "./kinds.js";
export { type ReadConsent, type RecordSigner, type RecordTrust, readRecord } from "./read-record.js";
export { bases, type ConsentRecord, recordAsJson } from "./record.js";
export { signRecord } from "./sign-record.js";
