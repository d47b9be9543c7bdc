/** Ogg pages (RFC 3533): reading their headers, cutting packets into them, and their checksum. */
import { startsWith, uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { join, latin1, littleEndian } from "../byte-building.js";

export interface Page {
  offset: number;
  /** Header with the table of segments, and everything. */
  headLength: number;
  length: number;
  isContinued: boolean;
  isFirst: boolean;
  isLast: boolean;
  serial: number;
  sequence: number;
  segments: Uint8Array;
}

const HEAD_BYTES = 27;
const MAX_SEGMENTS = 255;

export async function readPage(source: BoundedSource, offset: number): Promise<Page> {
  const head = await source.upTo(offset, HEAD_BYTES + MAX_SEGMENTS);
  if (!startsWith(head, "OggS") || head[4] !== 0) throw damaged(`expected an Ogg page at byte ${offset}`);
  const headLength = HEAD_BYTES + uint(head, 26, 1);
  const segments = head.slice(HEAD_BYTES, headLength);
  const flags = uint(head, 5, 1);
  const length = headLength + segments.reduce((sum, size) => sum + size, 0);
  if (head.length < headLength || offset + length > source.sizeBytes)
    throw damaged("a page of it is cut short");
  return {
    offset,
    headLength,
    length,
    isContinued: (flags & 1) !== 0,
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    serial: uint(head, 14, 4, "little"),
    sequence: uint(head, 18, 4, "little"),
    segments,
  };
}

/** How many packets end on a page: each ends with a segment that is not full. */
export function packetEnds({ segments }: Page): number {
  return segments.filter((size) => size < 255).length;
}

/** Pages of one stream that hold these packets and nothing else, none of which has a time. */
export function paginate(packets: readonly Uint8Array[], serial: number, sequence: number): Uint8Array[] {
  const segments = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const content = join(...packets);
  const pages: Uint8Array[] = [];
  let at = 0;
  for (let from = 0; from < segments.length; from += MAX_SEGMENTS) {
    const own = segments.slice(from, from + MAX_SEGMENTS);
    const size = own.reduce((sum, segment) => sum + segment, 0);
    const isContinued = from > 0 && segments[from - 1] === 255;
    // RFC 3533 §6: -1 where no packet ends on the page. Header packets have the time 0.
    const time = new Uint8Array(8).fill(own.every((segment) => segment === 255) ? 0xff : 0);
    const head = join(
      latin1("OggS\0"),
      new Uint8Array([isContinued ? 1 : 0]),
      time,
      littleEndian(serial, 4),
      littleEndian(sequence + pages.length, 4),
      new Uint8Array(4),
      new Uint8Array([own.length, ...own]),
    );
    pages.push(withChecksum(join(head, content.subarray(at, at + size))));
    at += size;
  }
  return pages;
}

export const SEQUENCE_OFFSET = 18;

/** The number and the checksum of the page under another number: eight bytes that stand together. */
export function renumber(page: Uint8Array, sequence: number): Uint8Array {
  const copy = page.slice();
  copy.set(littleEndian(sequence, 4), SEQUENCE_OFFSET);
  return withChecksum(copy).slice(SEQUENCE_OFFSET, SEQUENCE_OFFSET + 8);
}

function withChecksum(page: Uint8Array): Uint8Array {
  page.fill(0, 22, 26);
  page.set(littleEndian(checksum(page), 4), 22);
  return page;
}

/** Polynomial 0x04C11DB7, not reflected, starting at zero: not the CRC-32 of zlib. */
const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value;
});

function checksum(page: Uint8Array): number {
  let crc = 0;
  for (const byte of page) crc = (crc << 8) ^ (table[(crc >>> 24) ^ byte] ?? 0);
  return crc >>> 0;
}
