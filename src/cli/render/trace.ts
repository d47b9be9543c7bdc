/** A history as a tree: each step with its own state, the oldest at the tips. */

import { explain } from "../../command/code-words.js";
import type { TracedFile } from "../../command/trace.js";
import type { HistoryStep } from "../../core/history/history.js";
import type { Finding } from "../../core/verifying/finding.js";
import { makeVisible, quoted } from "../escape.js";
import { type ImageProtocol, imageAbove, inlineImage } from "../inline-image.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { wrap } from "../width.js";
import { asOfInWords } from "./answers.js";
import { leftoverLines } from "./leftovers.js";
import { earliest, isUnrecognized, relationWords, stepEdits, stepFacts, stepTitle } from "./step.js";
import { type Branch, treeText } from "./tree.js";

export interface TracePage {
  style: Style;
  columns: number;
  hasUnicode: boolean;
  /** How pictures are sent; absent where none are shown. */
  images?: ImageProtocol;
}

export function tracedText(file: TracedFile, page: TracePage): string {
  const { trace } = file.verification;
  const body = trace === undefined ? leftoverText(file, page) : treeOf(file, trace.root, page);
  const tail = [
    ...(trace === undefined ? [] : totals(file, page)),
    ...differenceLines(file, page),
    ...(file.extracted ?? []).map((path) => `saved ${makeVisible(path)}`),
  ];
  return tail.length === 0 ? body : `${body}\n${tail.join("\n")}\n`;
}

function treeOf(file: TracedFile, root: HistoryStep, page: TracePage): string {
  return treeText(
    branchOf(root, makeVisible(file.file), rootFacts(root), { ...page, file }, brokenBelow(file)),
    page.hasUnicode,
  );
}

/** The root's issuer with the list that vouches for it; of an invalid file nothing is repeated. */
function rootFacts(root: HistoryStep): string[] {
  const { state, recognizedBy } = root;
  const isTold = recognizedBy !== undefined && (state === "trusted" || state === "valid");
  return [...stepFacts(root, "issued by "), ...(isTold ? [`recognized by ${quoted(recognizedBy, 60)}`] : [])];
}

/** Said at the root, so that no limit of depth hides it. */
function brokenBelow({ verification: { history, state } }: TracedFile): string[] {
  return history.answer === "broken" && state !== "invalid"
    ? ["its history is broken: a credential of what it was made from did not pass its checks"]
    : [];
}

function branchOf(
  step: HistoryStep,
  left: string,
  facts: readonly string[],
  page: TracePage & { file: TracedFile },
  doubts: readonly string[] = [],
): Branch {
  const edits = stepEdits(step);
  const dot = page.hasUnicode ? " · " : ", ";
  return {
    left,
    right: colored(step, facts.join(dot), page.style),
    ...pictureOf(step, page),
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
      ...[...doubts, ...warnings(step)].map((text) => leaf(`${page.style.yellow("!")} ${text}`)),
      ...(step.isCut ? [leaf("…")] : []),
    ],
  };
}

const pictureRows = 5;

function pictureOf(step: HistoryStep, { file, images }: TracePage & { file: TracedFile }) {
  const found = file.pictures?.find((picture) => picture.step === step);
  if (found === undefined || images === undefined) return {};
  // A cell is about twice as high as it is wide; a flat picture takes fewer lines, not more columns.
  const rows = Math.max(1, Math.min(pictureRows, Math.round((16 * found.heightPx) / found.widthPx / 2)));
  const image = inlineImage(found.png, rows, images);
  return { picture: { rows, at: (column: number) => imageAbove(image, rows, column) } };
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
    ...(isUnrecognized(step) ? ["issuer not recognized"] : []),
    ...step.findings
      .filter(({ severity }) => severity === "failure")
      .flatMap((finding) => failedChecks(finding)),
  ];
}

/** Which checks a step failed; what is found broken below is a list of codes. */
function failedChecks({ code, meaning, detail }: Finding): string[] {
  if (code !== "history.broken" || detail === undefined) return [`${meaning} (${makeVisible(code)})`];
  return detail
    .split(", ")
    .map((failed) => `${explain(failed)?.meaning ?? "a check failed"} (${makeVisible(failed)})`);
}

function totals({ verification }: TracedFile, { columns }: TracePage): string[] {
  const { trace, issuer, asOf } = verification;
  if (trace === undefined) return [];
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
  const first = earliest(trace.root);
  const sentences = [
    `${trace.isCut ? "More than " : ""}${count(trace.steps, "step")}, ${trace.isCut ? "at least " : ""}${count(trace.sources, "source")}.`,
    first === undefined
      ? "Edits may not all have been recorded."
      : `Edits before ${shortDate(first)} may not have been recorded.`,
    ...(issuer.revocation === "not-checked" ? ["Revocation was not checked."] : []),
    ...(asOf === undefined ? [] : [`Judged ${asOfInWords(asOf)}.`]),
  ];
  return wrap(sentences.join(" "), columns);
}

function leftoverText(traced: TracedFile, { style, columns }: TracePage): string {
  const head = `${makeVisible(traced.file)}  ${style.dim("No Content Credentials")}`;
  const lines = leftoverLines(traced, columns - 2).map((line) => `  ${line}`);
  return `${[head, ...lines].join("\n")}\n`;
}

/** What two histories share. A title alone is no sign of that, and no history is no difference. */
function differenceLines(file: TracedFile, { columns }: TracePage): string[] {
  const { difference, comparedWith, verification } = file;
  if (difference === undefined || comparedWith === undefined) return [];
  const [here, there] = [quoted(file.file, 120), quoted(comparedWith.file, 120)];
  const bare = [
    ...(verification.trace === undefined ? [here] : []),
    ...(comparedWith.state === "none" ? [there] : []),
  ];
  if (bare.length > 0) {
    const has = bare.length === 1 ? "has" : "have";
    return wrap(
      `${bare.join(" and ")} ${has} no Content Credentials, so it is not known what ${here} and ${there} share.`,
      columns,
    );
  }
  const names = (steps: typeof difference.shared) =>
    steps.length === 0 ? "nothing" : steps.map(({ title }) => quoted(title, 60)).join(", ");
  return [
    difference.commonAncestor === undefined
      ? `no step is known to be in the history of both ${here} and ${there}`
      : `both came through ${quoted(difference.commonAncestor.title, 60)}`,
    `in both: ${names(difference.shared)}`,
    `only in ${here}: ${names(difference.onlyHere)}`,
    `only in ${there}: ${names(difference.onlyThere)}`,
    ...difference.alike.map(
      ({ title }) =>
        `both name a file ${quoted(title, 60)} without intact Content Credentials; whether it is the same was not checked`,
    ),
  ].flatMap((line) => wrap(line, columns));
}
