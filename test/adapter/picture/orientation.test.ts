import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { toStored, turnRaster } from "../../../src/adapter/picture/orientation.ts";

/** Six pixels, each another color: 2 wide and 3 high when upright. */
const upright = {
  width: 2,
  height: 3,
  data: Uint8Array.from({ length: 24 }, (_, at) => (at % 4 === 3 ? 255 : 10 * (at + 1))),
};

describe("a raster turned as a picture is stored", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    "with orientation %i is turned back by every viewer",
    async (orientation) => {
      const { width, height, data } = turnRaster(upright, orientation);
      const stored = await sharp(data, { raw: { width, height, channels: 4 } })
        .withMetadata({ orientation })
        .tiff({ compression: "none" })
        .toBuffer();
      const seen = await sharp(stored).autoOrient().raw().toBuffer({ resolveWithObject: true });
      expect([seen.info.width, seen.info.height]).toEqual([2, 3]);
      expect([...seen.data]).toEqual([...upright.data]);
    },
  );

  it("lies in the same place as its box", () => {
    const stored = { width: 100, height: 60 };
    // Upright it is 60 × 100; the top right corner there is the top left one as stored, with orientation 6.
    expect(toStored({ x: 50, y: 0, width: 10, height: 20 }, 6, stored)).toEqual({
      x: 0,
      y: 0,
      width: 20,
      height: 10,
    });
    expect(toStored({ x: 50, y: 0, width: 10, height: 20 }, 8, stored)).toEqual({
      x: 80,
      y: 50,
      width: 20,
      height: 10,
    });
  });
});
