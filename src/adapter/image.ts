/** The only importer of sharp: pixels in, pixels and encoded pictures out. Loaded when pixels are wanted, not before. */
import type { Metadata, Sharp } from "sharp";
import type { Pixels } from "./picture/blend.js";
import type { Encoding } from "./picture/encoding.js";
import type { Box, Raster } from "./picture/orientation.js";

/** Formats sharp's packaged libraries decode. */
const decodable = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/avif",
  "image/gif",
  "image/tiff",
  "image/svg+xml",
]);

// 16,384 × 16,384: larger pictures exist, but neither a thumbnail nor a mark is worth their memory.
export const maxPixels = 268_435_456;

/**
 * A JPEG of at most `edgePx` on its longer side, upright, never enlarged, without metadata. Returns undefined
 * for formats that cannot be decoded and for pictures that cannot be read: a thumbnail is an extra.
 */
export async function makeThumbnail(
  path: string,
  mimeType: string,
  edgePx: number,
): Promise<Uint8Array | undefined> {
  if (!decodable.has(mimeType)) return undefined;
  const { default: sharp } = await import("sharp");
  try {
    const buffer = await sharp(path, { limitInputPixels: maxPixels, failOn: "error", animated: false })
      .rotate()
      .resize({ width: edgePx, height: edgePx, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer();
    return new Uint8Array(buffer);
  } catch {
    return undefined;
  }
}

/** Raster formats only: nothing that was made to be shown as a thumbnail is a drawing with references. */
const previewable = new Set(["jpeg", "png", "webp", "gif", "heif"]);
const maxPreviewBytes = 4 * 1024 * 1024;
const maxPreviewPixels = 16_777_216;

/**
 * A PNG of at most `edgePx`, decoded and encoded anew without metadata, for bytes that a stranger wrote.
 * Undefined where they are not a picture, or one too large for a thumbnail.
 */
export async function makePreview(
  bytes: Uint8Array,
  edgePx: number,
): Promise<{ png: Uint8Array; widthPx: number; heightPx: number } | undefined> {
  if (bytes.length > maxPreviewBytes) return undefined;
  const { default: sharp } = await import("sharp");
  try {
    const picture = sharp(bytes, { limitInputPixels: maxPreviewPixels, failOn: "error", animated: false });
    if (!previewable.has((await picture.metadata()).format)) return undefined;
    const { data, info } = await picture
      .rotate()
      .resize({ width: edgePx, height: edgePx, fit: "inside", withoutEnlargement: true })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { png: new Uint8Array(data), widthPx: info.width, heightPx: info.height };
  } catch {
    return undefined;
  }
}

/** Frames and pages one below the other; no color management, so that samples stay the numbers they are. */
async function open(source: Uint8Array, page?: number): Promise<Sharp> {
  const { default: sharp } = await import("sharp");
  const which = page === undefined ? { pages: -1 } : { page };
  return sharp(source, { limitInputPixels: maxPixels, failOn: "error", ignoreIcc: true, ...which });
}

/** What sharp says about a picture with all of its frames. Throws what sharp throws. */
export async function readHeader(source: Uint8Array): Promise<Metadata> {
  return (await open(source)).metadata();
}

/** An SVG of paths, drawn: letters need to be paths, for no font is looked up. */
export async function drawSvg(svg: string): Promise<Raster> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(Buffer.from(svg))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The same as a file, for films. */
export async function drawSvgAsPng(svg: string): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  return new Uint8Array(await sharp(Buffer.from(svg)).ensureAlpha().png().toBuffer());
}

/** The samples of a part of the stored picture, in its own depth, or of all of it. */
export async function readPixels(
  source: Uint8Array,
  { space, bands }: { space: string; bands: number },
  box?: Box,
): Promise<Pixels> {
  const whole = await open(source);
  const part = box ? whole.extract({ left: box.x, top: box.y, width: box.width, height: box.height }) : whole;
  // sharp takes the alpha off where a picture is to be 8-bit grey; as RGB it keeps it.
  const isGreyWithAlpha = space === "b-w" && bands === 2;
  const { data, info } = await part
    .toColourspace(isGreyWithAlpha ? "srgb" : space)
    .raw({ depth: space.endsWith("16") ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  const found = space.endsWith("16")
    ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2)
    : new Uint8Array(data.buffer, data.byteOffset, data.length);
  const samples = isGreyWithAlpha ? found.filter((_, at) => at % 4 === 0 || at % 4 === 3) : found;
  return { width: info.width, height: info.height, bands: isGreyWithAlpha ? 2 : info.channels, samples };
}

/**
 * The picture encoded anew, with the bits flipped that `difference` names. It starts at the top left corner and
 * may be smaller than the picture. Going through the samples of the source itself is what keeps frames,
 * timing, resolution, profile and depth.
 */
export async function encodeFlipped(
  source: Uint8Array,
  difference: Pixels,
  space: string,
  encoding: Encoding,
): Promise<Uint8Array> {
  const { width, height, bands, samples } = difference;
  const flipped = (await open(source))
    // The types know buffers alone; sharp takes any typed array and reads the depth from it.
    .boolean(samples as unknown as Buffer, "eor", {
      raw: { width, height, channels: bands as 1 | 2 | 3 | 4 },
    })
    .toColourspace(space);
  if (encoding.keeps === "profile and XMP") flipped.keepIccProfile().keepXmp();
  if (encoding.keeps === "profile, EXIF, XMP and IPTC") flipped.keepMetadata();
  return new Uint8Array(await flipped.toFormat(encoding.format, encoding.options).toBuffer());
}

/** How light each pixel of a part of one frame is, 0 to 255, upright, on black where it is transparent. */
export async function readLightness(source: Uint8Array, box: Box, page: number): Promise<Uint8Array> {
  const { x: left, y: top, width, height } = box;
  const upright = (await open(source, page)).autoOrient().extract({ left, top, width, height });
  return new Uint8Array(
    await upright.flatten({ background: "#000000" }).toColourspace("b-w").raw().toBuffer(),
  );
}

/** The smallest JPEG of this quality: what an encoder does at it can be read from its tables. */
export async function sampleJpeg(quality: number): Promise<Uint8Array> {
  const { default: sharp } = await import("sharp");
  const sample = sharp({ create: { width: 8, height: 8, channels: 3, background: "#808080" } });
  return new Uint8Array(await sample.jpeg({ quality }).toBuffer());
}
