/** WebP, WAV and AVI are whole when every chunk ends inside its parent and the outermost inside the file. */
import { letters, uint } from "../bytes.js";
import { damaged, type Probe, unknown, type Wholeness, whole } from "./probe.js";

/**
 * Written into a pipe, where nobody comes back to fill in the size (0xffffffff, or just under 2 GiB), or by
 * RF64, which keeps it elsewhere.
 */
function isOpenEnded(size: number): boolean {
  return size >= 0xffffff00 || (size >= 0x7ffff000 && size <= 0x80000000);
}

/** Thousands of frames stand in this list; the list's own length says as much as theirs. */
const FRAMES = "movi";

export async function checkRiff(probe: Probe): Promise<Wholeness> {
  // AVI files over 1 GB are several RIFFs in a row.
  for (let at = 0; at < probe.sizeBytes; ) {
    const head = await probe.bytes(at, 12);
    const name = letters(head, 0, 4);
    const size = uint(head, 4, 4, "little");
    if (!["RIFF", "RF64", "BW64"].includes(name))
      return at === 0 ? damaged("its header is cut short") : whole;
    if (head.length < 12) return damaged("its header is cut short");
    if (isOpenEnded(size) || size === 0) return unknown;
    const end = at + 8 + size;
    // The padding byte after an odd chunk is left out by some writers.
    if (end > probe.sizeBytes + 1) {
      return damaged(`it should be ${end} bytes long and is ${probe.sizeBytes}`);
    }
    const inside = await checkChunks(probe, at + 12, end);
    if (!inside.isWhole || !inside.isCertain) return inside;
    at = end + (size % 2);
  }
  return whole;
}

/** The ends of the open lists stand on a stack of our own: a file may nest a thousand of them. */
async function checkChunks(probe: Probe, start: number, end: number): Promise<Wholeness> {
  const ends = [end];
  for (let at = start; ; ) {
    while (at + 8 > (ends.at(-1) ?? 0)) {
      // What is left of a list is too small for a chunk; the next one begins at an even byte.
      const listEnd = ends.pop() ?? 0;
      at = Math.max(at, listEnd + (listEnd % 2));
      if (ends.length === 0) return whole;
    }
    const head = await probe.bytes(at, 12);
    const size = uint(head, 4, 4, "little");
    const parentEnd = ends.at(-1) ?? 0;
    if (isOpenEnded(size)) return unknown;
    if (at + 8 + size > parentEnd + 1) return damaged(`the chunk at byte ${at} is longer than what holds it`);
    const isList = letters(head, 0, 4) === "LIST" && size >= 4 && letters(head, 8, 4) !== FRAMES;
    if (isList) ends.push(at + 8 + size);
    at += isList ? 12 : 8 + size + (size % 2);
  }
}
