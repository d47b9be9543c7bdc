/** Lays a plate over pixels of any depth: what each of them becomes, and in which bits that differs. */
import type { Raster } from "./orientation.js";

export type Samples = Uint8Array | Uint16Array;

/** Pixels with 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 (RGB, alpha) samples each, straight alpha. */
export interface Pixels {
  width: number;
  height: number;
  bands: number;
  samples: Samples;
}

/**
 * For every sample of `pixels` under the plate, which lies at `left`, `top`: old value XOR new value, written
 * into `difference` at the same place. Flipping exactly those bits draws the plate and touches nothing else.
 */
export function blendInto(
  difference: Pixels,
  pixels: Pixels,
  plate: Raster,
  { left, top }: { left: number; top: number },
): void {
  const { bands } = pixels;
  const next = pixels.samples.slice(0, bands);
  for (let y = 0; y < plate.height; y++) {
    for (let x = 0; x < plate.width; x++) {
      const ink = plate.data.subarray(4 * (y * plate.width + x));
      if (ink[3] === 0) continue;
      const from = bands * (y * pixels.width + x);
      const to = bands * ((top + y) * difference.width + left + x);
      blendPixel(next, pixels.samples.subarray(from, from + bands), ink);
      for (let band = 0; band < bands; band++) {
        difference.samples[to + band] = (pixels.samples[from + band] ?? 0) ^ (next[band] ?? 0);
      }
    }
  }
}

function blendPixel(next: Samples, under: Samples, ink: Uint8Array): void {
  const most = next instanceof Uint16Array ? 65_535 : 255;
  const bands = next.length;
  const hasAlpha = bands % 2 === 0;
  const cover = (ink[3] ?? 0) / 255;
  const alphaUnder = hasAlpha ? (under[bands - 1] ?? 0) / most : 1;
  const alpha = cover + alphaUnder * (1 - cover);
  const colors = hasAlpha ? bands - 1 : bands;
  for (let band = 0; band < colors; band++) {
    const color = ((ink[band] ?? 0) / 255) * most * cover + (under[band] ?? 0) * alphaUnder * (1 - cover);
    next[band] = Math.round(color / alpha);
  }
  if (hasAlpha) next[bands - 1] = Math.round(alpha * most);
}
