/** An explanation in words. */

import type { Explanation } from "../../command/code-words.js";
import type { RuleExplanation } from "../../command/explain.js";
import { lawAddresses, lawNames } from "../../command/law-words.js";
import { shortDate } from "../moment.js";
import type { Style } from "../style.js";
import { hang, wrap } from "../width.js";

export function explanationText(
  explanation: Explanation | RuleExplanation,
  style: Style,
  columns: number,
): string {
  if (explanation.kind === "rule") return ruleText(explanation, style, columns);
  const { code, kind, meaning, causes, action, source } = explanation;
  const kinds = { status: "C2PA status", error: "error of colophon", finding: "finding of colophon" };
  const lines = [
    `${style.bold(code)}  (${kinds[kind]})`,
    ...wrap(meaning, columns - 2).map((line) => `  ${line}`),
    "",
    "Usual causes",
    ...causes.map((cause) => hang("  · ", cause, columns)),
    "",
    "What to do",
    ...wrap(action, columns - 2).map((line) => `  ${line}`),
    ...(source === undefined ? [] : ["", `Source: ${source}`]),
  ];
  return `${lines.join("\n")}\n`;
}

function ruleText(rule: RuleExplanation, style: Style, columns: number): string {
  const law = rule.law as keyof typeof lawNames;
  const lines = [
    `${style.bold(rule.code)}  (rule of colophon check)`,
    ...wrap(rule.meaning, columns - 2).map((line) => `  ${line}`),
    "",
    "Why it is there",
    ...wrap(rule.why, columns - 2).map((line) => `  ${line}`),
    "",
    hang("Law: ", lawNames[law], columns),
    ...(rule.validFrom === undefined ? [] : [`Since: ${shortDate(rule.validFrom)}`]),
    ...(rule.validTo === undefined ? [] : [`Until: ${shortDate(rule.validTo)}`]),
    hang("Source: ", rule.source, columns),
    `Text: ${lawAddresses[law]}`,
  ];
  return `${lines.join("\n")}\n`;
}
