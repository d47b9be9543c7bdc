/** What the journal answers, for people. */
import type { JournalAnswer, JournalFound } from "../../command/journal/index.js";
import { escapeText, makeVisible } from "../escape.js";
import { longTime } from "../moment.js";
import type { Style } from "../style.js";
import { hang } from "../width.js";

interface Page {
  style: Style;
  columns: number;
}

export function journalText(answer: JournalAnswer | JournalFound, page: Page): string {
  const lines = [
    ...("found" in answer ? foundLines(answer, page) : []),
    answer.fault
      ? `  ${page.style.yellow("!")} the journal is not whole: line ${answer.fault.line} ${answer.fault.says}`
      : wholeLine(answer),
  ];
  return `${lines.join("\n")}\n`;
}

function wholeLine({ entries, isAnchored }: JournalAnswer): string {
  const count = `${entries} ${entries === 1 ? "line" : "lines"}`;
  const open = isAnchored || entries === 0 ? "" : ", though lines at its end may be missing";
  return `the journal is whole: ${count}${open}`;
}

function foundLines({ asked, found }: JournalFound, { style, columns }: Page): string[] {
  if (found.length === 0) return [`${makeVisible(asked)}: not in the journal`];
  return [
    style.bold(makeVisible(asked)),
    ...found.flatMap((entry) => [
      `  ${longTime(entry.time)}, line ${entry.line}`,
      ...[
        ["labeled by", escapeText(entry.identity, 60)],
        ["as", escapeText(entry.disclosure, 60)],
        ["kinds", entry.kinds.map((kind) => escapeText(kind, 40)).join(", ")],
        ["number", escapeText(entry.id, 60)],
        ["mark", entry.isVisible ? "people see or hear one" : "none that people see or hear"],
        ["before", escapeText(entry.input, 64)],
        ["after", escapeText(entry.output, 64)],
      ]
        .filter(([, text]) => text !== "")
        .map(([name = "", text = ""]) => hang(`    ${name.padEnd(10)} `, text, columns)),
    ]),
  ];
}
