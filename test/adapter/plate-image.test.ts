import { readFile } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { measureInk } from "../../src/adapter/measure-ink.ts";
import { drawPlate, readPicture } from "../../src/adapter/plate-image.ts";
import { distanceOutside, mark, paint } from "../support/marked-picture.ts";
import { fixture } from "../support/media.ts";

const [width, height] = [480, 320];

const formats: readonly [name: string, mimeType: string, make: () => Sharp, loss: { psnr?: number }][] = [
  ["a JPEG", "image/jpeg", () => paint().jpeg({ quality: 85 }), { psnr: 40 }],
  ["a coarse JPEG", "image/jpeg", () => paint().jpeg({ quality: 30 }), { psnr: 38 }],
  [
    "a fine JPEG",
    "image/jpeg",
    () => paint().jpeg({ quality: 98, chromaSubsampling: "4:4:4" }),
    { psnr: 45 },
  ],
  ["a grey JPEG", "image/jpeg", () => paint({ bands: 1 }).jpeg({ quality: 90 }), { psnr: 40 }],
  ["a PNG", "image/png", () => paint().png(), {}],
  ["a PNG of 16 bits", "image/png", () => paint({ is16Bit: true }).png(), {}],
  ["a grey PNG", "image/png", () => paint({ bands: 1 }).png(), {}],
  ["a grey PNG of 16 bits", "image/png", () => paint({ bands: 1, is16Bit: true }).png(), {}],
  ["a grey PNG with alpha", "image/png", () => paint({ bands: 2 }).png(), {}],
  ["a grey PNG with alpha of 16 bits", "image/png", () => paint({ bands: 2, is16Bit: true }).png(), {}],
  ["a PNG with alpha", "image/png", () => paint({ bands: 4 }).png(), {}],
  ["a PNG with alpha of 16 bits", "image/png", () => paint({ bands: 4, is16Bit: true }).png(), {}],
  ["a PNG with a palette", "image/png", () => paint().png({ palette: true, colors: 16 }), {}],
  ["a WebP", "image/webp", () => paint().webp({ quality: 80 }), { psnr: 38 }],
  [
    "a lossless WebP with alpha",
    "image/webp",
    () => paint({ bands: 4 }).webp({ lossless: true, exact: true }),
    {},
  ],
  ["an AVIF", "image/avif", () => paint({ width: 320, height: 240 }).avif({ effort: 2 }), { psnr: 38 }],
  ["a TIFF", "image/tiff", () => paint().tiff({ compression: "lzw" }), {}],
  ["a TIFF of 16 bits", "image/tiff", () => paint({ is16Bit: true }).tiff({ compression: "none" }), {}],
  ["a TIFF with alpha", "image/tiff", () => paint({ bands: 4 }).tiff({ compression: "deflate" }), {}],
  ["a GIF", "image/gif", () => paint().gif(), { psnr: 28 }],
];

describe.each(formats)("a mark on %s", (_, mimeType, make, { psnr }) => {
  it("is there, and the picture around it is the same as far as the format can say", async () => {
    const source = await make().toBuffer();
    const { bytes, plate, isLossless, lost } = await mark(source, mimeType);
    const ink = await measureInk(bytes, plate);
    expect(ink).toMatchObject({ kind: "found" });
    expect(ink.kind === "found" && ink.inkHeight).toBeGreaterThanOrEqual(Math.ceil(0.05 * 240));
    const distance = await distanceOutside(source, bytes, plate.box);
    expect(isLossless).toBe(psnr === undefined);
    if (psnr === undefined) expect(distance.largest).toBe(0);
    else expect(distance.psnr).toBeGreaterThan(psnr);
    expect(lost).toEqual([]);
  });

  it("leaves format, size, depth, alpha and color model", async () => {
    const source = await make().toBuffer();
    const { bytes } = await mark(source, mimeType);
    const facts = async (picture: Uint8Array) => {
      const header = await sharp(picture).metadata();
      const { format, width, height, space, channels, depth, hasAlpha, isProgressive } = header;
      return { format, width, height, space, channels, depth, hasAlpha, isProgressive };
    };
    expect(await facts(bytes)).toEqual(await facts(source));
  });
});

