/**
 * Whether a container is whole. The engine answers "no credentials" for a WebP or MP3 that is cut short
 * and for an encrypted PDF; this check is asked then, and only ever adds "damaged or incomplete".
 */
import { checkBoxes } from "./damage/boxes.js";
import { checkFlac } from "./damage/flac.js";
import { checkGif } from "./damage/gif.js";
import { checkJpeg } from "./damage/jpeg.js";
import { checkJxl } from "./damage/jxl.js";
import { checkMp3 } from "./damage/mp3.js";
import { checkPdf } from "./damage/pdf.js";
import { checkPng } from "./damage/png.js";
import {
  type ByteSource,
  createProbe,
  type Probe,
  unknown,
  type Wholeness,
  withinBudget,
} from "./damage/probe.js";
import { checkRiff } from "./damage/riff.js";
import { checkSvg } from "./damage/svg.js";
import { checkTiff } from "./damage/tiff.js";
import type { Format, FormatId } from "./formats.js";

export type { ByteSource, Wholeness } from "./damage/probe.js";

const checkMovie = (probe: Probe) => checkBoxes(probe, ["moov"]);
const checkStill = (probe: Probe) => checkBoxes(probe, ["meta", "moov"]);

const checks: Partial<Record<FormatId, (probe: Probe) => Promise<Wholeness>>> = {
  jpeg: checkJpeg,
  png: checkPng,
  webp: checkRiff,
  wav: checkRiff,
  avi: checkRiff,
  gif: checkGif,
  mp3: checkMp3,
  flac: checkFlac,
  mp4: checkMovie,
  m4v: checkMovie,
  mov: checkMovie,
  m4a: checkMovie,
  heic: checkStill,
  heif: checkStill,
  avif: checkStill,
  tiff: checkTiff,
  dng: checkTiff,
  pdf: checkPdf,
  svg: checkSvg,
  jxl: checkJxl,
  c2pa: (probe) => checkBoxes(probe, ["jumb"]),
};

/**
 * Reads a few megabytes at most, in a few thousand steps, whatever the file claims. Throws only what
 * `reader` throws.
 */
export async function checkWhole(reader: ByteSource, format: Format, sizeBytes: number): Promise<Wholeness> {
  const check = checks[format.id];
  if (!check) return unknown;
  return withinBudget(() => check(createProbe(reader, sizeBytes)), unknown);
}
