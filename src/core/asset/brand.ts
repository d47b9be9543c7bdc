/** ISO base media files (MP4, HEIC, AVIF …): what the brands in `ftyp` make of the container. */
import { letters, uint } from "./bytes.js";
import type { FormatId } from "./formats.js";

/** What `ftyp`-less QuickTime files of the 1990s begin with. */
const QUICKTIME_BOXES = new Set(["moov", "mdat", "wide", "pnot"]);

/** A media segment begins with one of these and belongs to an initialization file. */
const SEGMENT_BOXES = new Set(["styp", "moof", "sidx", "emsg", "prft"]);

export function isSegment(head: Uint8Array): boolean {
  return uint(head, 0, 4) >= 8 && SEGMENT_BOXES.has(letters(head, 4, 4));
}

/**
 * The format an ISO base media file names itself, or undefined where it is none. `extension` picks
 * between forms of one container: an `.m4v` is an MP4 with another name.
 */
export function formatByBrand(head: Uint8Array, extension: string): FormatId | undefined {
  const size = uint(head, 0, 4);
  const box = letters(head, 4, 4);
  if (QUICKTIME_BOXES.has(box) && (size >= 8 || size === 1 || size === 0)) return "mov";
  if (box !== "ftyp") return undefined;
  const brands = [letters(head, 8, 4)];
  // The minor version stands between the major brand and the compatible ones.
  for (let at = 16; at + 4 <= Math.min(size, head.length, 512); at += 4) brands.push(letters(head, at, 4));
  return pick(brands, extension);
}

function pick(brands: readonly string[], extension: string): FormatId {
  const [major = ""] = brands;
  if (major === "qt  ") return "mov";
  if (major === "crx ") return "cr3";
  if (major === "jxl ") return "jxl";
  if (/^3g[2gp]/.test(major)) return "3gp";
  if (isStill(major)) return stillKind(brands, extension);
  if (extension === "m4v" || extension === "m4a" || extension === "m4b") {
    return extension === "m4v" ? "m4v" : "m4a";
  }
  if (extension === "mp4") return "mp4";
  if (/^M4[VHP]/.test(major)) return "m4v";
  return /^M4[AB]/.test(major) ? "m4a" : "mp4";
}

function isStill(brand: string): boolean {
  return /^(mif[12]|msf1|miaf|avi[fso]|he[iv][cxms])$/.test(brand);
}

function stillKind(brands: readonly string[], extension: string): FormatId {
  const has = (pattern: RegExp) => brands.some((brand) => pattern.test(brand));
  if (has(/^avi[fso]$/)) return "avif";
  if (extension === "heif" || extension === "hif") return "heif";
  return has(/^he[iv][cxms]$/) ? "heic" : "heif";
}
