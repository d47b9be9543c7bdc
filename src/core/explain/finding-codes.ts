/** Colophon's own findings: what it says about a file beyond the status codes of the standard. */
import { type Explanation, explanations, type Words } from "./entry.js";

const findings = {
  "history.broken": {
    meaning: "a credential in the history of this file did not pass its checks",
    causes: [
      "an earlier file was changed after it was signed, and then used or signed again",
      "the earlier signature was wrong from the start",
    ],
    action: "see which step it is with: colophon trace FILE; do not rely on the history before that step",
  },
  "history.untrusted": {
    meaning: "no trust list in use recognizes an issuer in the history of this file",
    causes: ["an earlier file was signed by someone on no list", "the lists in use are out of date"],
    action: "see which step it is with: colophon trace FILE; take the name there as not confirmed",
  },
  "file.extension": {
    meaning: "the file is of another format than its name says",
    causes: ["it was renamed or saved under a wrong name"],
    action: "give it the right name; the result is not affected",
  },
  "file.media-not-covered": {
    meaning: "the signed hash leaves out most of this file, so what it shows or plays may have been replaced",
    causes: [
      "the signer left out more than metadata, by mistake or on purpose",
      "someone looks for readers that do not ask what a hash covers",
    ],
    action: "do not rely on it; ask the source for a file whose hash covers all of it",
    source: "C2PA 2.4 §18.5",
  },
  "file.coverage-unread": {
    meaning:
      "which bytes the signed hash covers could not be read, so a part that shows or plays may be left out",
    causes: [
      "the credential has two parts of one name, or far more parts than signing software writes",
      "someone looks for readers that do not ask what a hash covers",
    ],
    action: "do not rely on it; ask the source for the file as it was signed",
    source: "C2PA 2.4 §18.5",
  },
  "file.bytes-not-covered": {
    meaning: "some bytes of this file are not covered by the signed hash, so changing them goes unnoticed",
    causes: [
      "the signer left out metadata so that it can be edited later",
      "videos leave out padding and index parts as a rule",
    ],
    action: "see which bytes with: colophon inspect FILE; do not treat what lies in them as signed",
    source: "C2PA 2.4 §15.12",
  },
  "rule.changed": {
    meaning:
      "this engine version rejects how the credential is tied to the file; that alone does not show that bytes changed",
    causes: [
      "older signing software left out more of the file than the rules now allow",
      "someone put new data where the signed hash does not look",
    ],
    action: "ask the source for the file again, and name the engine version when you quote this result",
    source: "C2PA 2.4 §15.12.1",
  },
  "time.self-asserted": {
    meaning: "the time comes from the signer's own clock, and nobody independent confirms it",
    causes: ["the file was signed without a timestamp"],
    action: "take the date as the signer's own word",
    source: "C2PA 2.4 §15.8.3",
  },
  "time.unlisted-authority": {
    meaning: "the timestamp comes from an authority on no list in use, so the time is not independent",
    causes: [
      "the authority is on no list; anyone can run one and set its clock",
      "no list of timestamp authorities is in use, or it is out of date",
    ],
    action: "update the lists with: colophon trust update; otherwise take the date as the signer's own word",
    source: "C2PA 2.4 §15.8.2",
  },
  "time.none": {
    meaning: "the credential does not say when it was signed",
    causes: ["the file was signed without a timestamp and without a stated time"],
    action: "look for the date elsewhere; the credential does not give one",
  },
  "time.after-as-of": {
    meaning: "the time in the credential is later than the day that the file is judged as of",
    causes: ["the file was signed after that day", "the clock that gave the time was wrong"],
    action: "judge it as of a later day with --at, or as of now without it",
  },
  "issuer.self-signed": {
    meaning: "the issuer vouches for itself, so the name is only what the file claims",
    causes: ["a test or a personal certificate", "someone used a name that is not theirs"],
    action: "do not take the name as confirmed; ask the person or organization if much depends on it",
  },
  "issuer.purpose": {
    meaning: "the issuer signed with a certificate that was meant for something else, such as timestamps",
    causes: ["a certificate was misused", "the signer chose a wrong certificate by mistake"],
    action: "do not take the issuer as recognized",
    source: "C2PA 2.4 §15.7",
  },
  "issuer.list-kind": {
    meaning: "the issuer is recognized only by a list of another kind, which does not count here",
    causes: ["the certificate belongs to a timestamp authority or to a publisher"],
    action: "see the lists and their kinds with: colophon trust list",
  },
  "issuer.expired-revived": {
    meaning: "the certificate has expired, and only an authority on no list says that it was signed in time",
    causes: [
      "an old key is used with a timestamp set to an earlier date",
      "the list of timestamp authorities is missing or out of date",
    ],
    action: "do not rely on the issuer or the date; update the lists with: colophon trust update",
    source: "C2PA 2.4 §15.8.2",
  },
  "issuer.not-yet-valid": {
    meaning: "the issuer's certificate was not valid yet at the moment the file is judged for",
    causes: [
      "the day given with --at lies before the certificate began",
      "the clock of this computer, or of the signer's authority, is wrong",
    ],
    action: "leave out --at, or give a day on which the file existed; otherwise look at the clock",
    source: "C2PA 2.4 §15.8.2",
  },
  "issuer.not-required": {
    meaning: "the issuer is not the one that was asked for",
    causes: ["another person or organization signed the file", "the name is written differently"],
    action: "compare the name with the one given with --issuer",
  },
  "revocation.not-checked": {
    meaning: "nobody was asked whether the issuer's certificate has been revoked",
    causes: ["asking is off, because it can tell others which file is being looked at"],
    action: "ask the issuer if much depends on it",
    source: "C2PA 2.4 §15.9.2",
  },
  "credential.remote-not-fetched": {
    meaning: "the file also refers to Content Credentials on a server, which were not fetched",
    causes: ["fetching is off, because it tells the server that you have the file"],
    action: "fetch them with --remote if you may contact the server",
    source: "C2PA 2.4 §15.5.3.1",
  },
  "credential.sidecar": {
    meaning: "the Content Credentials come from a file beside this one, not from the file itself",
    causes: ["the format cannot carry them", "the signer keeps them apart"],
    action: "keep both files together",
    source: "C2PA 2.4 §15.5.3.1",
  },
  "trust.no-list": {
    meaning: "no trust list is in use, so no issuer can be recognized",
    causes: ["none has been fetched yet; none comes with the program"],
    action: "fetch the official lists with: colophon trust update",
  },
  "trust.list-outdated": {
    meaning: "a trust list in use is older than it should be, so it may miss issuers or withdrawals",
    causes: ["the list has passed its own date for the next update"],
    action: "bring it up to date with: colophon trust update",
  },
  "string.suspicious": {
    meaning: "a name or text in the credential contains characters that can mislead the eye",
    causes: [
      "letters of different scripts that look alike",
      "invisible characters, or ones that turn the reading direction",
    ],
    action: "read it as shown, with these characters made visible; do not copy it elsewhere unseen",
  },
} satisfies Record<string, Words>;

export type FindingCode = keyof typeof findings;

export const findingCodes: readonly Explanation[] = explanations("finding", findings);
