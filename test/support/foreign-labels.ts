/** Structures that carry labels in foreign ways: EXIF blocks, JPEG segments, PNG chunks. */
import { crc32 } from "node:zlib";

/** A segment behind the begin of a JPEG. */
export function withSegment(jpeg: Buffer, marker: number, ...data: (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(data.map((part) => Buffer.from(part)));
  const head = Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

export function pngChunk(type: string, data: Uint8Array | string): Buffer {
  const named = Buffer.concat([Buffer.from(type), Buffer.from(data)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Behind the header of a PNG, or before its end. */
export function withChunk(png: Buffer, chunk: Buffer, place: "begin" | "end" = "begin"): Buffer {
  const at = place === "begin" ? 33 : png.length - 12;
  return Buffer.concat([png.subarray(0, at), chunk, png.subarray(at)]);
}

export interface ExifTexts {
  description?: string;
  /** With the eight letters that name its encoding. */
  comment?: Buffer;
  commentType?: number;
  order?: "big" | "little";
}

/** A TIFF block with one directory and the EXIF directory behind it. */
export function exifBlock({ description, comment, commentType = 7, order = "little" }: ExifTexts): Buffer {
  const number = (bytes: 2 | 4, value: number) => {
    const field = Buffer.alloc(bytes);
    if (order === "big") field.writeUIntBE(value, 0, bytes);
    else field.writeUIntLE(value, 0, bytes);
    return field;
  };
  const entry = (tag: number, type: number, count: number, value: number) =>
    Buffer.concat([number(2, tag), number(2, type), number(4, count), number(4, value)]);
  const text = description === undefined ? Buffer.alloc(0) : Buffer.from(`${description}\0`);
  const count = (description === undefined ? 0 : 1) + (comment ? 1 : 0);
  const exifAt = 8 + 2 + count * 12 + 4;
  const textAt = exifAt + (comment ? 18 : 0);
  const commentAt = textAt + text.length;
  return Buffer.concat([
    Buffer.from(order === "big" ? "MM" : "II"),
    number(2, 42),
    number(4, 8),
    number(2, count),
    ...(description === undefined ? [] : [entry(0x010e, 2, text.length, textAt)]),
    ...(comment ? [entry(0x8769, 4, 1, exifAt)] : []),
    number(4, 0),
    ...(comment ? [number(2, 1), entry(0x9286, commentType, comment.length, commentAt), number(4, 0)] : []),
    text,
    ...(comment ? [comment] : []),
  ]);
}
