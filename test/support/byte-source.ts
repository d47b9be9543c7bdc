/** Bytes in memory as the metadata room sees a file, and the file its edits make of them. */
import { applyEdits } from "../../src/core/metadata/apply-edits.ts";
import type { ByteSource, Edit } from "../../src/core/metadata/container.ts";

export function sourceOf(bytes: Uint8Array): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

export async function applied(bytes: Uint8Array, edits: readonly Edit[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of applyEdits(sourceOf(bytes), edits)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The bytes of the source that no edit removes, and those of the output that none inserted: equal, by promise. */
export function untouched(before: Uint8Array, after: Uint8Array, edits: readonly Edit[]): [Buffer, Buffer] {
  const kept: [Uint8Array[], Uint8Array[]] = [[], []];
  let [from, to] = [0, 0];
  for (const { offset, remove, insert } of edits) {
    kept[0].push(before.subarray(from, offset));
    kept[1].push(after.subarray(to, to + offset - from));
    to += offset - from + insert.length;
    from = offset + remove;
  }
  kept[0].push(before.subarray(from));
  kept[1].push(after.subarray(to));
  return [Buffer.concat(kept[0]), Buffer.concat(kept[1])];
}
