/** Checked files as lines of a list, and the line under them. */
import type { CheckedFile } from "../../command/check/index.js";
import { makeVisible } from "../escape.js";
import type { Style } from "../style.js";
import { outcomeWords } from "./check-words.js";

/** File, outcome, and law by law what is not met. */
export function checkedRow(file: CheckedFile, style: Style): string[] {
  const laws = file.laws.flatMap(({ law, counts }) => {
    const words = (["fail", "warn"] as const).flatMap((verdict) =>
      counts[verdict] === 0 ? [] : [`${counts[verdict]} ${verdict}`],
    );
    return words.length === 0 ? [] : [`${makeVisible(law)}: ${words.join(", ")}`];
  });
  const lost = (file.changes ?? []).filter(({ change }) => change === "lost" || change === "broken");
  const sources = (file.sources ?? []).map(({ says }) => makeVisible(says));
  const rubric =
    file.rubric && file.rubric.counts.fail > 0 ? [`rubric: ${file.rubric.counts.fail} fail`] : [];
  const missing = file.rubricMissing === undefined ? [] : [file.rubricMissing];
  const told = [
    ...laws,
    ...rubric,
    ...missing,
    ...sources,
    ...(lost.length > 0 ? [`${lost.length} lost`] : []),
  ];
  return [makeVisible(file.file), outcomeWords(file, style), told.join("; ")];
}

/** "4 files: 2 met, 1 not met, 1 could not be told" */
export function checkedTotal(counts: Readonly<Record<string, number>>, isStrict: boolean): string {
  const words: readonly (readonly [string, string])[] = [
    ["met", "met"],
    ["not-met", "not met"],
    ["unknown", "could not be told"],
    ["errors", "not read"],
  ];
  const parts = words.flatMap(([kind, word]) =>
    (counts[kind] ?? 0) === 0 ? [] : [`${counts[kind]} ${word}`],
  );
  const strictly = isStrict ? ", by the strict measure" : "";
  return `${counts.files ?? 0} files: ${parts.join(", ")}${strictly}\nrule by rule: the same with -v`;
}
