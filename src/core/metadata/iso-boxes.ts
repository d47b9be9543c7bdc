/** The outermost boxes of a file made of them, as HEIF and JPEG XL are: a size, a name, the content. */
import { letters, uint } from "../asset/bytes.js";
import { type BoundedSource, damaged } from "./bounded-source.js";
import { bigEndian } from "./byte-building.js";
import type { Edit } from "./container.js";

export interface IsoBox {
  type: string;
  start: number;
  /** Where its content begins. */
  content: number;
  end: number;
  /** It says no size, and reaches to the end of the file. */
  isOpen: boolean;
}

export async function* boxesOf(source: BoundedSource): AsyncIterable<IsoBox> {
  for (let at = 0; at < source.sizeBytes; ) {
    const head = await source.upTo(at, 16);
    const box = boxAt(head, 0, source.sizeBytes - at);
    if (!box) throw damaged(`expected a box at byte ${at}, found something else`);
    const { type, content, end, isOpen } = box;
    yield { type, start: at, content: at + content, end: at + end, isOpen };
    at += end;
  }
}

/** Undefined where no whole box stands at `at`; `limit` is where it must have ended. */
function boxAt(bytes: Uint8Array, at: number, limit: number): IsoBox | undefined {
  const size = uint(bytes, at, 4);
  const isLong = size === 1;
  const content = at + (isLong ? 16 : 8);
  const end = size === 0 ? limit : at + (isLong ? uint(bytes, at + 8, 8) : size);
  if (content > limit || end > limit || end < content) return undefined;
  return { type: letters(bytes, at + 4, 4), start: at, content, end, isOpen: size === 0 };
}

/** The boxes between two places, all of them in `bytes`. Throws `format.damaged`. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): IsoBox[] {
  const boxes: IsoBox[] = [];
  for (let at = from; at < to; ) {
    const box = boxAt(bytes, at, to);
    // An open box reaches to the end of the file, which no box inside another does.
    if (!box || box.isOpen)
      throw damaged(`expected a box at byte ${at} of its metadata, found something else`);
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

/** The edit that says a box's new size; none for an open one. */
export function resizeBox({ start, content, end, isOpen }: IsoBox, growth: number): Edit[] {
  if (growth === 0 || isOpen) return [];
  const size = end - start + growth;
  if (content - start === 16) return [{ offset: start + 8, remove: 8, insert: bigEndian(size, 8) }];
  if (size > 0xffffffff) throw damaged("one of its boxes would outgrow its size field");
  return [{ offset: start, remove: 4, insert: bigEndian(size, 4) }];
}
