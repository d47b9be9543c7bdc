import { describe, expect, it } from "vitest";
import { isAvifSequence, isLosslessWebp, tiffCompression } from "../../../src/adapter/picture/stored-as.ts";
import { paint } from "../../support/marked-picture.ts";

describe("how a picture is stored", () => {
  it("a WebP says whether it is lossless, alone, with alpha and in frames", async () => {
    for (const lossless of [true, false]) {
      for (const options of [{}, { bands: 4 as const }, { frames: 2 }]) {
        const webp = await paint({ width: 64, height: 48, ...options })
          .webp({ lossless })
          .toBuffer();
        expect(isLosslessWebp(webp)).toBe(lossless);
      }
    }
  });

  it("a TIFF says its compression", async () => {
    for (const [compression, number] of [
      ["none", 1],
      ["lzw", 5],
      ["deflate", 8],
      ["packbits", 32_773],
    ] as const) {
      expect(tiffCompression(await paint().tiff({ compression }).toBuffer())).toBe(number);
    }
  });

  it("an AVIF says whether it is a film", async () => {
    const avif = await paint({ width: 64, height: 48 }).avif({ effort: 0 }).toBuffer();
    expect(isAvifSequence(avif)).toBe(false);
    avif.write("avis", 16, "latin1");
    expect(isAvifSequence(avif)).toBe(true);
  });

  it("bytes that end too early say nothing", async () => {
    for (const bytes of [await paint().webp().toBuffer(), await paint().tiff().toBuffer()]) {
      for (let length = 0; length < 64; length++) {
        const part = bytes.subarray(0, length);
        expect(() => [isLosslessWebp(part), isAvifSequence(part), tiffCompression(part)]).not.toThrow();
      }
    }
  });
});
