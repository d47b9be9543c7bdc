/** An explanation in words. */
import type { Explanation } from "../../command/words.js";
import type { Style } from "../style.js";
import { hang, wrap } from "../width.js";

export function explanationText(explanation: Explanation, style: Style, columns: number): string {
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
