/** Status codes about when the file was signed: timestamps, and the time the signer itself states. */
import type { Words } from "./entry.js";

const setAside = "take the time as the signer's own word; the timestamp was set aside";

export const timeCodes: Readonly<Record<string, Words>> = {
  "timeStamp.validated": {
    meaning: "the timestamp is well formed and belongs to this signature",
    causes: ["the file was signed with a timestamp"],
    action: "see whether a list recognizes the timestamp authority; only then is the time independent",
    source: "C2PA 2.4 §15.8.2",
  },
  "timeStamp.trusted": {
    meaning: "a list in use recognizes the timestamp authority that confirmed the time",
    causes: ["the authority's certificate leads to an entry on the list"],
    action: "nothing to do: the file was signed no later than that time",
    source: "C2PA 2.4 §15.8.2",
  },
  "timeStamp.untrusted": {
    meaning: "no list in use recognizes the timestamp authority, so its time is not independent",
    causes: [
      "the authority is on no list; anyone can run one and set its clock",
      "no list of timestamp authorities is in use, or it is out of date",
      "the timestamp uses an algorithm that is not allowed",
    ],
    action: "update the lists with: colophon trust update; otherwise take the time as the signer's own word",
    source: "C2PA 2.4 §15.8.2",
  },
  "timeStamp.mismatch": {
    meaning: "the timestamp belongs to something other than this signature",
    causes: [
      "the signature or the timestamp was changed or replaced after it was made",
      "the software that signed made an error",
    ],
    action: setAside,
    source: "C2PA 2.4 §15.8.2",
  },
  "timeStamp.malformed": {
    meaning: "the timestamp is not in the form that the standard requires and cannot be used",
    causes: ["the software that signed made an error", "the timestamp authority refused or failed"],
    action: setAside,
    source: "C2PA 2.4 §15.8.1.1",
  },
  "timeStamp.outsideValidity": {
    meaning: "the time in the timestamp lies outside the dates of the timestamp authority's certificate",
    causes: ["the authority used an expired certificate", "the authority's clock was wrong"],
    action: setAside,
    source: "C2PA 2.4 §15.8.2",
  },
  "timeStamp.credentialInvalid": {
    meaning: "the timestamp authority's certificate is not one that may confirm times",
    causes: ["it was issued for another purpose", "it lacks an entry that the standard requires"],
    action: setAside,
    source: "C2PA 2.4 §15.8.2",
  },
  "timeOfSigning.insideValidity": {
    meaning: "the time that the signer states lies within the dates of its certificate",
    causes: ["the signer's clock was set plausibly"],
    action: "nothing to do; it is still the signer's own word",
    source: "C2PA 2.4 §15.8.3",
  },
  "timeOfSigning.outsideValidity": {
    meaning:
      "the time that the signer states lies outside the dates of its certificate or after the timestamp",
    causes: ["the signer's clock was wrong", "the signer stated another time on purpose"],
    action: "do not use the time that the signer states",
    source: "C2PA 2.4 §15.8.3",
  },
};
