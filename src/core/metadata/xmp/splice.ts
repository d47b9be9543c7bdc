/** Changes of a text by position, and where new elements go between old ones. */
import type { XmlNode } from "./tree.js";
import { nameOf } from "./xml.js";

export interface Splice {
  start: number;
  end: number;
  insert: string;
}

/** Splices never overlap; at one place they stay in their order. */
export function splice(text: string, splices: readonly Splice[]): string {
  let at = 0;
  let result = "";
  for (const { start, end, insert } of splices.toSorted((one, other) => one.start - other.start)) {
    if (start < at) throw new Error(`two changes meet at ${start}`);
    result += text.slice(at, start) + insert;
    at = end;
  }
  return result + text.slice(at);
}

/** Behind the last child and set off as that one is, or as the only content. */
export function append(parent: XmlNode, elements: readonly string[], text: string): Splice {
  const last = parent.children.at(-1);
  if (!last) return fill(parent, elements.map((element) => `\n${element}`).join(""));
  const before = text.slice(Math.max(0, last.start - 200), last.start);
  const space = /[ \t\r\n]*$/.exec(before)?.[0] ?? "";
  return {
    start: last.closeEnd,
    end: last.closeEnd,
    insert: elements.map((element) => space + element).join(""),
  };
}

/** As the first content; `<a/>` becomes `<a>…</a>`. */
export function fill(parent: XmlNode, content: string): Splice {
  if (!parent.isSelfClosing) return { start: parent.end, end: parent.end, insert: content };
  return { start: parent.end - 2, end: parent.end, insert: `>${content}</${nameOf(parent)}>` };
}
