/** What was signed, or in a dry run would be: everything that the world learns from it. */
import { normalize } from "node:path";
import type { SignedFile } from "../../command/sign/index.js";
import { escapeText, makeVisible, quoted } from "../escape.js";
import { longTime } from "../moment.js";
import type { Style } from "../style.js";
import { hang } from "../width.js";
import { bytesInWords } from "./answers.js";
import { disclosureOf } from "./disclose.js";
import { draftLines, stateWords } from "./draft.js";
import { shellName } from "./naming.js";
import type { Json } from "./plain.js";
import { record } from "./verify-json.js";

export interface SignPage {
  style: Style;
  columns: number;
}

export function signedText(file: SignedFile, page: SignPage): string {
  const lines = [
    page.style.bold(placeOf(file, "signed")),
    ...fields(
      [
        ["Issued by", `${escapeText(file.issuer)}, with identity ${makeVisible(file.identity)}`],
        ["Says", saysOf(file) ?? "nothing about how it was made"],
        ["Author", file.authors.map((name) => quoted(name, 60)).join(", ")],
        ["Asks", isAsking(file) ? "not to be used to train AI" : ""],
        ["History", historyOf(file)],
        [
          "Includes",
          file.ingredients
            .map(({ title, state }) => `${quoted(title, 60)} (${stateWords[state]})`)
            .join(", "),
        ],
        ["Actions", file.actions.map((action) => escapeText(action, 60)).join(", ")],
        ["States", file.draft.isComplete ? "that these are all the edits" : ""],
        ["Time", timeOf(file)],
        ["Size", sizeOf(file)],
        ["Network", networkOf(file)],
      ],
      page,
    ),
    ...file.warnings.map((text) => hang(`  ${page.style.yellow("!")} `, makeVisible(text), page.columns)),
    ...(file.isDryRun ? draftLines(file, page) : nextLines(file)),
  ];
  return `${lines.join("\n")}\n`;
}

/** What was written says it of itself; before that, what was put together for it. */
export function saysOf({ verification, disclosure }: SignedFile): string | undefined {
  return verification === undefined ? disclosure : disclosureOf(verification)?.label;
}

function isAsking({ training }: SignedFile): boolean {
  return Object.values(training).includes("notAllowed");
}

export function placeOf(file: SignedFile, done: "signed" | "labeled"): string {
  const name = makeVisible(file.file);
  const places = `${name} → ${outputOf(file)}`;
  return file.isDryRun ? `${places}: nothing was written or sent; this is what would be ${done}` : places;
}

/** What went through a pipe is out of reach. */
export function nextLines({ output, sidecar, file }: SignedFile): string[] {
  if (output === "-") return [];
  const isElsewhere = output === undefined && sidecar !== undefined && sidecar !== `${normalize(file)}.c2pa`;
  const where = isElsewhere ? `--credential ${shellName(sidecar)} ` : "";
  return [`  more: colophon verify ${where}${shellName(output ?? file)}`];
}

function outputOf({ output, sidecar }: SignedFile): string {
  const place = output === "-" ? "standard output" : output;
  return [place, sidecar]
    .filter((path) => path !== undefined)
    .map((path) => makeVisible(path))
    .join(" and ");
}

function historyOf({ parent }: SignedFile): string {
  return parent === undefined
    ? "begins here"
    : `made from ${quoted(parent.title, 60)} (${stateWords[parent.state] ?? parent.state})`;
}

/** Said aloud, since readers of the file will be told the same. */
export function timeOf({ timestamp, isDryRun, network, verification }: SignedFile): string {
  if (timestamp !== undefined)
    return `${longTime(timestamp.at)}, timestamp by ${quoted(timestamp.authority, 60)}`;
  if (isDryRun && network.length > 0) {
    return `a timestamp by ${network.map((host) => escapeText(host, 60)).join(" or ")}`;
  }
  return verification?.time.answer === "signer-clock"
    ? "no timestamp: the time is the signer's own clock"
    : "no timestamp: nobody independent will say when it was signed";
}

export function sizeOf({ addedBytes, manifestBytes, thumbnailBytes }: SignedFile): string {
  const thumbnail =
    thumbnailBytes === undefined ? "no thumbnail" : `thumbnails take ${bytesInWords(thumbnailBytes)}`;
  return [
    ...(addedBytes === undefined ? [] : [`${addedBytes < 0 ? "" : "+"}${bytesInWords(addedBytes)}`]),
    ...(manifestBytes === undefined ? [] : [`credential ${bytesInWords(manifestBytes)}`]),
    thumbnail,
  ].join(", ");
}

export function networkOf({ network, isDryRun }: SignedFile): string {
  if (network.length === 0) return "nobody is contacted";
  return `${isDryRun ? "would contact" : "contacted"} ${network.map((host) => escapeText(host, 60)).join(", ")}`;
}

/** The row of one file among many. */
export function signedRow(file: SignedFile): string[] {
  const place = `${outputOf(file)}${file.isDryRun ? " (dry run)" : ""}`;
  return [makeVisible(file.file), "→", place, saysOf(file) ?? ""];
}

export function totalOf(done: "signed" | "labeled", counts: Readonly<Record<string, number>>): string {
  const parts = [
    `${counts[done] ?? 0} ${done}`,
    ...((counts.planned ?? 0) > 0 ? [`${counts.planned} planned`] : []),
    ...((counts.errors ?? 0) > 0 ? [`${counts.errors} not ${done}`] : []),
  ];
  return `${counts.files ?? 0} files: ${parts.join(", ")}`;
}

/** Schema colophon/sign@1. */
export function signedJson(file: SignedFile, exitCode: number): Record<string, Json> {
  const { verification, ...rest } = file;
  return record({ ...rest, disclosure: saysOf(file), exitCode, state: verification?.state });
}

export function fields(pairs: readonly (readonly [string, string])[], { columns }: SignPage): string[] {
  return pairs
    .filter(([, text]) => text !== "")
    .map(([name, text]) => hang(`  ${name.padEnd(10)} `, text, columns));
}
