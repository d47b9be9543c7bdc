/** Findings as lines: what each means, its code, where; on request usual causes and what to do. */
import { explain } from "../../command/code-words.js";
import type { Finding } from "../../core/verifying/finding.js";
import { escapeText, quoted } from "../escape.js";
import { hang } from "../width.js";
import type { VerifyPage } from "./verify-entry.js";

export function findingLines(findings: readonly Finding[], form: VerifyPage): string[] {
  return findings
    .filter(({ severity }) => form.isExplained || severity !== "info")
    .flatMap((finding) => oneFinding(finding, form));
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
