/** The boxes of ISO 14496-12, as far as a finished file has to be put together from two. */
import { readSync } from "node:fs";

export interface Box {
  type: string;
  start: number;
  /** Header and all. */
  size: number;
}

/** The outermost boxes of an open file. Stops where the bytes are no boxes any more. */
export function readTopBoxes(file: number, fileSize: number): Box[] {
  const boxes: Box[] = [];
  for (let start = 0; start + 8 <= fileSize; ) {
    const header = readAt(file, start, Math.min(16, fileSize - start));
    const size = sizeIn(header, 0, fileSize - start);
    if (size === undefined) break;
    boxes.push({ type: header.toString("latin1", 4, 8), start, size });
    start += size;
  }
  return boxes;
}

/** The boxes within `bytes[from..to]`; an odd rest (a QuickTime terminator) is no box. */
export function childBoxes(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let start = from; start + 8 <= to; ) {
    const size = sizeIn(bytes, start, to - start);
    if (size === undefined) break;
    boxes.push({ type: bytes.toString("latin1", start + 4, start + 8), start, size });
    start += size;
  }
  return boxes;
}

function sizeIn(bytes: Buffer, at: number, room: number): number | undefined {
  const short = bytes.readUInt32BE(at);
  const isLong = short === 1 && bytes.length >= at + 16;
  const size = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? room : short;
  return size < 8 || size > room ? undefined : size;
}

/** Exactly `length` bytes, or fewer at the end of the file. */
export function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(file, bytes, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

export function makeBox(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(8);
  const body = Buffer.concat(parts);
  header.writeUInt32BE(8 + body.length, 0);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, body]);
}
