/** The directory that is written anew, and the old bytes that stay. */
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { boundSource } from "../../../src/core/metadata/bounded-source.ts";
import { readDirectory, readTiffHeader } from "../../../src/core/metadata/tiff/directory.ts";
import { tiff } from "../../../src/core/metadata/tiff.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { packetWithLabel } from "../../support/label-samples.ts";
import { fixture } from "../../support/media.ts";
import { tinyTiff } from "../../support/tiny-pictures.ts";

const xmp = packetWithLabel("1");

async function write(bytes: Buffer): Promise<Buffer> {
  return applied(bytes, await tiff.write(sourceOf(bytes), { xmp }));
}

async function directoryOf(bytes: Buffer) {
  const source = boundSource(sourceOf(bytes));
  const header = await readTiffHeader(source, 0);
  return { header, ...(await readDirectory(source, header, header.firstDirectory)) };
}

const kinds = [
  { order: "little", isBig: false },
  { order: "big", isBig: false },
  { order: "little", isBig: true },
  { order: "big", isBig: true },
] as const;

describe.each(kinds)("a TIFF ($order endian, big: $isBig)", (kind) => {
  const bytes = tinyTiff(kind);

  it("keeps every byte but the place of its directory", async () => {
    const after = await write(bytes);
    const pointer = kind.isBig ? [8, 16] : [4, 8];
    expect(after.subarray(0, pointer[0]).equals(bytes.subarray(0, pointer[0]))).toBe(true);
    expect(after.subarray(pointer[1], bytes.length).equals(bytes.subarray(pointer[1]))).toBe(true);
  });

  it("has the packet as undefined bytes, and its tags in order at an even place", async () => {
    const { entries, offset } = await directoryOf(await write(bytes));
    const tags = entries.map(({ tag }) => tag);
    expect(tags).toEqual(
      [...(await directoryOf(bytes)).entries.map(({ tag }) => tag), 700].sort((a, b) => a - b),
    );
    expect(entries.find(({ tag }) => tag === 700)).toMatchObject({ type: 7, count: Buffer.byteLength(xmp) });
    expect(offset % 2).toBe(0);
  });

  it("is read by sharp, with the packet", async () => {
    const after = await write(bytes);
    expect((await sharp(after).metadata()).xmp?.toString()).toBe(xmp);
    expect(await sharp(after).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
  });
});

describe("a TIFF of several pages", () => {
  it("keeps the others", async () => {
    const bytes = await sharp(fixture("moving.gif"), { animated: true }).tiff().toBuffer();
    const pages = (await sharp(bytes).metadata()).pages;
    expect(pages).toBe(3);
    expect((await sharp(await write(bytes)).metadata()).pages).toBe(pages);
  });
});

describe("the packet of another program", () => {
  it("is normative as bytes too", async () => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } });
    const bytes = await picture.withXmp("<a/>").tiff().toBuffer();
    expect((await directoryOf(bytes)).entries.find(({ tag }) => tag === 700)).toMatchObject({ type: 1 });
    expect(await tiff.read(sourceOf(bytes))).toMatchObject([{ text: "<a/>", isNormative: true }]);
  });
});

describe("a DNG", () => {
  it("keeps its raw picture where it was", async () => {
    const bytes = readFileSync(fixture("drawing.dng"));
    const [before, after] = [await directoryOf(bytes), await directoryOf(await write(bytes))];
    const places = (entries: typeof before.entries) =>
      entries
        .filter(({ tag }) => tag === 273 || tag === 330)
        .map(({ valueOffset, count, valueBytes }) => (valueBytes > 4 ? [valueOffset, count] : [count]));
    expect(places(after.entries)).toEqual(places(before.entries));
  });
});

describe("a TIFF that is none", () => {
  it.each([
    ["its directory is outside", Buffer.from("II*\0\xff\xff\0\0", "latin1")],
    ["its directory has very many tags", Buffer.from("II*\0\x08\0\0\0\xff\xff", "latin1")],
    ["it has no header", Buffer.from("II+*\x08\0\0\0\0\0")],
  ])("is refused where %s", async (_, bytes) => {
    expect(await tiff.read(sourceOf(bytes))).toMatchObject([{ kind: "unread" }]);
    await expect(() => write(bytes)).toThrowWithCode("format.damaged");
  });
});
