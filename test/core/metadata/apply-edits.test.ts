/** Edits and a source become a file, in pieces, and never a wrong one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../src/core/metadata/apply-edits.ts";
import type { Edit } from "../../../src/core/metadata/container.ts";
import { applied, sourceOf, untouched } from "../../support/byte-source.ts";

const anyCase = fc.uint8Array({ maxLength: 200 }).chain((bytes) =>
  fc
    .array(fc.tuple(fc.nat(20), fc.nat(20), fc.uint8Array({ maxLength: 20 })), { maxLength: 6 })
    .map((steps) => {
      const edits: Edit[] = [];
      let at = 0;
      for (const [gap, remove, insert] of steps) {
        const offset = Math.min(at + gap, bytes.length);
        const removed = Math.min(remove, bytes.length - offset);
        edits.push({ offset, remove: removed, insert });
        at = offset + removed;
      }
      return { bytes, edits };
    }),
);

describe("edits applied to a source", () => {
  it("remove and insert what they say, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ bytes, edits }) => {
        const expected = edits.reduceRight(
          (text, { offset, remove, insert }) =>
            Buffer.concat([text.subarray(0, offset), insert, text.subarray(offset + remove)]),
          Buffer.from(bytes),
        );
        const after = await applied(bytes, edits);
        expect(after.equals(expected)).toBe(true);
        const [before, kept] = untouched(bytes, after, edits);
        expect(kept.equals(before)).toBe(true);
      }),
    );
  });

  it("are read in pieces of a megabyte", async () => {
    const lengths: number[] = [];
    const bytes = Buffer.alloc(3 * 1024 * 1024 + 5);
    const source = {
      sizeBytes: bytes.length,
      read: async (offset: number, length: number) => {
        lengths.push(length);
        return bytes.subarray(offset, offset + length);
      },
    };
    for await (const piece of applyEdits(source, [])) expect(piece.length).toBeLessThanOrEqual(1024 * 1024);
    expect(lengths).toEqual([1024 * 1024, 1024 * 1024, 1024 * 1024, 5]);
  });

  it.each([
    [
      [
        { offset: 5, remove: 0, insert: new Uint8Array() },
        { offset: 4, remove: 0, insert: new Uint8Array() },
      ],
    ],
    [
      [
        { offset: 0, remove: 3, insert: new Uint8Array() },
        { offset: 2, remove: 1, insert: new Uint8Array() },
      ],
    ],
    [[{ offset: 8, remove: 3, insert: new Uint8Array() }]],
  ])("are a defect where they overlap, are out of order or outside: %j", async (edits) => {
    await expect(applied(Buffer.alloc(10), edits)).rejects.toThrow(/does not fit/);
  });

  it("stop where the file has become shorter", async () => {
    const source = { ...sourceOf(Buffer.alloc(10)), sizeBytes: 20 };
    await expect(async () => {
      for await (const piece of applyEdits(source, [])) expect(piece).toHaveLength(10);
    }).toThrowWithCode("file.changed", /expected 20 bytes, found only 10/);
  });
});
