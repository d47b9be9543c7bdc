/** `consent`: record that somebody agreed to the use of their likeness, verify such a record, show it. */
export {
  type ShownConsent,
  showConsent,
  type VerifiedConsent,
  type VerifyConsentOptions,
  verifyConsent,
} from "./read.js";
export { type ConsentRecorded, type RecordConsentOptions, recordConsent } from "./record.js";
