/** The light of HDR pictures (SMPTE ST 2086, CTA-861.3) in the words of x265. */
import type { FirstPicture } from "./first-picture.js";

/** FFmpeg's AVMasteringDisplayMetadata: ten fractions of two 32-bit numbers, then two flags. */
const FRACTIONS = 10;

export function x265Light({ lightLevel, mastering }: FirstPicture): string[] {
  return [
    ...(mastering && mastering.length >= FRACTIONS * 8 + 8 ? displayWords(mastering) : []),
    ...(lightLevel && lightLevel.length >= 8
      ? [`max-cll=${lightLevel.readUInt32LE(0)},${lightLevel.readUInt32LE(4)}`]
      : []),
  ];
}

function displayWords(mastering: Buffer): string[] {
  const hasAll = mastering.readInt32LE(FRACTIONS * 8) !== 0 && mastering.readInt32LE(FRACTIONS * 8 + 4) !== 0;
  if (!hasAll) return [];
  const value = (index: number, scale: number) => {
    const [num, den] = [mastering.readInt32LE(index * 8), mastering.readInt32LE(index * 8 + 4)];
    return den === 0 ? 0 : Math.round((num / den) * scale);
  };
  // Chromaticities in steps of 0.00002, luminances in steps of 0.0001 cd/m².
  const point = (index: number) => `(${value(index, 50_000)},${value(index + 1, 50_000)})`;
  const light = `(${value(9, 10_000)},${value(8, 10_000)})`;
  return [`hdr10=1`, `master-display=G${point(2)}B${point(4)}R${point(0)}WP${point(6)}L${light}`];
}
