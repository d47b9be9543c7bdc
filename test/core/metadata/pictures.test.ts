/** What every container of pictures promises, for pictures of every kind. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  currentPacket,
  editXmp,
  readMarks,
  readXmp,
  type XmpChange,
  xmpProperties,
} from "../../../src/core/metadata/index.ts";
import { ColophonError } from "../../../src/error.ts";
import { applied, sourceOf, untouched } from "../../support/byte-source.ts";
import { anyChanges, labelChanges, labelFor } from "../../support/label-samples.ts";
import { decodedHashes } from "../../support/media.ts";
import {
  corpusPictures,
  foreignTool,
  ownPictures,
  type SamplePicture,
} from "../../support/sample-pictures.ts";
import { describeWithShared } from "../../support/shared.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const own = await ownPictures();
const corpus = corpusPictures();

async function label({ container, bytes }: SamplePicture, changes: readonly XmpChange[]) {
  const before = currentPacket(await container.read(sourceOf(bytes)));
  const edits = await container.write(sourceOf(bytes), { xmp: editXmp(before, changes) });
  return { edits, after: await applied(bytes, edits) };
}

async function labelsOf({ container }: SamplePicture, bytes: Buffer) {
  const marks = await readMarks(container, sourceOf(bytes));
  return marks.filter(({ kind }) => kind === "aigc").map(({ text, isNormative }) => ({ text, isNormative }));
}

async function hashesOf(bytes: Buffer, extension: string): Promise<string[]> {
  const path = join(temporaryFolder(), `picture.${extension === "jpeg" ? "jpg" : extension}`);
  await writeFile(path, bytes);
  return decodedHashes(path);
}

function promises(pictures: readonly SamplePicture[]): void {
  it.each(pictures)("$name: says the label once, at its place, and all other bytes stay", async (picture) => {
    const { edits, after } = await label(picture, labelChanges("1"));
    expect(await labelsOf(picture, after)).toEqual([{ text: labelFor("1"), isNormative: true }]);
    const [before, kept] = untouched(picture.bytes, after, edits);
    expect(kept.equals(before)).toBe(true);
  });

  it.each(pictures)("$name: has one label after a second one was written", async (picture) => {
    const first = await label(picture, labelChanges("1"));
    const second = await label({ ...picture, bytes: first.after }, labelChanges("a longer number"));
    expect(await labelsOf(picture, second.after)).toEqual([
      { text: labelFor("a longer number"), isNormative: true },
    ]);
    const packets = (await picture.container.read(sourceOf(second.after))).filter(
      ({ kind, isAside }) => kind === "xmp" && !isAside,
    );
    expect(packets).toHaveLength(1);
  });

  it.each(pictures.filter(({ isDecodable }) => isDecodable))(
    "$name: shows the same picture",
    async (picture) => {
      const { after } = await label(picture, labelChanges("1"));
      expect(await hashesOf(after, picture.extension)).toEqual(
        await hashesOf(picture.bytes, picture.extension),
      );
    },
  );

  it.each(pictures)("$name: stays as it is where nothing is wanted", async ({ container, bytes }) => {
    expect(await container.write(sourceOf(bytes), {})).toEqual([]);
  });
}

describe("a picture of our own", () => {
  promises(own);

  it.each(own)("$name: says whatever was written", async (picture) => {
    await fc.assert(
      fc.asyncProperty(anyChanges, async (changes) => {
        const { after } = await label(picture, changes);
        const packet = currentPacket(await picture.container.read(sourceOf(after)));
        const xmp = readXmp(packet ?? "");
        for (const { property, values } of changes) expect(xmp.valuesOf(property)).toEqual(values);
      }),
      { numRuns: 10 },
    );
  });

  it.each(own.filter(({ name }) => /with (foreign|compressed)? ?XMP/.test(name)))(
    "$name: keeps what another program said",
    async (picture) => {
      const { after } = await label(picture, labelChanges("1"));
      const packet = currentPacket(await picture.container.read(sourceOf(after))) ?? "";
      expect(readXmp(packet).valuesOf(xmpProperties.creatorTool)).toEqual([foreignTool]);
    },
  );
});

describeWithShared("a picture of the corpus", () => promises(corpus));

describe("a damaged picture", () => {
  /** Changed bytes, most of them near the beginning, where the structure is; and sometimes an early end. */
  const damage = (bytes: Buffer) =>
    fc.record({
      changes: fc.array(
        fc.tuple(
          fc.oneof(fc.nat(Math.min(bytes.length, 600) - 1), fc.nat(bytes.length - 1)),
          fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
        ),
        { maxLength: 6 },
      ),
      end: fc.option(fc.nat(bytes.length), { nil: undefined }),
    });

  it.each(own)("$name: is read without a fault, and labeled well or refused", async (picture) => {
    await fc.assert(
      fc.asyncProperty(damage(picture.bytes), async ({ changes, end }) => {
        const bytes = Buffer.from(picture.bytes.subarray(0, end));
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const hurt = { ...picture, bytes };
        await picture.container.read(sourceOf(bytes));
        const result = await label(hurt, labelChanges("1")).catch((error: unknown) => {
          if (!(error instanceof ColophonError && error.code.startsWith("format."))) throw error;
          return undefined;
        });
        if (!result) return;
        expect(await labelsOf(picture, result.after)).toContainEqual({
          text: labelFor("1"),
          isNormative: true,
        });
        const [before, kept] = untouched(bytes, result.after, result.edits);
        expect(kept.equals(before)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it.each(own)("$name: bytes of any kind behind its first ones do no harm", async ({ container, bytes }) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(40), fc.uint8Array({ maxLength: 400 }), async (length, noise) => {
        const source = sourceOf(Buffer.concat([bytes.subarray(0, length), noise]));
        await container.read(source);
        await container
          .write(source, { xmp: editXmp(undefined, labelChanges("1")) })
          .catch((error: unknown) => {
            if (!(error instanceof ColophonError && error.code.startsWith("format."))) throw error;
          });
      }),
      { numRuns: 40 },
    );
  });
});
