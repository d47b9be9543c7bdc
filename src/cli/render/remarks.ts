/** Below the lines of many files: what is to be known of them. */
import { makeVisible } from "../escape.js";
import type { Style } from "../style.js";
import { hang } from "../width.js";

interface Remarked {
  list(): readonly { text: string; file: string; files: number }[];
  isCut(): boolean;
}

export function remarksText(
  remarks: Remarked,
  { style, columns }: { style: Style; columns: number },
): string {
  const head = `  ${style.yellow("!")} `;
  const lines = remarks.list().map(({ text, file, files }) => {
    const whose = files === 1 ? makeVisible(file) : `${files} files`;
    return hang(head, `${whose}: ${makeVisible(text)}`, columns);
  });
  if (remarks.isCut()) lines.push(hang(head, "and more: --report <file> has it all", columns));
  return lines.map((line) => `${line}\n`).join("");
}
