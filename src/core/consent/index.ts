/** The door of the consent room. */
export {
  type AssertedConsent,
  consentAssertion,
  consentLabel,
  readConsentAssertion,
  releaseFields,
  type SignedConsent,
} from "./assertion.js";
export { type Attribute, attributes } from "./attribute.js";
export {
  type AttributeCoverage,
  type Coverage,
  type CoverageQuestion,
  coverageOf,
  type DocumentedConsent,
} from "./coverage.js";
export type { JwsRoom, OpenedJws } from "./jws.js";
export {
  findKind,
  findKinds,
  type KindName,
  kindCalled,
  kindNames,
  kinds,
  type SynthesisKind,
} from "./kinds.js";
export { type ReadConsent, type RecordSigner, type RecordTrust, readRecord } from "./read-record.js";
export { bases, type ConsentRecord, parseRecord, recordAsJson, recordSchema } from "./record.js";
export { recordType, signRecord } from "./sign-record.js";