describe("a mark on a picture that is stored turned", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("is upright as seen, with orientation %i kept", async (orientation) => {
    const source = await paint().withMetadata({ orientation }).jpeg({ quality: 95 }).toBuffer();
    const size = await readPicture(source, "image/jpeg");
    expect(size).toEqual({
      width: orientation < 5 ? width : height,
      height: orientation < 5 ? height : width,
      frames: 1,
    });
    const { bytes, plate } = await mark(source, "image/jpeg", "top-left");
    expect((await sharp(bytes).metadata()).orientation).toBe(orientation);
    expect(await measureInk(bytes, plate)).toMatchObject({ kind: "found" });
  });
});

describe("a mark on several frames", () => {
  it.each(["gif", "webp"] as const)("is on each frame of a %s, and timing and loop stay", async (format) => {
    const timing = { delay: [70, 150, 300], loop: 3 };
    const source = await paint({ frames: 3 })[format](timing).toBuffer();
    expect(await readPicture(source, `image/${format}`)).toEqual({ width, height, frames: 3 });
    const { bytes, plate } = await mark(source, `image/${format}`);
    expect(await sharp(bytes, { pages: -1 }).metadata()).toMatchObject({
      pages: 3,
      pageHeight: height,
      ...timing,
    });
    for (const page of [0, 1, 2]) {
      expect(await measureInk(bytes, plate, page)).toMatchObject({ kind: "found" });
    }
    expect((await distanceOutside(source, bytes, plate.box)).psnr).toBeGreaterThan(28);
  });

  it("is on each page of a TIFF, without loss", async () => {
    const source = await paint({ frames: 2 }).tiff({ compression: "lzw" }).toBuffer();
    const { bytes, plate } = await mark(source, "image/tiff");
    expect(await sharp(bytes, { pages: -1 }).metadata()).toMatchObject({ pages: 2, pageHeight: height });
    expect(await measureInk(bytes, plate, 1)).toMatchObject({ kind: "found" });
    expect((await distanceOutside(source, bytes, plate.box)).largest).toBe(0);
  });

  it("leaves an animation with few colors as it is around the plate", async () => {
    const source = await paint({ frames: 2, bands: 1 }).threshold(120).gif().toBuffer();
    const { bytes, plate } = await mark(source, "image/gif");
    expect((await distanceOutside(source, bytes, plate.box)).largest).toBe(0);
  });
});

const xmp =
  '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?>';

describe("what stands beside the picture", () => {
  const described = (picture: Sharp) =>
    picture
      .withIccProfile("p3")
      .withExif({ IFD0: { Copyright: "Ana Ruiz" }, IFD2: { UserComment: "by the sea" } })
      .withXmp(xmp);

  it.each(["jpeg", "png", "webp", "avif", "tiff"] as const)(
    "profile, EXIF and XMP stay in a %s",
    async (format) => {
      const source = await described(paint({ width: 320, height: 240 }))
        .toFormat(format)
        .toBuffer();
      const before = await sharp(source).metadata();
      const { bytes } = await mark(source, `image/${format}`);
      const after = await sharp(bytes).metadata();
      expect(before.icc).toBeDefined();
      expect(after.icc?.equals(before.icc ?? Buffer.alloc(0))).toBe(true);
      expect(after.xmp?.toString()).toContain("W5M0MpCehiHzreSzNTczkc9d");
      if (format !== "tiff") expect(after.exif?.includes("Ana Ruiz")).toBe(true);
      expect(after.density).toBe(before.density);
    },
  );

  it("the colors stay the numbers they are, whatever the profile", async () => {
    const source = await paint().withIccProfile("p3").png().toBuffer();
    const { bytes, plate } = await mark(source, "image/png");
    expect((await distanceOutside(source, bytes, plate.box)).largest).toBe(0);
  });
});

