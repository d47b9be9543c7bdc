/** How finely a JPEG was stored, told by its quantization tables, and the quality that stores at least as finely. */
import { readJpegParts } from "./jpeg-parts.js";

/** The first table is that of brightness; where several are for color, the finest values of them. */
export interface Quantization {
  brightness: readonly number[];
  color: readonly number[];
}

/** ITU-T T.81, B.2.4.1. Undefined where a table is missing. */
export function readQuantization(jpeg: Uint8Array): Quantization | undefined {
  const tables = new Map<number, number[]>();
  for (const { marker, bytes } of readJpegParts(jpeg).tables) {
    if (marker !== 0xdb) continue;
    let at = 4;
    while (at < bytes.length) {
      const [precision, id] = [(bytes[at] ?? 0) >> 4, (bytes[at] ?? 0) & 15];
      const step = precision === 0 ? 1 : 2;
      const values = Array.from({ length: 64 }, (_, index) => {
        const place = at + 1 + index * step;
        return step === 1 ? (bytes[place] ?? 0) : ((bytes[place] ?? 0) << 8) | (bytes[place + 1] ?? 0);
      });
      tables.set(id, values);
      at += 1 + 64 * step;
    }
  }
  const [brightness, ...others] = [...tables].sort(([a], [b]) => a - b).map(([, values]) => values);
  if (brightness === undefined) return undefined;
  const finest = (index: number) => Math.min(...others.map((values) => values[index] ?? 1));
  const color = others.length === 0 ? brightness : brightness.map((_, index) => finest(index));
  return { brightness, color };
}

/**
 * The lowest quality whose tables are nowhere coarser than these, so that the second encoding rounds no
 * harder than the first did. `sample` gives a JPEG of the encoder at a quality.
 */
export async function qualityFor(
  source: Quantization,
  sample: (quality: number) => Promise<Uint8Array>,
): Promise<number> {
  let [coarse, fine] = [0, 100];
  while (fine - coarse > 1) {
    const middle = (coarse + fine) >> 1;
    const tables = readQuantization(await sample(middle));
    if (tables && isAsFine(tables, source)) fine = middle;
    else coarse = middle;
  }
  return fine;
}

function isAsFine(tables: Quantization, source: Quantization): boolean {
  const fits = (own: readonly number[], other: readonly number[]) =>
    own.every((value, index) => value <= (other[index] ?? 1));
  return fits(tables.brightness, source.brightness) && fits(tables.color, source.color);
}
