/** Status codes about ingredients: the credentials of the files that a file was made from. */
import type { Words } from "./entry.js";

const brokenHere = "do not rely on the history before this step; see it with: colophon trace FILE";
const removed = "software removed a part of the history";
const damaged = "the credential was damaged";

export const ingredientCodes: Readonly<Record<string, Words>> = {
  "ingredient.manifest.validated": {
    meaning: "the credential of a file that this one was made from is the one that was recorded",
    causes: ["the earlier credential has not changed since this file was signed"],
    action: "nothing to do; it does not say that the earlier file passed its own checks",
    source: "C2PA 2.4 §15.11.3.3.2",
  },
  "ingredient.manifest.missing": {
    meaning: "the credential of a file that this one was made from is missing from the history",
    causes: [removed, "the file was cut short"],
    action: brokenHere,
    source: "C2PA 2.4 §15.11.3.3.2",
  },
  "ingredient.manifest.mismatch": {
    meaning: "the credential of a file that this one was made from is not the one that was recorded",
    causes: ["the earlier credential was changed or replaced after this file was signed", damaged],
    action: brokenHere,
    source: "C2PA 2.4 §15.11.3.3.2",
  },
  "ingredient.claimSignature.validated": {
    meaning: "the signature of a file that this one was made from is the one that was recorded",
    causes: ["the earlier signature has not changed since this file was signed"],
    action: "nothing to do",
    source: "C2PA 2.4 §15.11.3.3.1",
  },
  "ingredient.claimSignature.missing": {
    meaning: "the signature of a file that this one was made from is missing from the history",
    causes: [removed, "the software that signed did not record it"],
    action: brokenHere,
    source: "C2PA 2.4 §15.11.3.3.1",
  },
  "ingredient.claimSignature.mismatch": {
    meaning: "the signature of a file that this one was made from is not the one that was recorded",
    causes: ["the earlier credential was replaced after this file was signed", damaged],
    action: brokenHere,
    source: "C2PA 2.4 §15.11.3.3.1",
  },
  "ingredient.hashedURI.mismatch": {
    meaning: "the record of a file that this one was made from is not the one that was signed",
    causes: ["the record was changed after it was signed", damaged],
    action: brokenHere,
  },
  "ingredient.unknownProvenance": {
    meaning: "a file that this one was made from has no Content Credentials, so its origin is not recorded",
    causes: [
      "the earlier file never had any, like most files",
      "they were lost before this file was made from it",
    ],
    action: "nothing to do; it says nothing about what the earlier file was",
    source: "C2PA 2.4 §15.11.3.3",
  },
};