describe("an encoding", () => {
  it.each([true, false])("of a progressive JPEG or PNG stays so: %s", async (progressive) => {
    for (const format of ["jpeg", "png"] as const) {
      const source = await paint()[format]({ progressive }).toBuffer();
      const { bytes } = await mark(source, `image/${format}`);
      expect((await sharp(bytes).metadata()).isProgressive).toBe(progressive);
    }
  });

  it("of a JPEG is as fine as the original's, in brightness and in color", async () => {
    for (const chromaSubsampling of ["4:2:0", "4:4:4"] as const) {
      const source = await paint().jpeg({ quality: 77, chromaSubsampling }).toBuffer();
      const { bytes, encoding } = await mark(source, "image/jpeg");
      expect(encoding).toContain("quality 77");
      expect((await sharp(bytes).metadata()).chromaSubsampling).toBe(chromaSubsampling);
    }
  });

  it("of a TIFF keeps its compression where that loses nothing", async () => {
    for (const compression of ["none", "lzw", "packbits", "deflate"] as const) {
      const { encoding } = await mark(await paint().tiff({ compression }).toBuffer(), "image/tiff");
      expect(encoding).toContain(compression);
    }
    const lossy = await mark(await paint().tiff({ compression: "jpeg" }).toBuffer(), "image/tiff");
    expect(lossy).toMatchObject({ encoding: expect.stringContaining("deflate"), isLossless: true });
  });

  it("of an AVIF keeps 10 bits", async () => {
    const source = await paint({ width: 320, height: 240, is16Bit: true })
      .avif({ bitdepth: 10, effort: 1 })
      .toBuffer();
    const { bytes, plate } = await mark(source, "image/avif");
    expect((await sharp(bytes).metadata()).bitsPerSample).toBe(10);
    expect(await measureInk(bytes, plate)).toMatchObject({ kind: "found" });
  });

  it.each([
    ["image/webp", () => paint().webp()],
    ["image/avif", () => paint({ width: 320, height: 240 }).avif({ effort: 1 })],
  ])("makes up no EXIF for a picture without (%s), and keeps profile and XMP", async (mimeType, make) => {
    const source = await make()
      .withIccProfile("p3")
      .withXmp("<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
      .toBuffer();
    const { bytes } = await mark(source, mimeType);
    const [before, after] = [await sharp(source).metadata(), await sharp(bytes).metadata()];
    expect(before.exif).toBeUndefined();
    expect(after.exif).toBeUndefined();
    expect(after.icc).toEqual(before.icc);
    expect(after.xmpAsString).toBe(before.xmpAsString);
  });

  it("of a TIFF keeps its resolution", async () => {
    const source = await paint().tiff({ xres: 11.811, yres: 11.811 }).toBuffer();
    expect((await sharp(source).metadata()).density).toBe(300);
    const { bytes } = await mark(source, "image/tiff");
    expect((await sharp(bytes).metadata()).density).toBe(300);
  });

  it("leaves the source's bytes as they are", async () => {
    const source = await paint().png().toBuffer();
    const copy = Buffer.from(source);
    await mark(source, "image/png");
    expect(source.equals(copy)).toBe(true);
  });
});

describe("a picture that no mark can be drawn on", () => {
  const refuse = (source: Uint8Array, mimeType: string, reason: RegExp) =>
    expect(() => readPicture(source, mimeType)).toThrowWithCode("label.picture", reason);

  it("is refused in CMYK", async () => {
    const source = await paint().toColourspace("cmyk").jpeg().toBuffer();
    await refuse(source, "image/jpeg", /CMYK/);
  });

  it("is refused as an animated PNG, whose frames would be lost", async () => {
    const png = await paint().png().toBuffer();
    const control = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from("acTL"), Buffer.alloc(12)]);
    await refuse(
      Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]),
      "image/png",
      /animated PNG/,
    );
  });

  it("is refused as an AVIF sequence", async () => {
    const avif = await paint({ width: 64, height: 48 }).avif({ effort: 0 }).toBuffer();
    avif.write("avis", 8, "latin1");
    await refuse(avif, "image/avif", /AVIF sequence/);
  });

  it("is refused in formats that are only read here", async () => {
    await refuse(await readFile(fixture("drawing.svg")), "image/svg+xml", /image\/svg\+xml/);
  });

  it("is refused when it is damaged, at whatever step that shows", async () => {
    const png = await paint().png().toBuffer();
    await expect(() => readPicture(png.subarray(0, 20), "image/png")).toThrowWithCode("format.damaged");
    const plate = { box: { x: 10, y: 300, width: 10, height: 10 }, svg: square };
    await expect(() => drawPlate(png.subarray(0, png.length / 2), "image/png", plate)).toThrowWithCode(
      "format.damaged",
    );
  });
});

const square =
  '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><path d="M0 0H10V10H0Z"/></svg>';
