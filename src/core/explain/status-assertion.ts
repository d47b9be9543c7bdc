/** Status codes about assertions: the single details that an issuer signed. */
import { askForOriginal, faultySigner, signAgain, type Words } from "./entry.js";

const damaged = "the credential was damaged";
const removed = "software removed a part of the credential";

export const assertionCodes: Readonly<Record<string, Words>> = {
  "assertion.hashedURI.match": {
    meaning: "a signed detail is as it was when it was signed",
    causes: ["the detail has not changed since it was signed"],
    action: "nothing to do",
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.hashedURI.mismatch": {
    meaning: "a detail in the Content Credentials is not the one that was signed",
    causes: ["the detail was changed after it was signed", damaged],
    action: askForOriginal,
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.accessible": {
    meaning: "a signed detail that is kept outside the file could be fetched",
    causes: ["the server that keeps it answered"],
    action: "nothing to do",
    source: "C2PA 2.4 §15.2.2.1",
  },
  "assertion.inaccessible": {
    meaning: "a signed detail is kept outside the file and could not be fetched",
    causes: ["fetching is off, which is the default", "the server did not answer"],
    action: "take the detail as not checked; try again while online",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "assertion.missing": {
    meaning: "a detail that the issuer signed is missing from the Content Credentials",
    causes: [removed, "the file or its credential was cut short"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.undeclared": {
    meaning: "the Content Credentials contain a detail that the issuer did not sign",
    causes: ["the detail was added after signing", faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.outsideManifest": {
    meaning: "the Content Credentials count a detail as theirs that belongs to another credential",
    causes: [faultySigner, "the credential was put together from others"],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.notRedacted": {
    meaning: "a detail is said to have been removed from the history and is still there",
    causes: ["software marked the detail as removed without removing it"],
    action: "do not rely on this credential; if you removed the detail, it can still be read",
    source: "C2PA 2.4 §15.11.3.3.1",
  },
  "assertion.selfRedacted": {
    meaning: "a credential claims to have removed one of its own details, which it may not",
    causes: [faultySigner, "a detail was removed after signing"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.required.missing": {
    meaning: "a signed detail lacks a field that the standard requires, or cannot be read",
    causes: [faultySigner, damaged],
    action: signAgain,
  },
  "assertion.json.invalid": {
    meaning: "a signed detail cannot be read, because its JSON is broken",
    causes: [faultySigner, damaged],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.cbor.invalid": {
    meaning: "a signed detail cannot be read, because its encoding is broken",
    causes: [faultySigner, damaged],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.timestamp.malformed": {
    meaning: "a timestamp that was added later is not in the form that the standard requires",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.2.6",
  },
  "assertion.ingredient.malformed": {
    meaning: "the record of a file that this one was made from is incomplete or contradicts itself",
    causes: [faultySigner],
    action: "do not rely on the history from this step on",
    source: "C2PA 2.4 §15.11.3.2",
  },
  "assertion.metadata.disallowed": {
    meaning: "the signed metadata contains a field that the standard did not allow there",
    causes: ["the file was signed under another version of the standard", faultySigner],
    action: "take the other details as they are; current rules no longer reject this",
    source: "C2PA 2.4 §15.10.3.2.4",
  },
  "assertion.action.malformed": {
    meaning: "the list of what was done to the file is incomplete, out of order or in a wrong form",
    causes: [faultySigner, "the file was signed by software older than the rule"],
    action: "do not rely on the list of edits; if you made the file, sign it again with current software",
    source: "C2PA 2.4 §15.10.3.2.3",
  },
  "assertion.action.ingredientMismatch": {
    meaning: "a listed edit refers to a file that was used, and that file is not recorded",
    causes: [faultySigner, removed],
    action: "do not rely on the history from this step on",
    source: "C2PA 2.4 §15.10.3.2.3",
  },
  "assertion.action.redacted": {
    meaning: "the list of what was done to an earlier file was removed, which is not allowed",
    causes: ["software removed more than the standard allows"],
    action: "do not rely on the history before this step: edits may be hidden",
    source: "C2PA 2.4 §15.10.3.1",
  },
  "assertion.action.redactionMismatch": {
    meaning: "the credential says that a detail was removed and does not say which one",
    causes: [faultySigner],
    action: "do not rely on the history before this step",
    source: "C2PA 2.4 §15.10.3.2.3",
  },
  "assertion.action.softBindingMissing": {
    meaning: "the credential says that a watermark was added and does not describe it",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.2.3",
  },
  "assertion.cloud-data.hardBinding": {
    meaning: "the hash that ties the credential to the file is kept outside the file, which is not allowed",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.2.1",
  },
  "assertion.cloud-data.actions": {
    meaning: "an update keeps its list of edits outside the file, which is not allowed",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.2.1",
  },
  "assertion.cloud-data.malformed": {
    meaning: "the reference to a detail kept outside the file is incomplete or not allowed",
    causes: [faultySigner, damaged],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.2.1",
  },
  "assertion.cloud-data.labelMismatch": {
    meaning: "a detail fetched from outside the file is of another kind than the credential says",
    causes: ["what the server keeps has been replaced", faultySigner],
    action: "take the fetched detail as not signed",
    source: "C2PA 2.4 §15.10.3.2.1",
  },
  "assertion.external-reference.created": {
    meaning: "a reference to something outside the file is listed as the signer's own statement",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "assertion.external-reference.hashMismatch": {
    meaning: "what was fetched from outside the file is not what the credential refers to",
    causes: ["what the server keeps changed after the file was signed"],
    action: "take what was fetched as not signed",
    source: "C2PA 2.4 §15.10.3.2.2",
  },
  "assertion.external-reference.labelMismatch": {
    meaning: "what was fetched from outside the file is of another kind than the credential says",
    causes: ["what the server keeps has been replaced", faultySigner],
    action: "take what was fetched as not signed",
    source: "C2PA 2.4 §15.10.3.2.2",
  },
  "assertion.external-reference.malformed": {
    meaning: "a reference to something outside the file is incomplete or not allowed",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.2.2",
  },
  "assertion.alternativeContentRepresentation.match": {
    meaning: "the original picture kept inside this file is as it was when it was signed",
    causes: ["the original picture has not changed since it was signed"],
    action: "nothing to do",
    source: "C2PA 2.4 §15.10.3.2.7",
  },
  "assertion.alternativeContentRepresentation.hashMismatch": {
    meaning: "the original picture kept inside this file changed after it was signed",
    causes: ["software replaced or re-saved the original picture", damaged],
    action: askForOriginal,
    source: "C2PA 2.4 §15.10.3.2.7",
  },
  "assertion.alternativeContentRepresentation.malformed": {
    meaning: "the record of the original picture kept inside this file is in a wrong form",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.10.3.2.7",
  },
  "assertion.alternativeContentRepresentation.missing": {
    meaning: "the original picture that this file should contain is not there",
    causes: ["software removed the original picture", "the file was cut short"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.2.2.3",
  },
};
