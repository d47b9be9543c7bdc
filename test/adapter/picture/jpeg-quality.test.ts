import { describe, expect, it } from "vitest";
import { sampleJpeg } from "../../../src/adapter/image.ts";
import { qualityFor, readQuantization } from "../../../src/adapter/picture/jpeg-quality.ts";
import { paint } from "../../support/marked-picture.ts";

async function qualityOf(jpeg: Uint8Array): Promise<number> {
  const tables = readQuantization(jpeg);
  if (!tables) throw new Error("no tables");
  return qualityFor(tables, sampleJpeg);
}

describe("the quality of a JPEG", () => {
  it.each([10, 50, 75, 85, 92, 100])("%i is told by its tables", async (quality) => {
    expect(await qualityOf(await paint().jpeg({ quality }).toBuffer())).toBe(quality);
  });

  it("with tables of another maker is one that is nowhere coarser", async () => {
    const other = await paint().jpeg({ quality: 80, quantizationTable: 3 }).toBuffer();
    const theirs = readQuantization(other);
    const ours = readQuantization(await sampleJpeg(await qualityOf(other)));
    expect(theirs).not.toEqual(ours);
    for (const [index, value] of (ours?.brightness ?? []).entries()) {
      expect(value).toBeLessThanOrEqual(theirs?.brightness[index] ?? 0);
    }
  });

  it("of a grey one is told by its only table", async () => {
    expect(
      await qualityOf(await paint({ bands: 1 }).jpeg({ quality: 70 }).toBuffer()),
    ).toBeGreaterThanOrEqual(70);
  });

  it("is not made up where there are no tables", () =>
    expect(readQuantization(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toBeUndefined());
});
