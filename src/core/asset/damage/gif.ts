/** A GIF is whole when its blocks lead to the trailer. */
import { findBytes } from "../bytes.js";
import { damaged, type Probe, unknown, type Wholeness, whole, withinBudget } from "./probe.js";

const PIECE_BYTES = 64 * 1024;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

export async function checkGif(probe: Probe): Promise<Wholeness> {
  const tail = await probe.bytes(Math.max(0, probe.sizeBytes - 1024), 1024);
  // The end of the last picture's data, and the trailer.
  const isEndSeen = findBytes(tail, [0x00, TRAILER]) !== -1;
  return withinBudget(() => walk(probe, isEndSeen), isEndSeen ? whole : unknown);
}

async function walk(probe: Probe, isEndSeen: boolean): Promise<Wholeness> {
  const byte = byteReader(probe);
  for (let at = 13 + colorTableBytes(await byte(10)); at < probe.sizeBytes; ) {
    const kind = await byte(at);
    if (kind === TRAILER) return whole;
    if (kind === EXTENSION) at += 2;
    else if (kind === IMAGE) at += 11 + colorTableBytes(await byte(at + 9));
    else return isEndSeen ? whole : damaged(`expected a block at byte ${at}, found something else`);
    // Sub-blocks: a length and that many bytes, until a length of zero, which the end of the file reads as.
    for (let length = await byte(at); length !== 0; length = await byte(at)) at += 1 + length;
    at += 1;
  }
  return damaged("it ends without its trailer");
}

export function colorTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Sub-blocks are 255 bytes at most, so they are looked up in pieces and not asked for one by one. */
function byteReader(probe: Probe): (at: number) => number | Promise<number> {
  let piece: Uint8Array = new Uint8Array();
  let pieceOffset = 0;
  return (at) => {
    const held = piece[at - pieceOffset];
    if (held !== undefined) return held;
    return probe.bytes(at, PIECE_BYTES).then((bytes) => {
      piece = bytes;
      pieceOffset = at;
      return piece[0] ?? 0;
    });
  };
}
