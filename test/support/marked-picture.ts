/** Pictures to draw marks on, the plates for them, and how far two pictures are from each other. */
import sharp, { type Sharp } from "sharp";
import { openTypeface } from "../../src/adapter/glyphs.ts";
import { drawPlate, type MarkedPicture, readPicture } from "../../src/adapter/plate-image.ts";
import type { Corner } from "../../src/core/label/corner.ts";
import { type Box, type Plate, planPlate } from "../../src/core/label/plate.ts";
import { plateSvg } from "../../src/core/label/plate-svg.ts";
import { wordingFor } from "../../src/core/label/wording.ts";

const defaultText = wordingFor("made").visible;

const typeface = await openTypeface(defaultText);

export interface PictureOptions {
  width?: number;
  height?: number;
  /** Samples of a pixel: 1 grey, 2 grey with alpha, 3 RGB, 4 RGB with alpha. */
  bands?: 1 | 2 | 3 | 4;
  is16Bit?: boolean;
  /** Frames one below the other. */
  frames?: number;
}

/** A soft gradient with some grain, different in every frame: no two neighbors alike, and nothing an encoder hates. */
export function paint(options: PictureOptions = {}): Sharp {
  const { width = 480, height = 320, bands = 3, is16Bit = false, frames = 1 } = options;
  const most = is16Bit ? 65_535 : 255;
  const samples = new (is16Bit ? Uint16Array : Uint8Array)(width * height * frames * bands);
  const row = Array.from({ length: width * bands }, (_, at) => {
    return Math.sin((Math.floor(at / bands) + 3 * (at % bands) * 20) / 60);
  });
  for (let y = 0; y < height * frames; y++) {
    const tall = Math.cos(y / 45 + Math.floor(y / height));
    for (const [at, wide] of row.entries()) {
      const grain = ((Math.floor(at / bands) * 7 + y * 13) % 5) / 5 - 0.5;
      samples[y * row.length + at] = Math.round(most * (0.5 + 0.4 * (wide * tall) + 0.02 * grain));
    }
  }
  const raw = { width, height: height * frames, channels: bands, ...(frames > 1 && { pageHeight: height }) };
  const space = bands < 3 ? (is16Bit ? "grey16" : "b-w") : is16Bit ? "rgb16" : "srgb";
  return sharp(samples, { raw }).toColourspace(space);
}

export interface Marked extends MarkedPicture {
  plate: Plate;
}

/** Reads, plans and draws, as the command does. */
export async function mark(source: Uint8Array, mimeType: string, corner?: Corner): Promise<Marked> {
  const plate = planFor(await readPicture(source, mimeType), corner);
  return { plate, ...(await drawPlate(source, mimeType, { box: plate.box, svg: plateSvg(plate) })) };
}

export function planFor({ width, height }: { width: number; height: number }, corner?: Corner): Plate {
  const { shape } = typeface;
  const plan = planPlate({ width, height, text: defaultText, shape, ...(corner && { corner }) });
  if (plan.kind === "too-small") throw new Error(plan.reason);
  return plan;
}

export interface Distance {
  /** Of 255 or 65,535. */
  largest: number;
  /** Of pixels that lie outside of the box, in decibels; Infinity where all are the same. */
  psnr: number;
}

/** Compares all frames outside of `box` as they are stored: no profile, no turning. */
export async function distanceOutside(before: Uint8Array, after: Uint8Array, box: Box): Promise<Distance> {
  const [one, other] = [await decode(before), await decode(after)];
  const { width, bands, frameHeight, most } = one;
  if (one.samples.length !== other.samples.length) throw new Error("the pictures have different sizes");
  let [largest, sum, count] = [0, 0, 0];
  for (let at = 0; at < one.samples.length; at++) {
    const [x, y] = [Math.floor(at / bands) % width, Math.floor(at / bands / width) % frameHeight];
    const isUnder = x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
    if (isUnder) continue;
    const by = Math.abs((one.samples[at] ?? 0) - (other.samples[at] ?? 0));
    largest = Math.max(largest, by);
    sum += by * by;
    count += 1;
  }
  return { largest, psnr: 10 * Math.log10((most * most * count) / sum) };
}

async function decode(bytes: Uint8Array) {
  const { space, pageHeight, height } = await sharp(bytes, { pages: -1 }).metadata();
  const is16Bit = space.endsWith("16");
  const { data, info } = await sharp(bytes, { pages: -1, ignoreIcc: true })
    .toColourspace(is16Bit ? "rgb16" : "srgb")
    .raw({ depth: is16Bit ? "ushort" : "uchar" })
    .toBuffer({ resolveWithObject: true });
  return {
    width: info.width,
    bands: info.channels,
    frameHeight: pageHeight ?? height,
    most: is16Bit ? 65_535 : 255,
    samples: is16Bit ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data,
  };
}
