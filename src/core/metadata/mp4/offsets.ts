/** Positions that an MP4 keeps of its own bytes, corrected for edits that move them. */
import { uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { bigEndian, moved } from "../byte-building.js";
import type { Edit } from "../container.js";
import { type Box, boxesAlong, boxesFrom, boxesIn, contentOf, type Held } from "./box.js";

/** `edits` in order. Throws `format.damaged` where something points that cannot be corrected. */
export async function correctOffsets(
  source: BoundedSource,
  boxes: readonly Box[],
  movie: { held: Held; moov: Box },
  edits: readonly Edit[],
): Promise<Edit[]> {
  const isMoved = boxes.some(({ type, offset }) => isData(type) && moved(offset, edits) !== offset);
  if (!isMoved) return [];
  checkDistances(boxes, edits);
  const { held, moov } = movie;
  const hasItems =
    boxes.some(({ type }) => type === "meta") ||
    boxesAlong(held, moov, ["meta"]).some((meta) => hasLocations(held, meta));
  if (hasItems) throw damaged("it holds items whose positions would change");
  const tables = boxesAlong(held, moov, ["trak"]).flatMap((trak) => correctTrack(held, trak, edits));
  const fragments: Edit[][] = [];
  for (const box of boxes) {
    if (box.type !== "moof" && box.type !== "mfra") continue;
    const part = { bytes: await source.bytes(box.offset, box.end - box.offset), base: box.offset };
    fragments.push(box.type === "moof" ? correctFragment(part, box, edits) : correctIndex(part, box, edits));
  }
  return [...tables, ...fragments.flat()];
}

export function isData(type: string): boolean {
  return type === "mdat" || type === "moof" || type === "imda";
}

/** A segment index counts from its own end to the fragments behind it. */
function checkDistances(boxes: readonly Box[], edits: readonly Edit[]): void {
  const last = boxes.findLast(({ type }) => isData(type));
  const first = boxes.find(({ type }) => type === "sidx");
  if (!first || !last || first.offset > last.offset) return;
  if (moved(last.offset, edits) - last.offset !== moved(first.end, edits) - first.end) {
    throw damaged("something grows between its segment index and its segments");
  }
}

function hasLocations(held: Held, meta: Box): boolean {
  return [0, 4].some((skipped) =>
    boxesFrom(held, meta.start + skipped, meta.end).some(({ type }) => type === "iloc"),
  );
}

function correctTrack(held: Held, trak: Box, edits: readonly Edit[]): Edit[] {
  const references = boxesAlong(held, trak, ["mdia", "minf", "dinf", "dref"]);
  // ISO/IEC 14496-12 §8.7.2: without the flag the samples are in another file, which does not change.
  const isElsewhere = references.some((reference) =>
    boxesFrom(held, reference.start + 8, reference.end).some(
      (entry) => !(uint(contentOf(held, entry), 3, 1) & 1),
    ),
  );
  if (isElsewhere) throw damaged("a track of it keeps its samples in another file");
  const tables = boxesAlong(held, trak, ["mdia", "minf", "stbl"]).flatMap((stbl) => boxesIn(held, stbl));
  return tables.flatMap((table) => correctTable(held, table, edits));
}

/** Chunk offsets of four or eight bytes, and the offsets of auxiliary information. */
function correctTable(held: Held, table: Box, edits: readonly Edit[]): Edit[] {
  const content = contentOf(held, table);
  if (table.type === "stco") return correctEntries(table, content, 4, 4, edits);
  if (table.type === "co64") return correctEntries(table, content, 4, 8, edits);
  if (table.type !== "saio") return [];
  const hasKind = (uint(content, 3, 1) & 1) !== 0;
  return correctEntries(table, content, hasKind ? 12 : 4, uint(content, 0, 1) === 0 ? 4 : 8, edits);
}

/** `at`: where the number of entries stands. */
function correctEntries(
  table: Box,
  content: Uint8Array,
  at: number,
  width: 4 | 8,
  edits: readonly Edit[],
): Edit[] {
  const count = uint(content, at, 4);
  const from = at + 4;
  if (from + count * width > content.length) throw damaged(`its "${table.type}" table is cut short`);
  const insert = content.slice(from, from + count * width);
  for (let entry = 0; entry < insert.length; entry += width) {
    insert.set(correct(uint(insert, entry, width), width, edits), entry);
  }
  return [{ offset: table.start + from, remove: insert.length, insert }];
}

function correct(offset: number, width: 4 | 8, edits: readonly Edit[]): Uint8Array {
  const corrected = moved(offset, edits);
  if (width === 4 && corrected >= 2 ** 32) throw damaged("a position in it would outgrow its four bytes");
  if (!Number.isSafeInteger(corrected)) throw damaged("it points outside itself");
  return bigEndian(corrected, width);
}

/** Only an old form of fragment says where in the file its data is. */
function correctFragment(held: Held, moof: Box, edits: readonly Edit[]): Edit[] {
  return boxesAlong(held, moof, ["traf", "tfhd"]).flatMap((tfhd) => {
    const content = contentOf(held, tfhd);
    const hasBase = (uint(content, 3, 1) & 1) !== 0;
    if (!hasBase) return [];
    if (content.length < 16) throw damaged('its "tfhd" box is cut short');
    return { offset: tfhd.start + 8, remove: 8, insert: correct(uint(content, 8, 8), 8, edits) };
  });
}

/** ISO/IEC 14496-12 §8.8.10: time and position of each fragment, then three numbers of one to four bytes. */
function correctIndex(held: Held, mfra: Box, edits: readonly Edit[]): Edit[] {
  return boxesAlong(held, mfra, ["tfra"]).flatMap((tfra) => {
    const content = contentOf(held, tfra);
    const width = uint(content, 0, 1) === 1 ? 8 : 4;
    const lengths = uint(content, 11, 1);
    const entry = 2 * width + ((lengths >> 4) & 3) + ((lengths >> 2) & 3) + (lengths & 3) + 3;
    const count = uint(content, 12, 4);
    if (16 + count * entry > content.length) throw damaged('its "tfra" box is cut short');
    return Array.from({ length: count }, (_, index) => {
      const at = 16 + index * entry + width;
      return {
        offset: tfra.start + at,
        remove: width,
        insert: correct(uint(content, at, width), width, edits),
      };
    });
  });
}
