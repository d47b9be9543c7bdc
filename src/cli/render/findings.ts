/** Findings as lines: what each means, its code, where; on request usual causes and what to do. */
import { explain } from "../../command/code-words.js";
import type { Finding } from "../../core/verifying/finding.js";
import { escapeText, quoted } from "../escape.js";
import { hang } from "../width.js";
import type { VerifyPage } from "./verify-entry.js";

/** A file may have thousands of one code: more would not be read, and must not push the others out of sight. */
const mostOfACode = 12;

export function findingLines(findings: readonly Finding[], form: VerifyPage): string[] {
  const told = findings.filter(({ severity }) => form.isExplained || severity !== "info");
  return [...new Set(told.map(({ code }) => code))].flatMap((code) => {
    const alike = told.filter((finding) => finding.code === code);
    const more = alike.length - mostOfACode;
    const lines = alike.slice(0, mostOfACode).flatMap((finding) => oneFinding(finding, form));
    if (more <= 0) return lines;
    return [
      ...lines,
      hang("    ", `… and ${more} more (${escapeText(code)}); --json has them all`, form.columns),
    ];
  });
}

function oneFinding(finding: Finding, { style, columns, isExplained }: VerifyPage): string[] {
  const { code, severity, where, meaning, detail } = finding;
  const sign = severity === "info" ? "·" : "!";
  const place = where === "this file" ? "" : ` in ${quoted(where, 60)}:`;
  const color = { failure: style.red, warning: style.yellow, info: style.dim }[severity];
  const text = `${place} ${meaning} (${escapeText(code)})`.trimStart();
  const head = hang(`  ${color(sign)} `, text, columns);
  if (!isExplained) return [head];
  const known = explain(code, detail);
  return [
    head,
    ...(detail === undefined ? [] : [hang("      in detail: ", quoted(detail), columns)]),
    ...(known === undefined
      ? []
      : [
          hang("      usual causes: ", known.causes.join("; "), columns),
          hang("      what to do: ", known.action, columns),
          ...(known.source === undefined ? [] : [hang("      source: ", known.source, columns)]),
        ]),
  ];
}
