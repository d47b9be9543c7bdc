/** Status codes about the credential as a whole: its claim, its parts, its place, its algorithms. */
import { askForOriginal, faultySigner, signAgain, type Words } from "./entry.js";

const damaged = "the file or its credential was cut short or damaged";

export const claimCodes: Readonly<Record<string, Words>> = {
  "claim.missing": {
    meaning: "the Content Credentials lack the claim, which is the statement that the issuer signed",
    causes: [damaged, "software removed a part of the credential"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.6.1",
  },
  "claim.multiple": {
    meaning: "the Content Credentials hold more than one claim where exactly one is allowed",
    causes: [faultySigner, "a claim was added after it was signed"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.6.1",
  },
  "claim.malformed": {
    meaning: "the claim that the issuer signed lacks a required field or has one in a wrong form",
    causes: [faultySigner, damaged],
    action: signAgain,
    source: "C2PA 2.4 §15.6.2",
  },
  "claim.cbor.invalid": {
    meaning: "the claim that the issuer signed cannot be read, because its encoding is broken",
    causes: [damaged, faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.6.2",
  },
  "claim.required.missing": {
    meaning: "the claim that the issuer signed lacks a field that the standard required",
    causes: [faultySigner, damaged],
    action: signAgain,
  },
  "claim.hardBindings.missing": {
    meaning: "nothing in the Content Credentials ties them to the bytes of this file",
    causes: [faultySigner, "the credential is an update, and the first one it updates is missing"],
    action: "do not rely on this credential: it could be attached to any file",
    source: "C2PA 2.4 §15.12",
  },
  "manifest.inaccessible": {
    meaning: "the Content Credentials are kept outside the file and could not be fetched",
    causes: ["fetching is off, which is the default", "the server did not answer", "they were taken down"],
    action: "fetch them with --remote while online; until then nothing can be said about the file",
    source: "C2PA 2.4 §15.5.3.1",
  },
  "manifest.multipleParents": {
    meaning: "the Content Credentials name more than one file as the one that this file was edited from",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.10.1.2",
  },
  "manifest.update.invalid": {
    meaning: "an update to the Content Credentials contains something that an update may not contain",
    causes: [faultySigner, "the bytes of the file were changed and only an update was written"],
    action: signAgain,
    source: "C2PA 2.4 §15.10.1.3",
  },
  "manifest.update.wrongParents": {
    meaning: "an update to the Content Credentials does not refer to exactly one earlier credential",
    causes: [faultySigner, "the earlier credential was removed"],
    action: signAgain,
    source: "C2PA 2.4 §15.10.1.3",
  },
  "manifest.timestamp.invalid": {
    meaning: "a part that should only add a timestamp contains something else as well",
    causes: [faultySigner],
    action: signAgain,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.timestamp.wrongParents": {
    meaning: "a part that should add a timestamp does not refer to exactly one earlier credential",
    causes: [faultySigner, "the earlier credential was removed"],
    action: signAgain,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.compressed.invalid": {
    meaning: "the Content Credentials are stored compressed and could not be unpacked",
    causes: [damaged, faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.5.4",
  },
  "manifest.unknownProvenance": {
    meaning: "a credential in this file is of a kind that this engine version cannot read",
    causes: ["it was made by newer software", faultySigner],
    action: "update colophon and look again",
  },
  "manifest.unreferenced": {
    meaning: "the file carries a further credential that its own history does not refer to",
    causes: ["signing software left an old credential behind", "a credential was added from elsewhere"],
    action: "leave the further credential out of account: nothing ties it to this file",
    source: "C2PA 2.4 §15.11.3.3",
  },
  "manifest.html.multipleManifests": {
    meaning: "the web page carries more than one set of Content Credentials where one is allowed",
    causes: ["pages were merged", faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.structuredText.emptyReference": {
    meaning: "the text file has a place for Content Credentials, but nothing stands in it",
    causes: ["an editor removed the reference", faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.structuredText.malformedReference": {
    meaning: "the text file refers to its Content Credentials with an address that cannot be used",
    causes: ["an editor changed the reference", faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.structuredText.multipleReferences": {
    meaning: "the text file refers to more than one set of Content Credentials where one is allowed",
    causes: ["texts were merged", faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.structuredText.noManifest": {
    meaning: "the text file has no complete block of Content Credentials",
    causes: ["only a part of the text was copied", "an editor removed one of the marks around the block"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.structuredText.noResolutionPath": {
    meaning: "the text file refers to Content Credentials in a way that does not lead to them",
    causes: ["the file was moved away from its credential", faultySigner],
    action: "name the credential yourself with --credential FILE.c2pa",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "manifest.text.corruptedWrapper": {
    meaning: "the Content Credentials embedded in the text are damaged or incomplete",
    causes: ["only a part of the text was copied", "a program dropped characters that cannot be seen"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.1.3.2",
  },
  "manifest.text.multipleWrappers": {
    meaning: "the text carries more than one set of Content Credentials where one is allowed",
    causes: ["texts were merged", faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.1.3.1",
  },
  "hashedURI.missing": {
    meaning: "a part that the Content Credentials refer to is not where it should be",
    causes: ["software removed the part", damaged],
    action: askForOriginal,
    source: "C2PA 2.4 §15.10.3.3",
  },
  "hashedURI.mismatch": {
    meaning: "a part that the Content Credentials refer to is not the part that was signed",
    causes: ["the part was changed after it was signed", damaged, faultySigner],
    action: askForOriginal,
    source: "C2PA 2.4 §15.10.3.3",
  },
  "algorithm.unsupported": {
    meaning: "the credential uses an algorithm that is not allowed or not known to this engine version",
    causes: ["it was made by newer or by very old software", faultySigner],
    action: "update colophon and look again; until then nothing can be said about the file",
    source: "C2PA 2.4 §15.4.4",
  },
  "algorithm.deprecated": {
    meaning: "the credential uses an algorithm that is being phased out and is still accepted",
    causes: ["it was made by older software"],
    action: "nothing to do; new files should be signed with current software",
    source: "C2PA 2.4 §15.4.4",
  },
  "general.error": {
    meaning: "the engine met a fault for which the standard has no name",
    causes: [damaged, "the file or its credential is of a kind that the engine does not expect"],
    action: "read the engine's own words with: colophon verify --raw FILE",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "com.adobe.prerelease": {
    meaning: "the credential was made before the standard was final and cannot be judged",
    causes: ["it was made by trial software, before the first version of the standard"],
    action: "ask for a file signed with current software; nothing can be said about this one",
  },
  "livevideo.assertion.invalid": {
    meaning: "a piece of the live video does not belong at its place in the stream",
    causes: ["pieces were reordered, dropped or taken from another stream", faultySigner],
    action: "do not rely on the credential for this piece of the stream",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "livevideo.continuityMethod.invalid": {
    meaning: "the live video ties its pieces together in a way that is not allowed or not known",
    causes: ["it was made by newer software", faultySigner],
    action: "update colophon and look again",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "livevideo.init.invalid": {
    meaning: "the opening piece of the live video contains media, which it may not",
    causes: [faultySigner],
    action: "do not rely on the credential of this stream",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "livevideo.manifest.invalid": {
    meaning: "the credential of a piece of the live video did not pass its checks",
    causes: ["the piece was changed after it was signed", damaged],
    action: "do not rely on the credential for this piece of the stream",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "livevideo.segment.invalid": {
    meaning: "a piece of the live video is not signed, is wrongly signed or does not follow the one before",
    causes: ["the piece was changed or replaced after it was signed", "pieces were dropped"],
    action: "do not rely on the credential for this piece of the stream",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "livevideo.sessionkey.invalid": {
    meaning: "the key that signs the pieces of the live video is not properly vouched for by the issuer",
    causes: [faultySigner, "the certificate behind the key had expired"],
    action: "do not rely on the credential of this stream",
    source: "C2PA 2.4 §15.10.3.2.5",
  },
};
