/** Consent records in words: what was written, whether one holds, what one says. Never whether anything is lawful. */
import type { ConsentRecorded, ShownConsent, VerifiedConsent } from "../../command/consent/index.js";
import { escapeText, makeVisible, quoted } from "../escape.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { hang, padTo } from "../width.js";
import { listInWords } from "./answers.js";
import type { Json } from "./plain.js";
import { toPlain } from "./plain.js";

export interface ConsentPage {
  style: Style;
  columns: number;
}

const headColumns = 12;

export function consentRecorded(recorded: ConsentRecorded, page: ConsentPage): string {
  const { output, isDryRun, subject, issuer, warnings } = recorded;
  const who = subject.isNamed
    ? `${escapeText(subject.given)}, by name`
    : `${escapeText(subject.given)}, in the record only as ${makeVisible(subject.id)}`;
  const lines = [
    isDryRun ? "would write" : `wrote ${page.style.bold(makeVisible(output))}`,
    entry(page, "subject", who),
    ...recordLines(recorded.record, page, ["subject"]),
    entry(page, "signed by", escapeText(issuer)),
    ...warnings.map((warning) => hang(`  ${page.style.yellow("!")} `, makeVisible(warning), page.columns)),
    isDryRun
      ? "nothing was written"
      : "  note which name has this pseudonym: it is said here only, and kept nowhere",
  ];
  // Who is named in the record needs no key to it.
  return `${lines.filter((line) => !(subject.isNamed && line.startsWith("  note"))).join("\n")}\n`;
}

export function consentVerified(verified: Omit<VerifiedConsent, "exitCode">, page: ConsentPage): string {
  const { file, signature, coverage, evidence } = verified;
  const evidenceWords = {
    matches: "is the document that was recorded",
    differs: page.style.red("is not the document that was recorded"),
    "not-recorded": page.style.red("none was recorded"),
  };
  const lines = [
    page.style.bold(makeVisible(file)),
    entry(page, "signature", signatureWords(signature, page)),
    entry(page, "signed by", signedBy(verified)),
    ...(evidence === undefined ? [] : [entry(page, "evidence", evidenceWords[evidence])]),
    ...coverage.attributes.map(({ says }) => hang("  ", makeVisible(says), page.columns)),
    ...(coverage.attributes.length === 0
      ? [
          hang(
            "  ",
            "what was named is about nobody's face, voice or body: no consent is looked for",
            page.columns,
          ),
        ]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

export function consentShown(shown: ShownConsent, page: ConsentPage): string {
  const lines = [
    page.style.bold(makeVisible(shown.file)),
    entry(page, "signature", signatureWords(shown.signature, page)),
    entry(page, "signed by", signedBy(shown)),
    ...recordLines(shown.record, page),
  ];
  return `${lines.join("\n")}\n`;
}

function signatureWords(signature: ShownConsent["signature"], { style }: ConsentPage): string {
  return signature === "verified"
    ? "the record is as it was signed"
    : style.red("broken: the record is not as it was signed, or by somebody else");
}

/** A signature that does not hold is nobody's, whatever certificate stands beside it. */
function signedBy({ signature, signer }: Pick<ShownConsent, "signature" | "signer">): string {
  if (signature === "verified") return signerWords(signer);
  const named = signer.certificate ? `; the record names ${quoted(signer.name)}` : "";
  return `cannot be told${named}`;
}

function signerWords({ answer, name, list }: ShownConsent["signer"]): string {
  switch (answer) {
    case "recognized":
      return `${escapeText(name)}${list === undefined ? "" : `, recognized by ${listInWords(list)}`}`;
    case "given":
      return `${escapeText(name)}, by the certificate that was given`;
    case "not-recognized":
      return `${quoted(name)}, as the record itself says; nobody you trust stands for it`;
    case "expired":
      return `${quoted(name)}, whose certificate was not valid at that time`;
    case "unsuitable":
      return `${quoted(name)}, whose certificate is not for signing claims`;
  }
}

/** Text in a record is its author's: hostile. */
function recordLines(
  record: Record<string, unknown>,
  page: ConsentPage,
  without: readonly string[] = [],
): string[] {
  return Object.entries(toPlain(record) as Record<string, Json>)
    .filter(([key]) => key !== "schema" && !without.includes(key))
    .map(([key, value]) => entry(page, makeVisible(key), wordsOf(value)));
}

function wordsOf(value: Json): string {
  if (typeof value === "string")
    return /^\d{4}-\d\d-\d\dT/.test(value) ? shortDate(new Date(value)) : escapeText(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(wordsOf).join(", ");
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([key, entry]) => `${makeVisible(key)} ${wordsOf(entry)}`)
      .join(", ");
  return String(value);
}

function entry({ columns }: ConsentPage, head: string, text: string): string {
  return hang(`  ${padTo(head, headColumns)}`, text, columns);
}
