/** How a picture is encoded after the plate was drawn: as it was, or with less loss, and what to say about it. */
import type {
  AvifOptions,
  GifOptions,
  JpegOptions,
  Metadata,
  PngOptions,
  TiffOptions,
  WebpOptions,
} from "sharp";
import { sampleJpeg } from "../image.js";
import { qualityFor, readQuantization } from "./jpeg-quality.js";
import { isLosslessWebp, tiffCompression } from "./stored-as.js";

export interface Encoding {
  format: "jpeg" | "png" | "webp" | "avif" | "tiff" | "gif";
  options: JpegOptions | PngOptions | WebpOptions | AvifOptions | TiffOptions | GifOptions;
  /** What the encoder takes along; the rest is carried over byte by byte. Of no EXIF it would make some up. */
  keeps: "profile, EXIF, XMP and IPTC" | "profile and XMP" | "nothing";
  /** Samples outside of the plate come out as they went in. */
  isLossless: boolean;
  /** For the report: "quality 92, as finely as the original". */
  says: string;
}

export async function encodingFor(
  mimeType: string,
  source: Uint8Array,
  header: Metadata,
): Promise<Encoding | undefined> {
  switch (mimeType) {
    case "image/jpeg":
      return jpegEncoding(source, header);
    case "image/png":
      return pngEncoding(header);
    case "image/webp":
      return webpEncoding(source, header);
    case "image/avif":
      return avifEncoding(header);
    case "image/tiff":
      return tiffEncoding(source);
    case "image/gif":
      return gifEncoding;
    default:
      return undefined;
  }
}

/** What cannot be told, is stored as finely as can be. */
async function jpegEncoding(source: Uint8Array, header: Metadata): Promise<Encoding> {
  const tables = readQuantization(source);
  const quality = tables === undefined ? 100 : await qualityFor(tables, sampleJpeg);
  const chromaSubsampling = header.chromaSubsampling === "4:2:0" ? "4:2:0" : "4:4:4";
  return {
    format: "jpeg",
    options: { quality, chromaSubsampling, progressive: header.isProgressive, optimiseCoding: true },
    keeps: "nothing",
    isLossless: false,
    says: `JPEG quality ${quality}, which stores as finely as the original did`,
  };
}

function pngEncoding({ isProgressive }: Metadata): Encoding {
  return {
    format: "png",
    options: { palette: false, progressive: isProgressive, compressionLevel: 9 },
    keeps: "nothing",
    isLossless: true,
    says: "PNG, without loss",
  };
}

// WebP's and AVIF's files do not say what quality they were made with: one that the eye does not tell from them.
const webpQuality = 96;
const avifQuality = 90;

function webpEncoding(source: Uint8Array, { exif }: Metadata): Encoding {
  const isLossless = isLosslessWebp(source);
  return {
    format: "webp",
    options: isLossless
      ? { lossless: true, exact: true }
      : { quality: webpQuality, alphaQuality: 100, smartSubsample: true },
    keeps: keptWith(exif),
    isLossless,
    says: isLossless ? "WebP, without loss" : `WebP quality ${webpQuality}`,
  };
}

function keptWith(exif: Metadata["exif"]): Encoding["keeps"] {
  return exif === undefined ? "profile and XMP" : "profile, EXIF, XMP and IPTC";
}

function avifEncoding({ bitsPerSample, exif }: Metadata): Encoding {
  const bitdepth = bitsPerSample === 10 || bitsPerSample === 12 ? bitsPerSample : 8;
  return {
    format: "avif",
    options: { quality: avifQuality, chromaSubsampling: "4:4:4", bitdepth },
    keeps: keptWith(exif),
    isLossless: false,
    says: `AVIF quality ${avifQuality}, ${bitdepth} bits`,
  };
}

/** TIFF 6.0 and its supplements. Lossy ones become "deflate": what they lost is lost once. */
const tiffCompressions = new Map<number | undefined, "none" | "lzw" | "packbits">([
  [1, "none"],
  [5, "lzw"],
  [32_773, "packbits"],
]);

function tiffEncoding(source: Uint8Array): Encoding {
  const compression = tiffCompressions.get(tiffCompression(source)) ?? "deflate";
  return {
    format: "tiff",
    options: { compression, predictor: compression === "packbits" ? "none" : "horizontal" },
    keeps: "profile, EXIF, XMP and IPTC",
    isLossless: true,
    says: `TIFF, without loss, compression ${compression}`,
  };
}

/** A palette for each frame, so that the greys of the plate do not push out colors of other frames. */
const gifEncoding: Encoding = {
  format: "gif",
  options: { reuse: false, effort: 7, interFrameMaxError: 0, interPaletteMaxError: 0 },
  keeps: "nothing",
  isLossless: false,
  says: "GIF, with a palette of its own for each frame",
};
