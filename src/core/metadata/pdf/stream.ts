/** Objects of a PDF that stand at a position of the file, and what the streams among them unpack to. */
import { inflateSync } from "node:zlib";
import { letters } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { asInteger, type Dictionary, entryOf, nextToken, readDictionary } from "./syntax.js";

export interface PdfObject {
  number: number;
  generation: number;
  /** Where its text begins in the file; undefined inside a stream of objects. */
  start: number | undefined;
  text: string;
  dictionary: Dictionary;
}

/** Pieces that are tried in turn: most dictionaries are small, and some lists of names are not. */
const PIECES = [4096, 128 * 1024, 4 * 1024 * 1024];

/** What `read` makes of the text at `offset`, which it is given more of where it finds too little. */
export async function textAt(
  source: BoundedSource,
  offset: number,
  read: (text: string) => Dictionary,
): Promise<{ text: string; dictionary: Dictionary }> {
  for (const length of PIECES) {
    const text = letters(await source.upTo(offset, length));
    try {
      return { text, dictionary: read(text) };
    } catch (error) {
      const isAll = offset + length >= source.sizeBytes || length === PIECES.at(-1);
      if (isAll) throw error;
    }
  }
  throw damaged("an object of it is too large");
}

/** Throws `format.damaged` where no object with a dictionary stands there. */
export async function readObject(source: BoundedSource, offset: number): Promise<PdfObject> {
  const head = letters(await source.upTo(offset, 64)).match(/^\s*(\d{1,10})\s+(\d{1,5})\s+obj/);
  if (!head) throw damaged(`expected an object at byte ${offset}`);
  const start = offset + head[0].length;
  const read = await textAt(source, start, readDictionary);
  return { number: Number(head[1]), generation: Number(head[2]), start, ...read };
}

export interface PdfStream extends PdfObject {
  content: Uint8Array;
}

/** `lengthOf`: for a length that is an object of its own. */
export async function readStream(
  source: BoundedSource,
  offset: number,
  lengthOf: (value: string) => Promise<number | undefined> = async () => undefined,
): Promise<PdfStream> {
  const object = await readObject(source, offset);
  const { text, dictionary } = object;
  const value = entryOf(text, dictionary, "Length");
  const length = asInteger(value) ?? (value === undefined ? undefined : await lengthOf(value));
  const end = (object.start ?? 0) + dictionary.to;
  const keyword = letters(await source.upTo(end, 64)).match(/^\s*stream(\r\n|\n|\r)/);
  if (length === undefined || !keyword) throw damaged(`expected a stream at byte ${offset}`);
  const packed = await source.bytes(end + keyword[0].length, length);
  return { ...object, content: unpack(source, packed, object) };
}

function unpack(source: BoundedSource, packed: Uint8Array, { text, dictionary }: PdfObject): Uint8Array {
  const filter = entryOf(text, dictionary, "Filter")?.replace(/^\[\s*|\s*\]$/g, "");
  if (filter === undefined || filter === "") return packed;
  if (filter !== "/FlateDecode" && filter !== "/Fl")
    throw damaged("a stream in it is packed in an unknown way");
  const bytes = source.unpack((limits) => inflateSync(packed, limits));
  if (bytes === undefined) throw damaged("a stream in it cannot be unpacked");
  const parameters = entryOf(text, dictionary, "DecodeParms")?.replace(/^\[\s*|\s*\]$/g, "");
  if (parameters === undefined || nextToken(parameters, 0).kind !== "dictionary") return bytes;
  const parsed = readDictionary(parameters);
  const predictor = asInteger(entryOf(parameters, parsed, "Predictor")) ?? 1;
  if (predictor === 1) return bytes;
  if (predictor < 10) throw damaged("a stream in it is packed in an unknown way");
  return withoutPredictor(bytes, asInteger(entryOf(parameters, parsed, "Columns")) ?? 1);
}

/** The filters of PNG for one byte a column (W3C PNG §9): None, Sub, Up, Average and Paeth. */
function withoutPredictor(bytes: Uint8Array, columns: number): Uint8Array {
  if (columns < 1 || columns > 4096) throw damaged("a stream in it is packed in an unknown way");
  const rows = Math.floor(bytes.length / (columns + 1));
  const plain = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const filter = bytes[row * (columns + 1)] ?? 0;
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const left = column > 0 ? (plain[at - 1] ?? 0) : 0;
      const up = row > 0 ? (plain[at - columns] ?? 0) : 0;
      const corner = row > 0 && column > 0 ? (plain[at - columns - 1] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      plain[at] = (bytes[row * (columns + 1) + 1 + column] ?? 0) + guess;
    }
  }
  return plain;
}

function paeth(left: number, up: number, corner: number): number {
  const sum = left + up - corner;
  const [a, b, c] = [Math.abs(sum - left), Math.abs(sum - up), Math.abs(sum - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
