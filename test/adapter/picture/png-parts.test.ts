import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { readPngChunks } from "../../../src/adapter/picture/png-parts.ts";
import { mark, paint } from "../../support/marked-picture.ts";

function chunk(name: string, payload: string): Buffer {
  const bytes = Buffer.alloc(12 + payload.length);
  bytes.writeUInt32BE(payload.length);
  bytes.write(name + payload, 4, "latin1");
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
}

const plain = await paint().png().toBuffer();
const withChunks = (...chunks: Buffer[]) =>
  Buffer.concat([plain.subarray(0, 33), ...chunks, plain.subarray(33)]);

const text = chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>");
const label = chunk("tEXt", 'AIGC\0{"AIGC":{"Label":"1"}}');
const gamma = chunk("gAMA", "\0\0\xb1\x8f");
const size = chunk("pHYs", "\0\0\x0b\x13\0\0\x0b\x13\x01");
const own = chunk("prVt", "of a program of its own");

describe("what stands beside the picture in a PNG", () => {
  it("is carried over byte by byte: iTXt stays iTXt, labels stay labels", async () => {
    const { bytes } = await mark(withChunks(gamma, size, text, label), "image/png");
    for (const part of [gamma, size, text, label]) expect(Buffer.from(bytes).includes(part)).toBe(true);
    expect(readPngChunks(bytes).filter(({ name }) => name === "iTXt")).toHaveLength(1);
  });

  it("leaves behind what says that it is true of the old pixels only", async () => {
    const { bytes } = await mark(
      withChunks(chunk("caBX", "credential"), chunk("tIME", "1234567"), own),
      "image/png",
    );
    const names = readPngChunks(bytes).map(({ name }) => name);
    expect(names).not.toContain("caBX");
    expect(names).not.toContain("tIME");
    expect(names).toContain("prVt");
  });

  it("is followed by the picture, and ends with its end", async () => {
    const { bytes } = await mark(withChunks(text), "image/png");
    const names = readPngChunks(bytes).map(({ name }) => name);
    expect(names[0]).toBe("IHDR");
    expect(names.at(-1)).toBe("IEND");
    expect(names.indexOf("iTXt")).toBeLessThan(names.indexOf("IDAT"));
  });
});
