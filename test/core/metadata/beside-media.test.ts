/** What of a picture only tells about it: by real files with EXIF, and by what a hostile one may say. */
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import type { FormatId } from "../../../src/core/asset/formats.ts";
import { isBesideMedia } from "../../../src/core/metadata/beside-media.ts";
import { sourceOf } from "../../support/byte-source.ts";

const picture = sharp({ create: { width: 64, height: 64, channels: 3, background: "red" } }).withExif({
  IFD0: { Artist: "Somebody" },
});
const files: Partial<Record<FormatId, Buffer>> = {
  jpeg: await picture.clone().jpeg().toBuffer(),
  png: await picture.clone().png().toBuffer(),
  webp: await picture.clone().webp().toBuffer(),
};
/** The whole part, with its marker or its head. */
const exif: Partial<Record<FormatId, (bytes: Buffer) => { start: number; length: number }>> = {
  jpeg: (bytes) => {
    const start = bytes.indexOf("Exif\0\0") - 4;
    return { start, length: bytes.readUInt16BE(start + 2) + 2 };
  },
  png: (bytes) => {
    const start = bytes.indexOf("eXIf") - 4;
    return { start, length: bytes.readUInt32BE(start) + 12 };
  },
  webp: (bytes) => {
    const start = bytes.indexOf("EXIF");
    const size = bytes.readUInt32LE(start + 4);
    return { start, length: 8 + size + (size % 2) };
  },
};

describe.each(["jpeg", "png", "webp"] as const)("in a %s", (format) => {
  const bytes = files[format] ?? Buffer.alloc(0);
  const told = exif[format]?.(bytes) ?? { start: 0, length: 0 };
  const isBeside = (start: number, length: number, from = bytes) =>
    isBesideMedia([{ start, length }], sourceOf(from), format);

  it("EXIF is beside the picture, whole or in part", async () => {
    expect(told.length).toBeGreaterThan(20);
    expect(await isBeside(told.start, told.length)).toBe(true);
    expect(await isBeside(told.start + 10, 4)).toBe(true);
  });

  it("one byte of anything else is not", async () => {
    expect(await isBeside(told.start - 1, told.length + 1)).toBe(false);
    const inPicture = format === "webp" ? told.start - 20 : bytes.length - 20;
    expect(await isBeside(inPicture, 1)).toBe(false);
    expect(await isBeside(bytes.length + 5, 1)).toBe(false);
  });

  it("nothing is, where the file cannot be followed", async () => {
    const broken = Buffer.from(bytes);
    broken.fill(0, 0, 20);
    expect(await isBeside(told.start, told.length, broken)).toBe(false);
  });
});

it("parts that stand side by side are one, and a format whose parts are not known here is not judged", async () => {
  const comment = Buffer.from([0xff, 0xfe, 0, 4, 1, 2]);
  const jpeg = files.jpeg ?? Buffer.alloc(0);
  const bytes = Buffer.concat([jpeg.subarray(0, 2), comment, comment, jpeg.subarray(2)]);
  expect(await isBesideMedia([{ start: 2, length: 12 }], sourceOf(bytes), "jpeg")).toBe(true);
  expect(await isBesideMedia([{ start: 2, length: 12 }], sourceOf(bytes), "gif")).toBeUndefined();
});
