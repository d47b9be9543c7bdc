/** A JPEG is whole when its segments lead to a scan and an end-of-image mark follows somewhere. */
import { findBytes, uint } from "../bytes.js";
import { damaged, type Probe, unknown, type Wholeness, whole } from "./probe.js";

const START_OF_SCAN = 0xda;
const END_OF_IMAGE = [0xff, 0xd9];
const PIECE_BYTES = 64 * 1024;

export async function checkJpeg(probe: Probe): Promise<Wholeness> {
  let at = 2;
  for (;;) {
    const head = await probe.bytes(at, 4);
    const marker = head[1] ?? 0;
    if (head.length < 4) return damaged("it ends before the picture data");
    if (head[0] !== 0xff) return damaged(`expected a segment at byte ${at}, found something else`);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      const next = at + 2 + uint(head, 2, 2);
      if (marker === 0xd9 || next < at + 4 || next >= probe.sizeBytes) {
        return damaged("it ends before the picture data");
      }
      if (marker === START_OF_SCAN) return checkEnd(probe, next);
      at = next;
    }
  }
}

/**
 * Gain maps, motion pictures and other data after the end of the image are normal, so any mark counts;
 * inside picture data the two bytes cannot stand together (ITU-T T.81 §B.1.1.5).
 */
async function checkEnd(probe: Probe, scanOffset: number): Promise<Wholeness> {
  const tailOffset = Math.max(scanOffset, probe.sizeBytes - PIECE_BYTES);
  if (findBytes(await probe.bytes(tailOffset, PIECE_BYTES), END_OF_IMAGE) !== -1) return whole;
  // One byte of overlap: the mark may lie across two pieces.
  for (let at = scanOffset; at < tailOffset; at += PIECE_BYTES - 1) {
    if (probe.remaining() < PIECE_BYTES) return unknown;
    if (findBytes(await probe.bytes(at, PIECE_BYTES), END_OF_IMAGE) !== -1) return whole;
  }
  return damaged("the picture has no end");
}
