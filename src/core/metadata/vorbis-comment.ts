/** The Vorbis comment, a list of KEY=value that FLAC, Ogg Vorbis and Opus share. */
import { letters, uint } from "../asset/bytes.js";
import { damaged } from "./bounded-source.js";
import { fromUtf8, inOrder, join, littleEndian, utf8 } from "./byte-building.js";
import type { Edit } from "./container.js";

export interface VorbisComment {
  countOffset: number;
  entries: CommentEntry[];
  /** Where the list ends and another entry would stand. */
  end: number;
}

export interface CommentEntry {
  /** Of its length field. */
  offset: number;
  end: number;
  /** Undefined where it is another key. */
  label: string | undefined;
}

const MAX_ENTRIES = 100_000;

/** `from`: behind the magic, if the format has one. Throws `format.damaged` where the list leaves the bytes. */
export function readComment(bytes: Uint8Array, from: number): VorbisComment {
  const countOffset = from + 4 + uint(bytes, from, 4, "little");
  const count = uint(bytes, countOffset, 4, "little");
  const entries: CommentEntry[] = [];
  let at = countOffset + 4;
  if (at > bytes.length || count > MAX_ENTRIES) throw damaged("its list of comments is broken");
  for (let index = 0; index < count; index++) {
    const end = at + 4 + uint(bytes, at, 4, "little");
    if (at + 4 > bytes.length || end > bytes.length) throw damaged("its list of comments is broken");
    entries.push({ offset: at, end, label: readLabel(bytes.subarray(at + 4, end)) });
    at = end;
  }
  return { countOffset, entries, end: at };
}

/** Keys are ASCII in any case (Vorbis I §5.2.2). */
function readLabel(entry: Uint8Array): string | undefined {
  return letters(entry, 0, 5).toUpperCase() === "AIGC=" ? fromUtf8(entry.subarray(5)) : undefined;
}

/** Edits of the bytes that were read; none where they say it already. */
export function setLabel({ countOffset, entries, end }: VorbisComment, text: string): Edit[] {
  const own = entries.filter(({ label }) => label !== undefined);
  const [first] = own;
  if (own.length === 1 && first?.label === text) return [];
  const content = utf8(`AIGC=${text}`);
  const insert = join(littleEndian(content.length, 4), content);
  const count = entries.length - own.length + 1;
  const counting = { offset: countOffset, remove: 4, insert: littleEndian(count, 4) };
  const setting = own.map((entry) => ({
    offset: entry.offset,
    remove: entry.end - entry.offset,
    insert: entry === first ? insert : new Uint8Array(),
  }));
  if (first === undefined) setting.push({ offset: end, remove: 0, insert });
  return inOrder(count === entries.length ? setting : [counting, ...setting]);
}

/** For files that have none. */
export function buildComment(text: string): Uint8Array {
  const vendor = utf8("colophon");
  const entry = utf8(`AIGC=${text}`);
  const one = littleEndian(1, 4);
  return join(littleEndian(vendor.length, 4), vendor, one, littleEndian(entry.length, 4), entry);
}
