/** The segments of a JPEG before its picture data. */
import { uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";

export interface Segment {
  /** The second byte of its marker, e.g. 0xe1 for APP1. */
  marker: number;
  /** From the marker to behind the data, which begins four bytes later. */
  start: number;
  dataStart: number;
  end: number;
}

export const APP0 = 0xe0;
export const APP1 = 0xe1;
export const APP2 = 0xe2;
export const APP15 = 0xef;
const START_OF_SCAN = 0xda;
const END_OF_IMAGE = 0xd9;

/** Ends where the first scan begins. Throws `format.damaged` where no scan follows. */
export async function* segmentsOf(source: BoundedSource): AsyncIterable<Segment> {
  if (uint(await source.bytes(0, 2), 0, 2) !== 0xffd8) throw damaged("it does not begin as a JPEG does");
  let at = 2;
  for (;;) {
    const head = await source.bytes(at, 4);
    const marker = uint(head, 1, 1);
    if (head[0] !== 0xff || marker === END_OF_IMAGE || marker === 0) {
      throw damaged(`expected a segment at byte ${at}, found something else`);
    }
    // Any number of 0xff may stand before a marker; those without a length follow one another.
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else {
      const end = at + 2 + uint(head, 2, 2);
      if (end < at + 4 || end > source.sizeBytes) throw damaged(`its segment at byte ${at} is cut short`);
      if (marker === START_OF_SCAN) return;
      yield { marker, start: at, dataStart: at + 4, end };
      at = end;
    }
  }
}
