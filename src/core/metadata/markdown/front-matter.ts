/** The front matter of a Markdown file: YAML between two fences, where it is, and which of its lines are a label. */
import { letters, startsWith } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { fromUtf8, latin1 } from "../byte-building.js";

export interface FrontMatter {
  isThere: boolean;
  /** Behind a byte order mark. */
  start: number;
  /** Of the fence that closes it. */
  end: number;
  lineEnd: "\n" | "\r\n";
  labels: LabelLines[];
}

export interface LabelLines {
  offset: number;
  end: number;
  lines: string[];
}

interface Line {
  /** One letter a byte, so that lengths are those in the file. */
  text: string;
  offset: number;
  end: number;
}

const HEAD_BYTES = 1024 * 1024;

/** Throws `format.damaged` for text in UTF-16, into which no line of ours would fit. */
export async function readMatter(source: BoundedSource): Promise<FrontMatter> {
  const head = await source.upTo(0, HEAD_BYTES);
  if (startsWith(head, "\xff\xfe") || startsWith(head, "\xfe\xff")) throw damaged("it is not in UTF-8");
  const start = startsWith(head, "\xef\xbb\xbf") ? 3 : 0;
  const lines = linesOf(letters(head), start);
  const lineEnd = lines[0]?.text.endsWith("\r\n") ? "\r\n" : "\n";
  const last = lines.findIndex(({ text }, index) => index > 0 && /^(---|\.\.\.)[ \t]*\r?\n?$/.test(text));
  const inside = lines.slice(1, Math.max(1, last));
  const isThere = last !== -1 && /^---[ \t]*\r?\n$/.test(lines[0]?.text ?? "") && inside.every(isYaml);
  if (!isThere) return { isThere, start, end: start, lineEnd, labels: [] };
  return { isThere, start, end: lines[last]?.offset ?? start, lineEnd, labels: findLabels(inside) };
}

function linesOf(text: string, start: number): Line[] {
  const lines: Line[] = [];
  for (let at = start; at < text.length; ) {
    const found = text.indexOf("\n", at);
    const end = found === -1 ? text.length : found + 1;
    lines.push({ text: text.slice(at, end), offset: at, end });
    at = end;
  }
  return lines;
}

/** A line between two rules of a text without front matter is seldom a mapping. */
function isYaml({ text }: Line): boolean {
  return /^(\s|#|- |[}\]]|[^\s#].*:(\s|$))/.test(text) || text.trim() === "";
}

/** A value goes on as long as its lines are indented. */
function findLabels(lines: readonly Line[]): LabelLines[] {
  const labels: LabelLines[] = [];
  for (let index = 0; index < lines.length; index++) {
    if (!/^(["']?)AIGC\1[ \t]*:/.test(lines[index]?.text ?? "")) continue;
    let next = index + 1;
    while (/^(\s|[}\]])/.test(lines[next]?.text ?? "")) next++;
    while (next > index + 1 && lines[next - 1]?.text.trim() === "") next--;
    const own = lines.slice(index, next);
    const texts = own.map(({ text }) => fromUtf8(latin1(text)));
    labels.push({ offset: own[0]?.offset ?? 0, end: own.at(-1)?.end ?? 0, lines: texts });
  }
  return labels;
}
