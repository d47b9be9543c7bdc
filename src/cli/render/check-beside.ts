/** What a check says beside the verdicts on rules: consent, a step's losses, lists of sources, a rubric. */
import type { CheckedFile } from "../../command/check/index.js";
import type { MarkChange, RubricResult } from "../../core/profile/index.js";
import { escapeText, makeVisible } from "../escape.js";
import { hang } from "../width.js";
import { type CheckPage, verdictWords } from "./check-words.js";

export function besideLines(file: CheckedFile, page: CheckPage): string[] {
  const parts = [
    consentLines(file, page),
    changeLines(file, page),
    sourceLines(file, page),
    rubricLines(file, page),
  ];
  return parts.flatMap((lines) => (lines.length === 0 ? [] : ["", ...lines]));
}

function consentLines({ consent }: CheckedFile, { columns }: CheckPage): string[] {
  return (consent?.attributes ?? []).map(({ says }) => hang("  ", makeVisible(says), columns));
}

function changeLines({ changes }: CheckedFile, page: CheckPage): string[] {
  if (!changes) return [];
  const lines = changes
    .filter(({ change }) => page.isWhole || change !== "kept")
    .map((change) => hang(`    ${changeWord(change, page)}  `, changeWords(change), page.columns));
  const kept = changes.filter(({ change }) => change === "kept").length;
  const none = changes.length === 0 ? ": there were no marks" : "";
  return [
    `  since the file before${none}`,
    ...lines,
    ...(kept > 0 && !page.isWhole ? [`    ${kept} kept`] : []),
  ];
}

function changeWord({ change }: MarkChange, { style }: CheckPage): string {
  return change === "lost" || change === "broken" ? style.red(change) : change;
}

function changeWords({ mark, change, before, after }: MarkChange): string {
  const name = makeVisible(mark);
  const [old, now] = [before, after].map((text) => (text === undefined ? "" : escapeText(text, 100)));
  if (change === "changed") return `${name}: ${old} → ${now}`;
  return [name, old || now].filter(Boolean).join(": ");
}

function sourceLines({ sources, state }: CheckedFile, { columns }: CheckPage): string[] {
  if (!sources) return [];
  if (state !== "trusted" && state !== "valid")
    return [
      hang("  ", "no intact Content Credentials, so no issuer to look for in lists of sources", columns),
    ];
  if (sources.length === 0)
    return [
      hang(
        "  ",
        "no list of news sources or publishers is in use; add one: colophon trust add list.csv --kind sources",
        columns,
      ),
    ];
  return sources.map(({ says, entry }) =>
    hang("  issuer ", makeVisible(entry === undefined ? says : `${says}: ${entry}`), columns),
  );
}

function rubricLines({ rubric, rubricMissing }: CheckedFile, page: CheckPage): string[] {
  if (rubricMissing !== undefined) return [hang("  rubric: ", rubricMissing, page.columns)];
  if (!rubric) return [];
  const { name, version, counts, results } = rubric;
  const shown = results.filter(
    (result) => result.kind === "rule" && (page.isWhole || result.verdict !== "pass"),
  );
  const signals = results.filter(({ kind, isPresent }) => kind === "signal" && isPresent);
  return [
    hang("  ", `${makeVisible(name)} ${makeVisible(version)}`.trim(), page.columns),
    ...(results.some(({ kind }) => kind === "rule")
      ? [hang("    ", `${counts.pass} pass, ${counts.warn} warn, ${counts.fail} fail`, page.columns)]
      : []),
    ...shown.map((result) => rubricLine(result, page)),
    ...signals.map(({ id, says }) => hang("    signal  ", makeVisible(says || id), page.columns)),
  ];
}

function rubricLine({ verdict, id, says }: RubricResult, { style, columns }: CheckPage): string {
  return hang(`    ${verdictWords(verdict, style)}  `, `${makeVisible(id)}: ${makeVisible(says)}`, columns);
}
