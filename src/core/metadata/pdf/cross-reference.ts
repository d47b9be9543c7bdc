/** The cross-reference of a PDF: its sections from the newest to the oldest, as tables or as streams. */
import { letters, uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { readStream, textAt } from "./stream.js";
import { asInteger, asIntegers, type Dictionary, entryOf, readDictionary } from "./syntax.js";

export interface Trailer {
  text: string;
  dictionary: Dictionary;
}

export interface Section {
  kind: "table" | "stream";
  trailer: Trailer;
  find(number: number): Promise<Place | undefined>;
}

/** Where an object is: at a position of the file, or inside a stream of objects. */
export type Place =
  | { kind: "free" }
  | { kind: "offset"; offset: number; generation: number }
  | { kind: "packed"; stream: number; index: number };

export interface CrossReference {
  /** What the end of the file points to. */
  start: number;
  sections: Section[];
}

const TAIL_BYTES = 2048;
const MAX_SECTIONS = 1024;
const MAX_RANGES = 100_000;
/** One trailer may stand inside another, so that their size says little about that of the file. */
const MAX_TRAILER_LETTERS = 16 * 1024 * 1024;

export async function readCrossReference(source: BoundedSource): Promise<CrossReference> {
  const tailOffset = Math.max(0, source.sizeBytes - TAIL_BYTES);
  const tail = letters(await source.upTo(tailOffset, TAIL_BYTES));
  const found = tail.lastIndexOf("startxref");
  const start = Number(tail.slice(found).match(/^startxref\s+(\d{1,15})\s/)?.[1] ?? -1);
  if (found === -1 || start < 0) throw damaged("its cross-reference is missing");
  const sections: Section[] = [];
  const seen = new Set<number>();
  let trailerLetters = 0;
  const waiting = [start];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    // Two sections may lead to one, and in files made to hang their readers a chain leads back to itself.
    if (seen.has(at)) continue;
    if (sections.length >= MAX_SECTIONS) throw damaged("its cross-reference does not end");
    seen.add(at);
    const section = await readSection(source, at);
    const { text, dictionary } = section.trailer;
    sections.push(section);
    trailerLetters += dictionary.to;
    if (trailerLetters > MAX_TRAILER_LETTERS) throw damaged("its cross-reference is larger than expected");
    // ISO 32000-2 §7.5.8.4: in a hybrid file the stream comes before the older table.
    for (const key of ["XRefStm", "Prev"]) {
      const next = asInteger(entryOf(text, dictionary, key));
      if (next !== undefined) waiting.push(next);
    }
  }
  return { start, sections };
}

async function readSection(source: BoundedSource, at: number): Promise<Section> {
  const head = letters(await source.upTo(at, 32));
  return /^\s*xref\s/.test(head)
    ? readTable(source, at + head.indexOf("xref") + 4)
    : readStreamSection(source, at);
}

interface Range {
  first: number;
  count: number;
  offset: number;
}

const ENTRY_BYTES = 20;

async function readTable(source: BoundedSource, from: number): Promise<Section> {
  const ranges: Range[] = [];
  let at = from;
  for (;;) {
    const head = letters(await source.upTo(at, 64));
    const [whole, first, count] = head.match(/^\s*(\d{1,10})[ \t]+(\d{1,10})\s*[\r\n]/) ?? [];
    if (whole === undefined) break;
    if (ranges.length >= MAX_RANGES) throw damaged("its cross-reference table has very many parts");
    const gap = head.slice(whole.length).match(/^\s*/)?.[0].length ?? 0;
    ranges.push({ first: Number(first), count: Number(count), offset: at + whole.length + gap });
    at += whole.length + gap + Number(count) * ENTRY_BYTES;
  }
  const head = letters(await source.upTo(at, 64)).match(/^\s*trailer/)?.[0];
  if (head === undefined) throw damaged("its cross-reference table is broken");
  const { text, dictionary } = await textAt(source, at + head.length, readDictionary);
  return {
    kind: "table",
    trailer: { text, dictionary },
    find: (number) => findInTable(source, ranges, number),
  };
}

async function findInTable(
  source: BoundedSource,
  ranges: readonly Range[],
  number: number,
): Promise<Place | undefined> {
  const range = ranges.find(({ first, count }) => number >= first && number < first + count);
  if (range === undefined) return undefined;
  const at = range.offset + (number - range.first) * ENTRY_BYTES;
  const [, offset, generation, use] =
    letters(await source.bytes(at, 18)).match(/^(\d{10}) (\d{5}) ([nf])/) ?? [];
  if (use === undefined) throw damaged("its cross-reference table is broken");
  return use === "f"
    ? { kind: "free" }
    : { kind: "offset", offset: Number(offset), generation: Number(generation) };
}

async function readStreamSection(source: BoundedSource, at: number): Promise<Section> {
  const stream = await readStream(source, at);
  const { text, dictionary, content } = stream;
  const widths = asIntegers(entryOf(text, dictionary, "W"));
  const size = asInteger(entryOf(text, dictionary, "Size"));
  const isStream = entryOf(text, dictionary, "Type") === "/XRef";
  if (!isStream || size === undefined || widths.length !== 3 || widths.some((width) => width > 8)) {
    throw damaged("its cross-reference stream is broken");
  }
  const index = asIntegers(entryOf(text, dictionary, "Index") ?? `[0 ${size}]`);
  const rows = index.reduce((sum, count, at) => sum + (at % 2 === 1 ? count : 0), 0);
  const rowBytes = widths.reduce((sum, width) => sum + width, 0);
  // Else its rows are counted from another number than the writer meant, and belong to other objects.
  if (rows * rowBytes > content.length) throw damaged("its cross-reference stream is cut short");
  return {
    kind: "stream",
    trailer: { text, dictionary },
    find: async (number) => findInStream(content, widths, index, number),
  };
}

/** ISO 32000-2 §7.5.8.3. */
function findInStream(
  content: Uint8Array,
  [typeWidth = 0, secondWidth = 0, thirdWidth = 0]: readonly number[],
  index: readonly number[],
  number: number,
): Place | undefined {
  let before = 0;
  for (let range = 0; range + 1 < index.length; range += 2) {
    const [first = 0, count = 0] = index.slice(range, range + 2);
    if (number >= first && number < first + count) {
      const at = (before + number - first) * (typeWidth + secondWidth + thirdWidth);
      if (at >= content.length) return undefined;
      const type = typeWidth === 0 ? 1 : uint(content, at, typeWidth);
      const second = uint(content, at + typeWidth, secondWidth);
      const third = uint(content, at + typeWidth + secondWidth, thirdWidth);
      if (type === 1) return { kind: "offset", offset: second, generation: third };
      return type === 2 ? { kind: "packed", stream: second, index: third } : { kind: "free" };
    }
    before += count;
  }
  return undefined;
}
