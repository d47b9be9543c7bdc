/** Takes what the head of an MP4 grows by from the free space in front of its samples, so that they stay. */
import { bigEndian, growth, inOrder, join, latin1 } from "../byte-building.js";
import type { Edit } from "../container.js";
import type { Box } from "./box.js";
import { isData } from "./offsets.js";

/** `edits` in order; the first free box behind them that is large enough gives or takes. */
export function absorb(boxes: readonly Box[], edits: readonly Edit[]): Edit[] {
  const from = edits[0]?.offset ?? 0;
  for (const box of boxes) {
    if (box.offset < from) continue;
    if (isData(box.type)) break;
    const change = growth(edits.filter(({ offset, remove }) => offset + remove <= box.offset));
    const isFree = (box.type === "free" || box.type === "skip") && box.sizeLength === 4;
    const size = box.end - box.offset - change;
    if (!isFree || change === 0 || (size !== 0 && (size < 8 || size >= 2 ** 32))) continue;
    return inOrder([...edits, resizeFree(box, size)]);
  }
  return [...edits];
}

function resizeFree({ type, offset, end }: Box, size: number): Edit {
  if (size === 0) return { offset, remove: end - offset, insert: new Uint8Array() };
  const header = join(bigEndian(size, 4), latin1(type));
  const missing = size - (end - offset);
  if (missing > 0) return { offset, remove: 8, insert: join(header, new Uint8Array(missing)) };
  return { offset, remove: 8 - missing, insert: header };
}
