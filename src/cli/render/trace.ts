/** A history as a tree: each step with its own state, the oldest at the tips. */
import type { TracedFile } from "../../command/trace.js";
import type { HistoryStep } from "../../core/history/history.js";
import { makeVisible, quoted } from "../escape.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { hang, wrap } from "../width.js";
import { earliest, relationWords, stepEdits, stepFacts, stepTitle } from "./step.js";
import { type Branch, treeText } from "./tree.js";

export interface TracePage {
  style: Style;
  columns: number;
  hasUnicode: boolean;
}

export function tracedText(file: TracedFile, page: TracePage): string {
  const { trace } = file.verification;
  const body = trace === undefined ? leftoverText(file, page) : treeOf(file, trace.root, page);
  const tail = [
    ...(trace === undefined ? [] : totals(file, page)),
    ...differenceLines(file),
    ...(file.extracted ?? []).map((path) => `saved ${makeVisible(path)}`),
  ];
  return tail.length === 0 ? body : `${body}\n${tail.join("\n")}\n`;
}

function treeOf(file: TracedFile, root: HistoryStep, page: TracePage): string {
  return treeText(
    branchOf(root, makeVisible(file.file), stepFacts(root, "issued by "), page),
    page.hasUnicode,
  );
}

function branchOf(step: HistoryStep, left: string, facts: readonly string[], page: TracePage): Branch {
  const edits = stepEdits(step);
  const dot = page.hasUnicode ? " · " : ", ";
  return {
    left,
    right: colored(step, facts.join(dot), page.style),
    children: [
      ...(edits.length === 0 ? [] : [leaf(`edits: ${edits.join(", ")}`)]),
      ...step.ingredients.map((ingredient) =>
        branchOf(
          ingredient,
          `${relationWords[ingredient.relationship]}: ${stepTitle(ingredient)}`,
          stepFacts(ingredient, ""),
          page,
        ),
      ),
      ...warnings(step).map((text) => leaf(`${page.style.yellow("!")} ${text}`)),
      ...(step.isCut ? [leaf("…")] : []),
    ],
  };
}

function leaf(left: string): Branch {
  return { left, right: "", children: [] };
}

function colored(step: HistoryStep, text: string, style: Style): string {
  if (step.state === "invalid") return style.red(text);
  return step.state === "none" ? style.dim(text) : text;
}

function warnings(step: HistoryStep): string[] {
  return [
    ...(step.state === "valid" && step.recognizedBy === undefined ? ["issuer not recognized"] : []),
    ...step.findings
      .filter(({ severity }) => severity === "failure")
      .map(({ meaning, code }) => `${meaning} (${makeVisible(code)})`),
  ];
}

function totals({ verification: { trace } }: TracedFile, { columns }: TracePage): string[] {
  if (trace === undefined) return [];
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
  const first = earliest(trace.root);
  const before = first === undefined ? "" : ` Edits before ${shortDate(first)} may not have been recorded.`;
  return wrap(`${count(trace.steps, "step")}, ${count(trace.sources, "source")}.${before}`, columns);
}

const leftoverWords: Readonly<Record<string, string>> = {
  "xmp-provenance": "its metadata names an address for credentials:",
  "remote-url": "it names an address for credentials:",
  sidecar: "a credential lies beside it:",
  aigc: "its metadata holds an AIGC label:",
  iptc: "its metadata states a digital source type:",
  "soft-binding": "a watermark or fingerprint is named:",
};

/** Where there is no credential: what else is there, and what it is worth. */
export function leftoverLines(leftovers: TracedFile["leftovers"], columns: number): string[] {
  if (leftovers.length === 0) return wrap("No other marks of where it came from were found.", columns);
  return leftovers.flatMap(({ kind, value, isSigned }) => {
    const worth = isSigned ? "signed" : "not signed, anybody could have written it";
    const text = `${leftoverWords[kind] ?? `${makeVisible(kind)}:`} ${quoted(value, 120)} (${worth})`;
    return hang("", text, columns).split("\n");
  });
}

function leftoverText({ file, leftovers }: TracedFile, { style, columns }: TracePage): string {
  const head = `${makeVisible(file)}  ${style.dim("No Content Credentials")}`;
  const lines = leftoverLines(leftovers, columns - 2).map((line) => `  ${line}`);
  return `${[head, ...lines].join("\n")}\n`;
}

function differenceLines({ difference }: TracedFile): string[] {
  if (difference === undefined) return [];
  const names = (steps: NonNullable<TracedFile["difference"]>["shared"]) =>
    steps.length === 0 ? "nothing" : steps.map(({ title }) => quoted(title, 60)).join(", ");
  return [
    ...(difference.commonAncestor === undefined
      ? ["the two have no step in common"]
      : [`both came through ${quoted(difference.commonAncestor.title, 60)}`]),
    `in both: ${names(difference.shared)}`,
    `only here: ${names(difference.onlyHere)}`,
    `only there: ${names(difference.onlyThere)}`,
  ];
}
