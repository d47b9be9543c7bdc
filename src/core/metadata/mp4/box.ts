/** Boxes of ISO base media files (MP4, MOV, M4A): headers, and the boxes inside one that is held in memory. */
import { letters, uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { bigEndian, join, latin1 } from "../byte-building.js";
import type { Edit } from "../container.js";

export interface Box {
  /** One letter a byte. */
  type: string;
  /** All positions are those in the file. */
  offset: number;
  start: number;
  end: number;
  /** 0: it says that it reaches to the end of the file. */
  sizeLength: 0 | 4 | 8;
}

/** Bytes that are held, and where they begin in the file. */
export interface Held {
  bytes: Uint8Array;
  base: number;
}

/** The outermost boxes. Throws `format.damaged` where they do not lead to the end of the file. */
export async function* walkFile(source: BoundedSource): AsyncGenerator<Box> {
  for (let at = 0; at < source.sizeBytes; ) {
    const box = boxAt({ bytes: await source.upTo(at, 16), base: at }, at, source.sizeBytes);
    if (box === undefined) throw damaged(`expected a box at byte ${at}`);
    yield box;
    at = box.end;
  }
}

/** Undefined where no header stands or the box leaves its parent, which ends at `to`. */
function boxAt({ bytes, base }: Held, offset: number, to: number): Box | undefined {
  const at = offset - base;
  const size = uint(bytes, at, 4);
  const sizeLength = size === 1 ? 8 : size === 0 ? 0 : 4;
  const start = offset + (size === 1 ? 16 : 8);
  const end = size === 0 ? to : offset + (size === 1 ? uint(bytes, at + 8, 8) : size);
  if (start > to || end > to || end < start || at + start - offset > bytes.length) return undefined;
  return { type: letters(bytes, at + 4, 4), offset, start, end, sizeLength };
}

/** No movie has as many in one box; a box of nothing but the smallest ones would fill the memory. */
const MAX_BOXES = 100_000;

/** Those from `from` on; ends where none stands. */
export function boxesFrom(held: Held, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at < to && boxes.length < MAX_BOXES; ) {
    const box = boxAt(held, at, to);
    // A box inside another has a size; QuickTime ends lists of user data with four zeros.
    if (box === undefined || box.sizeLength === 0) break;
    boxes.push(box);
    at = box.end;
  }
  return boxes;
}

export function boxesIn(held: Held, { start, end }: Box): Box[] {
  return boxesFrom(held, start, end);
}

/** Every box that this path of types leads to. */
export function boxesAlong(held: Held, parent: Box, path: readonly string[]): Box[] {
  let boxes = [parent];
  for (const type of path) {
    boxes = boxes.flatMap((box) => boxesIn(held, box)).filter((box) => box.type === type);
  }
  return boxes;
}

export function contentOf({ bytes, base }: Held, { start, end }: Box): Uint8Array {
  return bytes.subarray(start - base, end - base);
}

export function buildBox(type: string, ...content: readonly Uint8Array[]): Uint8Array {
  const inside = join(...content);
  return join(bigEndian(inside.length + 8, 4), latin1(type), inside);
}

/** An edit, and the boxes that grow or shrink with it, whatever stands at its place. */
export interface InnerEdit extends Edit {
  inside: readonly Box[];
}

/** Sizes of every box around the edits. */
export function resizeBoxes(edits: readonly InnerEdit[]): Edit[] {
  const changes = new Map<Box, number>();
  for (const { inside, insert, remove } of edits) {
    for (const box of inside) changes.set(box, (changes.get(box) ?? 0) + insert.length - remove);
  }
  return [...changes].flatMap(([box, change]) => (change === 0 ? [] : resizeBox(box, change)));
}

function resizeBox({ offset, end, sizeLength }: Box, change: number): Edit[] {
  const size = end - offset + change;
  if (sizeLength === 0) return [];
  if (sizeLength === 4 && size >= 2 ** 32) throw damaged("a box of it would outgrow its size field");
  const at = sizeLength === 4 ? offset : offset + 8;
  return [{ offset: at, remove: sizeLength, insert: bigEndian(size, sizeLength) }];
}
