/** The four answers in words. Nothing here says that a file is good, or that what it shows is true. */
import { officialLists } from "../../command/words.js";
import type { HistoryStep } from "../../core/history/history.js";
import type {
  HistoryAnswer,
  IssuerAnswer,
  ListReference,
  TimeAnswer,
  UnchangedAnswer,
  Verification,
} from "../../core/verifying/verification.js";
import { escapeText, quoted } from "../escape.js";
import { longTime, shortDate } from "../moment.js";
import { engine } from "../version.js";

/** "C2PA Trust List of 21 Aug 2026"; a list's own name may be anybody's choice, so it is quoted. */
export function listInWords({ name, origin, issuedAt, addedAt }: ListReference): string {
  const official = officialLists.find((list) => list.url === origin);
  const added = addedAt === undefined ? "" : `, added ${shortDate(addedAt)}`;
  const date = issuedAt === undefined ? added : ` of ${shortDate(issuedAt)}`;
  return official === undefined ? `your list ${quoted(name)}${date}` : `the ${official.title}${date}`;
}

/** A name that a list vouches for stands plain; any other in quotes, as what the file itself says. */
export function issuerName({ answer, name, knownTo }: IssuerAnswer): string {
  if (name === undefined) return "nobody it names";
  return answer === "recognized" || knownTo !== undefined ? escapeText(name) : quoted(name);
}

export function issuerInWords(issuer: IssuerAnswer): string {
  const name = issuerName(issuer);
  switch (issuer.answer) {
    case "recognized":
      return issuer.list === undefined
        ? `issued by ${name}`
        : `issued by ${name}, recognized by ${listInWords(issuer.list)}`;
    case "not-recognized":
      return `issued by ${name}, as the file itself says`;
    case "expired":
      return issuer.knownTo === undefined
        ? `issued by ${name}, as the file itself says, with a certificate that has expired; nothing shows that it was signed before`
        : `${name}, known to ${listInWords(issuer.knownTo)}; its certificate has expired, and no recognized authority says that it was signed before`;
    case "not-yet-valid":
      return `issued by ${name}, as the file itself says, with a certificate that was not valid yet`;
    case "revoked":
      return `issued by ${name}, as the file itself says, with a certificate that has been revoked`;
    case "unsuitable":
      return `issued by ${name}, as the file itself says, with a certificate that does not serve for this`;
    case "unknown":
      return "who issued it could not be found out";
  }
}

export function timeInWords({ answer, at, authority }: TimeAnswer): string {
  const time = at === undefined ? "" : `${longTime(at)}, `;
  switch (answer) {
    case "independent":
      return `${time}timestamp by ${authority === undefined ? "a recognized authority" : escapeText(authority)}`;
    case "unlisted-authority":
      return `${time}timestamp by ${authority === undefined ? "an authority" : quoted(authority)} that no list in use recognizes`;
    case "signer-clock":
      return `${time}by the signer's own clock`;
    case "none":
      return "it does not say when";
  }
}

export function unchangedInWords({ uncoveredBytes }: UnchangedAnswer): string {
  const isPartial = uncoveredBytes !== undefined && uncoveredBytes > 0;
  return isPartial
    ? `since it was issued; ${bytesInWords(uncoveredBytes)} of it are not covered`
    : "since it was issued";
}

/** "as of 20 August 2025"; a day's first moment is how a day without a time is given. */
export function asOfInWords(asOf: Date): string {
  return `as of ${longTime(asOf).replace(", 00:00 UTC", "")}`;
}

/** What keeps a valid file from being trusted: the issuer, or something else beside a recognized one. */
export function doubtOf({ issuer, history, findings }: Verification) {
  if (findings.some(({ code }) => code === "time.after-as-of")) return "time";
  if (issuer.answer !== "recognized") return "issuer";
  if (history.answer === "broken") return "broken";
  return history.answer === "unrecognized" ? "history" : "identity";
}

/** The same as a headline: it never says of a recognized issuer that it is not. */
export function validInShort(verification: Verification): string {
  const { answer } = verification.issuer;
  switch (doubtOf(verification)) {
    case "time":
      return "Signed after that day";
    case "issuer":
      return answer === "expired" ? "Certificate expired" : "Issuer not recognized";
    case "broken":
      return "Broken source";
    case "history":
      return "Source not recognized";
    case "identity":
      return "Identity unrecognized";
  }
}

/** Why a file is invalid, in a sentence. */
export function invalidInWords(verification: Verification): string {
  const { unchanged, findings } = verification;
  switch (unchanged.answer) {
    case "changed":
      return "changed after it was issued";
    case "rule-changed":
      return `not by the rules of this engine, ${engine.name} ${engine.version}: how older software bound it to the file is no longer accepted; that alone does not show that bytes changed`;
    case "credential-damaged":
      return "the Content Credentials themselves were altered or damaged";
    case "unchanged":
    case "unknown":
      return (
        issuerFault(verification) ??
        findings.find(({ severity }) => severity === "failure")?.meaning ??
        "a check failed"
      );
  }
}

/** The same in a few words, for lists. */
export function invalidInShort(verification: Verification): string {
  const { unchanged, findings } = verification;
  switch (unchanged.answer) {
    case "changed":
      return "changed after issue";
    case "rule-changed":
      return "bound by an older rule";
    case "credential-damaged":
      return "credential damaged";
    case "unchanged":
    case "unknown":
      return (
        issuerFault(verification) ??
        findings.find(({ severity }) => severity === "failure")?.code ??
        "a check failed"
      );
  }
}

function issuerFault({ issuer, time }: Verification): string | undefined {
  const { answer } = issuer;
  if (answer === "revoked") return "the certificate has been revoked";
  if (answer === "expired") {
    if (time.answer === "independent") return "the certificate was not valid when it was signed";
    return "the certificate has expired, and nothing shows that it was signed before";
  }
  if (answer === "not-yet-valid") return "the certificate was not valid yet";
  return answer === "unsuitable" ? "the certificate does not serve for this" : undefined;
}

export function historyInWords({ answer }: HistoryAnswer, { ingredients, isCut }: HistoryStep): string {
  const made = ingredients.length;
  const withoutCredential = ingredients.filter(({ state }) => state === "none").length;
  const files = `${isCut ? "more than " : ""}${made === 1 ? "1 file" : `${made} files`}`;
  const its = made === 1 ? "its credential" : "their credentials";
  switch (answer) {
    case "none":
      return "nothing that is recorded";
    case "broken":
      return `${files}; a credential in the history is broken`;
    case "unrecognized":
      return `${files}; an issuer in the history is not recognized`;
    case "intact":
      if (isCut) return `${files}; no credential in the history is broken`;
      if (withoutCredential === made) return `${files} without Content Credentials`;
      return withoutCredential > 0
        ? `${files}, ${withoutCredential} without Content Credentials`
        : `${files}, ${its} intact`;
  }
}

export function bytesInWords(bytes: number): string {
  return `${bytes.toLocaleString("en-US")} ${bytes === 1 ? "byte" : "bytes"}`;
}
