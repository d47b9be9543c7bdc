/** Status codes about the hashes that tie a credential to the bytes of its file. */
import { faultySigner, signAgain, type Words } from "./entry.js";

const unchanged = ["the covered bytes are the ones that were signed"];
const changed = [
  "the file was edited, re-saved or compressed by software that does not keep credentials",
  "a site or app changed it on upload or download",
  "the credential belongs to another file",
];
const askForOriginal = "ask for the file as it left its source, or look for an earlier copy";
const faulty = [faultySigner, "the credential was damaged"];
const seeCoverage = "see which bytes with: colophon inspect FILE; do not treat what lies in them as signed";

export const bindingCodes: Readonly<Record<string, Words>> = {
  "assertion.dataHash.match": {
    meaning: "the bytes that the signed hash covers have not changed since they were signed",
    causes: unchanged,
    action: "nothing to do",
    source: "C2PA 2.4 §15.12.1",
  },
  "assertion.dataHash.mismatch": {
    meaning:
      "the bytes do not match the signed hash: the file changed after it was signed, or the credential belongs to another file",
    causes: [
      ...changed.slice(0, 2),
      "a stricter rule of this engine version, when it says that the exclusion does not match",
    ],
    action: `${askForOriginal}; the engine's own words are under --raw`,
    source: "C2PA 2.4 §15.12.1",
  },
  "assertion.dataHash.malformed": {
    meaning: "the signed hash of the bytes is not in the form that the standard requires",
    causes: faulty,
    action: signAgain,
    source: "C2PA 2.4 §15.12.1",
  },
  "assertion.dataHash.redacted": {
    meaning: "the hash that tied an earlier credential to its bytes was removed from the history",
    causes: ["software removed more than the standard allows"],
    action: "do not rely on the earlier credential: nothing ties it to a file any more",
    source: "C2PA 2.4 §15.2.2.3",
  },
  "assertion.dataHash.additionalExclusionsPresent": {
    meaning: "some bytes of this file are not covered by the signed hash, so changing them goes unnoticed",
    causes: ["the signer left out metadata so that it can be edited later"],
    action: seeCoverage,
    source: "C2PA 2.4 §15.12.1",
  },
  "assertion.bmffHash.match": {
    meaning: "the parts of the file that the signed hash covers have not changed since they were signed",
    causes: unchanged,
    action: "nothing to do",
    source: "C2PA 2.4 §15.12.2",
  },
  "assertion.bmffHash.mismatch": {
    meaning:
      "the media does not match the signed hash: the file changed after it was signed, or the credential belongs to another file",
    causes: [
      ...changed.slice(0, 2),
      "it is one piece of a video split for streaming, which can only be checked with the others",
    ],
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.2",
  },
  "assertion.bmffHash.malformed": {
    meaning: "the signed hash of the media is not in the form that the standard requires",
    causes: faulty,
    action: signAgain,
    source: "C2PA 2.4 §15.12.2",
  },
  "assertion.bmffHash.additionalExclusionsPresent": {
    meaning: "some bytes of this file are not covered by the signed hash, so changing them goes unnoticed",
    causes: ["nearly every signed video or HEIC file leaves out padding and index parts"],
    action: seeCoverage,
    source: "C2PA 2.4 §15.12.2",
  },
  "assertion.boxesHash.match": {
    meaning: "the parts of the file that the signed hash covers have not changed since they were signed",
    causes: unchanged,
    action: "nothing to do",
    source: "C2PA 2.4 §15.12.3",
  },
  "assertion.boxesHash.mismatch": {
    meaning:
      "a part of the file does not match its signed hash: it changed after it was signed, or was moved",
    causes: changed,
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.3",
  },
  "assertion.boxesHash.malformed": {
    meaning: "the signed list of the file's parts is not in the form that the standard requires",
    causes: faulty,
    action: signAgain,
    source: "C2PA 2.4 §15.12.3",
  },
  "assertion.boxesHash.unknownBox": {
    meaning: "the file contains a part that was not there when it was signed",
    causes: ["software added metadata after signing", "something was added to the file on purpose"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.3",
  },
  "assertion.boxesHash.additionalExclusionsPresent": {
    meaning: "some bytes of this file are not covered by the signed hash, so changing them goes unnoticed",
    causes: ["the signer left out metadata so that it can be edited later"],
    action: seeCoverage,
    source: "C2PA 2.4 §15.12.3",
  },
  "assertion.collectionHash.match": {
    meaning: "every file of the signed collection is as it was when it was signed",
    causes: unchanged,
    action: "nothing to do",
    source: "C2PA 2.4 §15.12.5",
  },
  "assertion.collectionHash.mismatch": {
    meaning: "a file of the signed collection does not match its hash: it changed after it was signed",
    causes: ["a file in the collection was edited or replaced", "the archive was packed again"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.5",
  },
  "assertion.collectionHash.malformed": {
    meaning: "the signed list of the collection's files is not in the form that the standard requires",
    causes: faulty,
    action: signAgain,
    source: "C2PA 2.4 §15.12.5",
  },
  "assertion.collectionHash.incorrectFileCount": {
    meaning: "a file that belongs to the signed collection is missing from it",
    causes: ["a file was removed or renamed after signing", "only a part of the collection was copied"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.5",
  },
  "assertion.collectionHash.invalidURI": {
    meaning: "the signed collection names a file by a path that leads outside the collection",
    causes: ["the software that signed made an error", "the paths were written to reach other files"],
    action: "do not rely on this credential, and do not unpack the collection carelessly",
    source: "C2PA 2.4 §15.12.5",
  },
  "assertion.multiAssetHash.match": {
    meaning: "every part of this file of several parts is as it was when it was signed",
    causes: unchanged,
    action: "nothing to do",
    source: "C2PA 2.4 §15.12.4",
  },
  "assertion.multiAssetHash.mismatch": {
    meaning: "one part of this file of several parts changed after it was signed",
    causes: changed.slice(0, 2),
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.4",
  },
  "assertion.multiAssetHash.malformed": {
    meaning: "the signed list of the parts of this file is not in the form that the standard requires",
    causes: faulty,
    action: signAgain,
    source: "C2PA 2.4 §15.12.4",
  },
  "assertion.multiAssetHash.missingPart": {
    meaning: "a part of this file that has to be there is missing",
    causes: ["a part, such as the video of a moving photo, was cut off after signing"],
    action: askForOriginal,
    source: "C2PA 2.4 §15.12.4",
  },
  "assertion.multipleHardBindings": {
    meaning: "the Content Credentials tie themselves to the file in more than one way, where one is allowed",
    causes: faulty.slice(0, 1),
    action: signAgain,
    source: "C2PA 2.4 §15.10.1.2",
  },
  "assertion.hardBinding.redacted": {
    meaning: "the hash that tied an earlier credential to its bytes was removed from the history",
    causes: ["software removed more than the standard allows"],
    action: "do not rely on the earlier credential: nothing ties it to a file any more",
    source: "C2PA 2.4 §15.2.2.3",
  },
};
