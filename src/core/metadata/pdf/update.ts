/** An incremental update (ISO 32000-2 §7.5.6): new objects and a section behind a file that stays as it is. */
import { damaged } from "../bounded-source.js";
import { bigEndian, join, latin1 } from "../byte-building.js";
import type { CrossReference } from "./cross-reference.js";
import { asInteger, entryOf } from "./syntax.js";

export interface NewObject {
  number: number;
  generation: number;
  body: Uint8Array;
}

/** One that no section uses. */
export function freeNumber({ sections }: CrossReference): number {
  const sizes = sections.map(
    ({ trailer }) => asInteger(entryOf(trailer.text, trailer.dictionary, "Size")) ?? 0,
  );
  const size = Math.max(...sizes);
  // ISO 32000-2, Annex C: readers give up somewhere above eight million.
  if (size < 1 || size > 8_388_607) throw damaged("the number of its objects is not known");
  return size;
}

/** `size`: one more than the largest number. `info`: set in the trailer where the file had none. */
export function buildUpdate(
  crossReference: CrossReference,
  objects: readonly NewObject[],
  fileBytes: number,
  size: number,
  info: string | undefined,
): Uint8Array {
  const pieces: Uint8Array[] = [latin1("\n")];
  let at = fileBytes + 1;
  const places: Place[] = [];
  for (const { number, generation, body } of objects) {
    const piece = join(latin1(`${number} ${generation} obj\n`), body, latin1("\nendobj\n"));
    places.push({ number, generation, offset: at });
    pieces.push(piece);
    at += piece.length;
  }
  // The new section has the form of the one before it (§7.5.8.1).
  const isStream = crossReference.sections[0]?.kind === "stream";
  const section = isStream
    ? buildStream(crossReference, [...places, { number: size, generation: 0, offset: at }], info)
    : buildTable(crossReference, places, size, info);
  return join(...pieces, section, latin1(`startxref\n${at}\n%%EOF\n`));
}

interface Place {
  number: number;
  generation: number;
  offset: number;
}

function buildTable(
  crossReference: CrossReference,
  places: readonly Place[],
  size: number,
  info: string | undefined,
) {
  const rows = inNumbers(places).map(({ number, offset, generation }) => {
    const entry = `${String(offset).padStart(10, "0")} ${String(generation).padStart(5, "0")} n \n`;
    if (entry.length !== 20) throw damaged("it is too large for a cross-reference table");
    return `${number} 1\n${entry}`;
  });
  const trailer = `<< /Size ${size}${copied(crossReference, info)} /Prev ${crossReference.start} >>`;
  return latin1(`xref\n${rows.join("")}trailer\n${trailer}\n`);
}

/** The last of the places is that of the stream itself. */
function buildStream(crossReference: CrossReference, places: readonly Place[], info: string | undefined) {
  const own = places.at(-1) ?? { number: 0 };
  const sorted = inNumbers(places);
  const rows = sorted.map(({ offset, generation }) =>
    join(bigEndian(1, 1), bigEndian(offset, 6), bigEndian(generation, 2)),
  );
  const content = join(...rows);
  const index = sorted.map(({ number }) => `${number} 1`).join(" ");
  const entries = `/Type /XRef /W [1 6 2] /Index [${index}] /Length ${content.length}`;
  const trailer = `/Size ${own.number + 1}${copied(crossReference, info)} /Prev ${crossReference.start}`;
  const head = `${own.number} 0 obj\n<< ${entries} ${trailer} >>\nstream\n`;
  return join(latin1(head), content, latin1("\nendstream\nendobj\n"));
}

function inNumbers(places: readonly Place[]): Place[] {
  return [...places].sort((first, second) => first.number - second.number);
}

/** Keys that speak of the section and not of the file. */
const ofSection = /^(Size|Prev|XRefStm|Type|W|Index|Filter|DecodeParms|Length|DL|F|FFilter|FDecodeParms)$/;

/** What the trailer before said, as it said it. */
function copied({ sections }: CrossReference, info: string | undefined): string {
  const trailer = sections[0]?.trailer;
  if (trailer === undefined) return "";
  const { text, dictionary } = trailer;
  const kept = [...dictionary.entries].filter(([key]) => !ofSection.test(key) && !(info && key === "Info"));
  const texts = kept.map(([, { keyFrom, to }]) => ` ${text.slice(keyFrom, to)}`);
  return texts.join("") + (info ? ` /Info ${info}` : "");
}
