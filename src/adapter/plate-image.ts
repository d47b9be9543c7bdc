/** Draws the plate of a visible mark into a picture, and leaves everything else of the file as it was. */
import type { Metadata } from "sharp";
import { ColophonError } from "../error.js";
import { drawSvg, encodeFlipped, maxPixels, readHeader, readPixels } from "./image.js";
import { blendInto, type Pixels } from "./picture/blend.js";
import { type Encoding, encodingFor } from "./picture/encoding.js";
import { previewTakenOut, withoutPreviewIn } from "./picture/exif-preview.js";
import { carryOverGif } from "./picture/gif-parts.js";
import { carryOverJpeg } from "./picture/jpeg-parts.js";
import { type Box, isTurned, type Raster, toStored, turnRaster } from "./picture/orientation.js";
import { carryOverPng, isAnimatedPng } from "./picture/png-parts.js";
import { isAvifSequence } from "./picture/stored-as.js";
import { withoutReducedPages } from "./picture/tiff-pages.js";
import { carryOverTiff } from "./picture/tiff-tags.js";

export interface Picture {
  /** In pixels, upright: as it is seen, whatever EXIF says about how it is stored. */
  width: number;
  height: number;
  /** Frames of an animation, or pages. */
  frames: number;
}

export interface MarkedPicture {
  bytes: Uint8Array;
  /** How it was encoded, in words. */
  encoding: string;
  isLossless: boolean;
  /** What was beside the picture and is not any more, in words; credentials aside. */
  lost: readonly string[];
}

/** A plate as it is drawn: its place in the upright picture, and its look. */
export interface PlateDrawing {
  box: Box;
  svg: string;
}

/** Throws `label.picture` for a picture that no mark can be drawn on, `format.damaged` for one that cannot be read. */
export async function readPicture(file: Uint8Array, mimeType: string): Promise<Picture> {
  const source = mimeType === "image/tiff" ? withoutReducedPages(file) : file;
  const { header, stored } = await examine(source, mimeType);
  const isOnSide = isTurned(header.orientation ?? 1);
  return {
    width: isOnSide ? stored.height : stored.width,
    height: isOnSide ? stored.width : stored.height,
    frames: stored.frames,
  };
}

/** Draws on every frame. Throws as `readPicture` does. The source's bytes are not changed. */
export async function drawPlate(
  file: Uint8Array,
  mimeType: string,
  plate: PlateDrawing,
): Promise<MarkedPicture> {
  const source = mimeType === "image/tiff" ? withoutReducedPages(file) : file;
  const { header, stored, encoding } = await examine(source, mimeType);
  const orientation = header.orientation ?? 1;
  const raster = turnRaster(await drawSvg(plate.svg), orientation);
  const box = toStored(plate.box, orientation, stored);
  const drawn = await decoding(async () => {
    const difference = await differenceOf(source, stored, box, raster);
    return encodeFlipped(source, difference, stored.space, encoding);
  });
  const { bytes, lost } = await carryOver(encoding, source, drawn);
  const isSaid = source === file || lost.includes(previewTakenOut);
  return {
    bytes,
    encoding: encoding.says,
    isLossless: encoding.isLossless,
    lost: isSaid ? lost : [previewTakenOut, ...lost],
  };
}

interface Stored {
  /** Of one frame. */
  width: number;
  height: number;
  frames: number;
  space: string;
  bands: number;
}

async function examine(
  source: Uint8Array,
  mimeType: string,
): Promise<{ header: Metadata; stored: Stored; encoding: Encoding }> {
  if (mimeType === "image/png" && isAnimatedPng(source)) throw unmarkable("it is an animated PNG");
  if (mimeType === "image/avif" && isAvifSequence(source)) throw unmarkable("it is an AVIF sequence");
  const header = await decoding(() => readHeader(source));
  const encoding = await encodingFor(mimeType, source, header);
  if (encoding === undefined) throw unmarkable(`pictures of the type "${mimeType}" cannot be written`);
  const { space, channels, depth } = header;
  if (!["srgb", "b-w", "rgb16", "grey16"].includes(space) || !["uchar", "ushort"].includes(depth)) {
    throw unmarkable(`its colors are ${inWords(space, depth)}, expected RGB or gray of 8 or 16 bits`);
  }
  const frames = header.pages ?? 1;
  const height = header.pageHeight ?? header.height;
  if (frames > 1 && height * frames !== header.height) throw unmarkable("its pages have different sizes");
  return { header, encoding, stored: { width: header.width, height, frames, space, bands: channels } };
}

/** libvips names them for programmers. */
function inWords(space: string, depth: string): string {
  if (space === "cmyk") return "for print (CMYK)";
  return ["uchar", "ushort"].includes(depth) ? `"${space}"` : `"${space}", stored as "${depth}"`;
}

/** Headers may be whole where the picture is not, so each step can be the one that finds out. */
async function decoding<Result>(step: () => Promise<Result>): Promise<Result> {
  return step().catch((cause: unknown) => {
    if (/pixel limit/.test(String(cause))) {
      throw unmarkable(`it has more than ${maxPixels.toLocaleString("en")} pixels`);
    }
    throw new ColophonError("format.damaged", "the picture cannot be decoded", { cause });
  });
}

function unmarkable(reason: string): ColophonError {
  return new ColophonError("label.picture", `no mark can be drawn on the picture: ${reason}`, {
    hints: ["convert it, for instance to an RGB picture as PNG, and label that"],
  });
}

/** The bits to flip, from the top left corner to the plate's far corner in the last frame. */
async function differenceOf(source: Uint8Array, stored: Stored, box: Box, raster: Raster): Promise<Pixels> {
  const { height, frames } = stored;
  const isAlone = frames === 1;
  const pixels = await readPixels(source, stored, isAlone ? box : undefined);
  const { bands } = pixels;
  const [right, bottom] = [box.x + box.width, height * (frames - 1) + box.y + box.height];
  const samples =
    pixels.samples instanceof Uint16Array
      ? new Uint16Array(right * bottom * bands)
      : new Uint8Array(right * bottom * bands);
  const difference = { width: right, height: bottom, bands, samples };
  for (let frame = 0; frame < frames; frame++) {
    const top = frame * height + box.y;
    const under = isAlone ? pixels : partOf(pixels, { ...box, y: top });
    blendInto(difference, under, raster, { left: box.x, top });
  }
  return difference;
}

function partOf({ width, bands, samples }: Pixels, box: Box): Pixels {
  const part = samples.slice(0, box.width * box.height * bands);
  for (let row = 0; row < box.height; row++) {
    const from = bands * ((box.y + row) * width + box.x);
    part.set(samples.subarray(from, from + box.width * bands), row * box.width * bands);
  }
  return { width: box.width, height: box.height, bands, samples: part };
}

async function carryOver(
  encoding: Encoding,
  source: Uint8Array,
  drawn: Uint8Array,
): Promise<{ bytes: Uint8Array; lost: readonly string[] }> {
  switch (encoding.format) {
    case "jpeg":
      return carryOverJpeg(source, drawn);
    case "png":
      return carryOverPng(source, drawn);
    case "gif":
      return carryOverGif(source, drawn);
    case "tiff":
      return carryOverTiff(source, drawn);
    case "webp":
    case "avif": {
      // The encoder took EXIF along as it was.
      const { exif } = await readHeader(drawn);
      const bytes = withoutPreviewIn(drawn, exif);
      return { bytes, lost: bytes === drawn ? [] : [previewTakenOut] };
    }
  }
}
