import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { measureInk } from "../../src/adapter/measure-ink.ts";
import { mark, paint, planFor } from "../support/marked-picture.ts";

const [width, height] = [900, 600];
const plate = planFor({ width, height });

describe("the ink of a mark, measured in decoded pixels", () => {
  it("is 5 % of the shorter side or more, for pictures of all sizes", async () => {
    const side = fc.integer({ min: 170, max: 1400 });
    const sizes = fc.tuple(side, side);
    await fc.assert(
      fc.asyncProperty(sizes, async ([width, height]) => {
        const source = await paint({ width, height, bands: 1 }).png({ compressionLevel: 1 }).toBuffer();
        const { bytes, plate } = await mark(source, "image/png");
        const ink = await measureInk(bytes, plate);
        expect(ink).toMatchObject({ kind: "found" });
        const measured = ink.kind === "found" ? ink.inkHeight : 0;
        expect(measured).toBeGreaterThanOrEqual(Math.ceil(0.05 * Math.min(width, height)));
        expect(Math.abs(measured - plate.inkHeight)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  it.each(["#ffffff", "#000000", "#808080", "#ff0000", "#00ff00", "#0000ff", "#ffff00"])(
    "is found on %s",
    async (background) => {
      const source = await sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer();
      const { bytes, plate } = await mark(source, "image/png");
      expect(await measureInk(bytes, plate)).toEqual({ kind: "found", inkHeight: plate.inkHeight });
    },
  );

  it("is found again after others saved the picture coarsely", async () => {
    const { bytes, plate } = await mark(await paint({ width, height }).png().toBuffer(), "image/png");
    const coarse = await sharp(bytes).jpeg({ quality: 40 }).toBuffer();
    const ink = await measureInk(coarse, plate);
    expect(ink.kind === "found" && ink.inkHeight).toBeGreaterThanOrEqual(30);
  });

  it.each([
    ["was never drawn, on white", "#fff", /no dark plate/],
    ["was never drawn, on black", "#000", /a letter is missing/],
  ])("is not found where it %s", async (_, background, reason) => {
    const source = await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
    expect(await measureInk(source, plate)).toMatchObject({
      kind: "not-found",
      reason: expect.stringMatching(reason),
    });
  });

  it("is not found where a letter was painted over, the plate was cut off, or nothing was promised", async () => {
    const { bytes, plate } = await mark(await paint({ width, height }).png().toBuffer(), "image/png");
    const [letter] = plate.letters;
    const patch = await sharp({
      create: { width: 40, height: 60, channels: 3, background: "#121212" },
    })
      .png()
      .toBuffer();
    const painted = await sharp(bytes)
      .composite([
        { input: patch, left: Math.floor(letter?.x ?? 0) - 2, top: Math.floor(letter?.y ?? 0) - 6 },
      ])
      .png()
      .toBuffer();
    expect(await measureInk(painted, plate)).toMatchObject({ reason: "a letter is missing" });
    const cut = await sharp(bytes).extract({ left: 0, top: 0, width: 700, height }).png().toBuffer();
    expect(await measureInk(cut, plate)).toMatchObject({ reason: expect.stringMatching(/does not reach/) });
    expect(await measureInk(bytes, { ...plate, letters: [] })).toMatchObject({ kind: "not-found" });
  });
});
