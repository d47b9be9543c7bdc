/** Pages of Ogg (RFC 3533 §6), read and written one at a time. */
import { ColophonError } from "../../../error.js";
import type { Packet } from "../ffmpeg.js";
import { readAt } from "../iso/box.js";

export interface OggPage {
  flags: number;
  /** Samples up to here, −1 where no packet ends on the page. */
  position: bigint;
  serial: number;
  sequence: number;
  /** How long the pieces of packets are; 255 means that the packet goes on. */
  lacing: readonly number[];
  body: Buffer;
}

const HEAD = 27;

export function* pagesOf(file: number, size: number): Generator<{ page: OggPage; end: number }> {
  for (let at = 0; at < size; ) {
    const head = readAt(file, at, HEAD);
    if (head.length < HEAD || head.toString("latin1", 0, 4) !== "OggS") {
      throw new ColophonError("format.damaged", `expected a page of Ogg at byte ${at}, found something else`);
    }
    const lacing = [...readAt(file, at + HEAD, head[26] ?? 0)];
    const length = lacing.reduce((sum, piece) => sum + piece, 0);
    const body = readAt(file, at + HEAD + lacing.length, length);
    if (body.length < length) throw new ColophonError("format.damaged", "the last page of Ogg is cut off");
    at += HEAD + lacing.length + length;
    yield {
      page: {
        flags: head[5] ?? 0,
        position: head.readBigInt64LE(6),
        serial: head.readUInt32LE(14),
        sequence: head.readUInt32LE(18),
        lacing,
        body,
      },
      end: at,
    };
  }
}

export function pageBytes({ flags, position, serial, sequence, lacing, body }: OggPage): Buffer {
  const head = Buffer.alloc(HEAD + lacing.length);
  head.write("OggS", "latin1");
  head[5] = flags;
  head.writeBigInt64LE(position, 6);
  head.writeUInt32LE(serial, 14);
  head.writeUInt32LE(sequence, 18);
  head[26] = lacing.length;
  head.set(lacing, HEAD);
  const page = Buffer.concat([head, body]);
  page.writeUInt32LE(checksum(page), 22);
  return page;
}

/** Packets of `samples` each, up to a second of them on a page; numbered by whoever writes them. */
export function pagesWith(packets: readonly Packet[], samples: number, serial: number): OggPage[] {
  const pages: OggPage[] = [];
  let [lacing, bodies, done]: [number[], Buffer[], number] = [[], [], 0];
  const close = () => {
    if (lacing.length === 0) return;
    const position = BigInt(done * samples);
    pages.push({ flags: 0, position, serial, sequence: 0, lacing, body: Buffer.concat(bodies) });
    [lacing, bodies] = [[], []];
  };
  for (const { data } of packets) {
    const body = Buffer.from(data ?? Buffer.alloc(0));
    const pieces = [...Array<number>(Math.floor(body.length / 255)).fill(255), body.length % 255];
    if (lacing.length + pieces.length > 255 || bodies.length === 50) close();
    lacing.push(...pieces);
    bodies.push(body);
    done++;
  }
  close();
  return pages;
}

/** CRC-32 with the polynomial 0x04c11db7, from the highest bit, from zero. */
const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let rest = index << 24;
  for (let bit = 0; bit < 8; bit++) rest = rest & 0x80000000 ? (rest << 1) ^ 0x04c11db7 : rest << 1;
  return rest >>> 0;
});

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ (table[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return sum;
}
