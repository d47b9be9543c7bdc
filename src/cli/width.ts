/** How many columns a text takes on a terminal, and padding, cutting and wrapping by that measure. */

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const without = /[\p{M}\p{Default_Ignorable_Code_Point}]/u;
const sgr = /\u001b\[[0-9;]*m/g;

/** Columns of a text that may carry colophon's own styling. */
export function widthOf(text: string): number {
  let columns = 0;
  for (const character of text.replace(sgr, "")) {
    columns += without.test(character) ? 0 : wide.test(character) ? 2 : 1;
  }
  return columns;
}

export function padTo(text: string, columns: number): string {
  return text + " ".repeat(Math.max(0, columns - widthOf(text)));
}

/** Cuts plain text so that it takes at most `columns`, the ellipsis included. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let cut = "";
  let used = 0;
  for (const character of text) {
    used += widthOf(character);
    if (used > columns - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** The same, but from the middle: of a path both ends are told. */
export function shorten(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  const head = cutTo(text, Math.ceil(columns / 2));
  const backwards = [...text.slice(-columns)].reverse();
  let tail = "";
  for (const character of backwards) {
    if (widthOf(head) + widthOf(character + tail) > columns) break;
    tail = character + tail;
  }
  return head + tail;
}

/** Wraps at spaces; a word longer than the line is broken, since a terminal would break it anyway. */
export function wrap(text: string, columns: number): string[] {
  return fill(
    text.split(" ").flatMap((word) => chop(word, columns)),
    columns,
  );
}

function fill(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && widthOf(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function chop(word: string, columns: number): string[] {
  if (widthOf(word) <= columns) return [word];
  const parts = [""];
  for (const character of word) {
    const last = parts.length - 1;
    if (widthOf(`${parts[last]}${character}`) > columns && parts[last] !== "") parts.push(character);
    else parts[last] += character;
  }
  return parts;
}

const narrowest = 22;

/**
 * First line after `head`, the others hanging under it; long words stay whole, so that a hash can be copied.
 * Where the head would leave a sliver of a narrow terminal, the text stands below it.
 */
export function hang(head: string, text: string, columns: number): string {
  const indent = widthOf(head);
  if (indent > 6 && columns - indent < narrowest && indent + widthOf(text) > columns) {
    const lines = fill(text.split(" "), Math.max(columns - 4, 10));
    const above = head.trim() === "" ? [] : [head.trimEnd()];
    return [...above, ...lines.map((line) => `    ${line}`)].join("\n");
  }
  return head + fill(text.split(" "), Math.max(columns - indent, 10)).join(`\n${" ".repeat(indent)}`);
}
