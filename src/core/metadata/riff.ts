/** RIFF, the container of WAV and AVI: its chunks one after the other, and the size that covers them. */
import { letters, uint } from "../asset/bytes.js";
import { type BoundedSource, damaged } from "./bounded-source.js";

export interface Chunk {
  id: string;
  offset: number;
  /** Of its content, which is `size` bytes long. */
  start: number;
  size: number;
  /** After the byte that pads it to an even size, whether or not the file still has that byte. */
  end: number;
}

/** The first of a file: an AVI of more than a gigabyte has several of them, one behind the other. */
export interface Riff {
  /** "WAVE", "AVI ", "AVIX". */
  form: string;
  /** What it says; the last chunk may reach a padding byte further. */
  end: number;
  /** Where its size is kept: 4 bytes in the header, or 8 in the `ds64` chunk of RF64 and BW64. */
  sizeOffset: number;
  sizeLength: 4 | 8;
  /** What the `ds64` chunk says of the `data` chunk. */
  dataSize?: number;
}

const UNKNOWN_SIZE = 0xffffffff;

/** Behind "RIFF", the size and the form. */
export const FIRST_CHUNK = 12;

export async function readRiff(source: BoundedSource): Promise<Riff> {
  const head = await source.bytes(0, FIRST_CHUNK);
  const id = letters(head, 0, 4);
  const size = uint(head, 4, 4, "little");
  const form = letters(head, 8, 4);
  const plain = { form, end: 8 + size, sizeOffset: 4, sizeLength: 4 as const };
  if (id === "RIFF") return plain;
  if (id !== "RF64" && id !== "BW64") throw damaged("expected a RIFF header at byte 0");
  // EBU Tech 3306: the ds64 chunk stands first and holds the sizes that 32 bits cannot.
  const sizes = await source.bytes(FIRST_CHUNK, 24);
  if (letters(sizes, 0, 4) !== "ds64") throw damaged("its ds64 chunk is missing");
  const dataSize = uint(sizes, 16, 8, "little");
  if (size !== UNKNOWN_SIZE) return { ...plain, dataSize };
  return { ...plain, end: 8 + uint(sizes, 8, 8, "little"), dataSize, sizeOffset: 20, sizeLength: 8 };
}

/** Those of a RIFF, or of a LIST, from after the form to its end. */
export async function* walkChunks(
  source: BoundedSource,
  from: number,
  to: number,
  dataSize?: number,
): AsyncGenerator<Chunk> {
  const end = Math.min(to, source.sizeBytes);
  for (let at = from; at + 8 <= end; ) {
    const head = await source.bytes(at, 8);
    const id = letters(head, 0, 4);
    const claimed = uint(head, 4, 4, "little");
    const size = claimed === UNKNOWN_SIZE && id === "data" && dataSize !== undefined ? dataSize : claimed;
    const start = at + 8;
    const chunk = { id, offset: at, start, size, end: start + size + (size % 2) };
    yield chunk;
    at = chunk.end;
  }
}

/** All of them, or `format.damaged` where they do not fill the RIFF: then nothing may be moved. */
export async function readChunks(source: BoundedSource, riff: Riff): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of walkChunks(source, FIRST_CHUNK, riff.end, riff.dataSize)) {
    if (chunk.start + chunk.size > source.sizeBytes) {
      throw damaged(`its "${chunk.id.replace(/[^ -~]/g, "?")}" chunk is cut short`);
    }
    chunks.push(chunk);
  }
  const end = chunks.at(-1)?.end ?? FIRST_CHUNK;
  const isFilled = end >= Math.min(riff.end, source.sizeBytes);
  // Some writers count the header too, or forget the last padding byte.
  if (!isFilled || riff.end > end + 8) throw damaged("its chunks do not fill it");
  return chunks;
}
