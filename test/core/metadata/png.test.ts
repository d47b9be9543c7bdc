/** The chunk a packet is in, and the older forms that give way to it. */
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { png } from "../../../src/core/metadata/png.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { pngChunk, withChunk } from "../../support/foreign-labels.ts";
import { packetWithLabel } from "../../support/label-samples.ts";

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } });
const plain = await picture.clone().png().toBuffer();
const xmp = packetWithLabel("1");
const KEYWORD = "XML:com.adobe.xmp";

async function write(bytes: Buffer): Promise<Buffer> {
  return applied(bytes, await png.write(sourceOf(bytes), { xmp }));
}

function chunksOf(bytes: Buffer) {
  const chunks: { type: string; data: Buffer; isSound: boolean }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    const isSound = crc32(named) === bytes.readUInt32BE(at + 8 + length);
    chunks.push({ type: named.toString("latin1", 0, 4), data: named.subarray(4), isSound });
    at += 12 + length;
  }
  return chunks;
}

const packed = (text: string) => deflateSync(text);
const oldForms: Record<string, Buffer> = {
  "plain text": pngChunk("tEXt", `${KEYWORD}\0<old/>`),
  "compressed text": pngChunk("zTXt", Buffer.concat([Buffer.from(`${KEYWORD}\0\0`), packed("<old/>")])),
  "compressed international text": pngChunk(
    "iTXt",
    Buffer.concat([Buffer.from(`${KEYWORD}\0\x01\0en\0XMP\0`), packed("<old/>")]),
  ),
  "international text": pngChunk("iTXt", `${KEYWORD}\0\0\0\0\0<old/>`),
  "a profile in hexadecimal": pngChunk(
    "zTXt",
    Buffer.concat([
      Buffer.from("Raw profile type xmp\0\0"),
      packed(`\nxmp\n       6\n${Buffer.from("<old/>").toString("hex")}\n`),
    ]),
  ),
};

describe("a packet in a PNG", () => {
  it("is one uncompressed chunk before the picture data, with its checksum", async () => {
    const chunks = chunksOf(await write(plain));
    expect(chunks.map(({ type }) => type)).toEqual([
      "IHDR",
      "iTXt",
      ...chunksOf(plain)
        .slice(1)
        .map(({ type }) => type),
    ]);
    expect(chunks.every(({ isSound }) => isSound)).toBe(true);
    expect(chunks[1]?.data.toString()).toBe(`${KEYWORD}\0\0\0\0\0${xmp}`);
  });

  it.each(Object.entries(oldForms))("takes the place of one that is %s", async (name, chunk) => {
    for (const place of ["begin", "end"] as const) {
      const before = withChunk(plain, chunk, place);
      expect(await png.read(sourceOf(before))).toMatchObject([
        { text: "<old/>", isNormative: name === "international text" },
      ]);
      const after = await write(before);
      expect(await png.read(sourceOf(after))).toMatchObject([{ text: xmp, isNormative: true }]);
      const types = chunksOf(after).map(({ type }) => type);
      expect(types.indexOf("iTXt")).toBeLessThan(types.indexOf("IDAT"));
    }
  });

  it("is what sharp reads", async () => {
    expect((await sharp(await write(plain)).metadata()).xmp?.toString()).toBe(xmp);
  });
});

describe("a hostile PNG", () => {
  it("unpacks no more than a packet can be long", async () => {
    const bomb = pngChunk(
      "zTXt",
      Buffer.concat([Buffer.from(`${KEYWORD}\0\0`), packed("\0".repeat(64 * 1024 * 1024))]),
    );
    const bytes = withChunk(plain, bomb);
    expect(await png.read(sourceOf(bytes))).toMatchObject([
      { text: "", isNormative: false },
      { kind: "unread" },
    ]);
    await expect(() => write(bytes)).toThrowWithCode("format.damaged", /too long/);
  });

  it("is gone through quickly where a profile is made of spaces", async () => {
    const spaces = pngChunk("tEXt", `Raw profile type xmp\0\nxmp 6${" ".repeat(4_000_000)}?`);
    const started = performance.now();
    await png.read(sourceOf(withChunk(plain, spaces)));
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it.each([
    ["it has no data", Buffer.concat([plain.subarray(0, 33), plain.subarray(-12)])],
    ["it has no end", plain.subarray(0, -12)],
    ["a chunk has no name", withChunk(plain, Buffer.from("\0\0\0\0\0\0\0\0\0\0\0\0"))],
  ])("is refused where %s", async (_, bytes) => {
    await expect(() => write(bytes)).toThrowWithCode("format.damaged");
  });
});
