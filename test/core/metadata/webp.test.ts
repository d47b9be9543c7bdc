/** What a WebP needs besides the packet: a header that announces it. */
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { webp } from "../../../src/core/metadata/webp.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { packetWithLabel } from "../../support/label-samples.ts";

const xmp = packetWithLabel("1");
const picture = (channels: 3 | 4) =>
  sharp({ create: { width: 300, height: 17, channels, background: { r: 9, g: 99, b: 200, alpha: 0.5 } } });

async function write(bytes: Buffer): Promise<Buffer> {
  return applied(bytes, await webp.write(sourceOf(bytes), { xmp }));
}

function chunkNames(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = 12; at < bytes.length; ) {
    names.push(bytes.toString("latin1", at, at + 4));
    const size = bytes.readUInt32LE(at + 4);
    at += 8 + size + (size % 2);
  }
  return names;
}

describe("a simple WebP", () => {
  it.each([
    ["lossy", picture(3).webp(), 0x04, "VP8 "],
    ["lossless", picture(3).webp({ lossless: true }), 0x04, "VP8L"],
    ["lossless with alpha", picture(4).webp({ lossless: true }), 0x14, "VP8L"],
  ])("gets the header of the extended format (%s)", async (_, made, flags, name) => {
    const bytes = await made.toBuffer();
    expect(chunkNames(bytes)).toEqual([name]);
    const after = await write(bytes);
    expect(chunkNames(after)).toEqual(["VP8X", name, "XMP "]);
    expect(after.readUInt32LE(4)).toBe(after.length - 8);
    expect(after[20]).toBe(flags);
    expect([after.readUIntLE(24, 3) + 1, after.readUIntLE(27, 3) + 1]).toEqual([300, 17]);
    const { width, height, hasAlpha, xmp: read } = await sharp(after).metadata();
    expect({ width, height, hasAlpha }).toEqual({ width: 300, height: 17, hasAlpha: flags === 0x14 });
    expect(read?.toString()).toBe(xmp);
  });
});

describe("an extended WebP", () => {
  it("gets one bit, and keeps the others", async () => {
    const bytes = await picture(4).withIccProfile("p3").webp().toBuffer();
    const after = await write(bytes);
    expect(chunkNames(after)).toEqual([...chunkNames(bytes), "XMP "]);
    expect(after[20]).toBe((bytes[20] ?? 0) | 0x04);
  });

  it("has no second header after a second label", async () => {
    const twice = await write(await write(await picture(3).webp().toBuffer()));
    expect(chunkNames(twice)).toEqual(["VP8X", "VP8 ", "XMP "]);
  });
});

describe("a WebP that is not understood", () => {
  it("is refused where the first chunk is no picture", async () => {
    const bytes = Buffer.from(await picture(3).webp().toBuffer());
    bytes.write("JUNK", 12);
    await expect(() => write(bytes)).toThrowWithCode("format.damaged", /no picture/);
  });

  it("is refused where it ends early", async () => {
    const bytes = await picture(3).webp().toBuffer();
    await expect(() => write(bytes.subarray(0, -4))).toThrowWithCode("format.damaged");
  });
});
