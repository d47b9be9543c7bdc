/** How a player turns, mirrors and stretches a stored picture, and where a place on screen is stored. */

import type { Box } from "../picture/orientation.js";
import type { Ffmpeg, Stream } from "./ffmpeg.js";

/**
 * The display matrix of ISO 14496-12 §6.2.2, without its scale: seen x = a·x + c·y, seen y = b·x + d·y, with
 * y downwards. Only turns by quarters and mirrors are left.
 */
export interface Orientation {
  a: number;
  b: number;
  c: number;
  d: number;
  rotation: 0 | 90 | 180 | 270;
  isMirrored: boolean;
}

const upright: Orientation = { a: 1, b: 0, c: 0, d: 1, rotation: 0, isMirrored: false };

export function readOrientation(av: Ffmpeg, stream: Stream): Orientation {
  const matrix = stream.codecpar.getCodedSideData(av.constants.AV_PKT_DATA_DISPLAYMATRIX);
  if (matrix === null || matrix.length < 36) return upright;
  const [a, b, c, d] = [0, 4, 12, 16].map((at) => matrix.readInt32LE(at)) as [number, number, number, number];
  // A turn by another angle than a quarter is taken for the nearest.
  const isTurned = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
  const signs = isTurned
    ? { a: 0, b: Math.sign(b) || 1, c: Math.sign(c) || -1, d: 0 }
    : { a: Math.sign(a) || 1, b: 0, c: 0, d: Math.sign(d) || 1 };
  return { ...signs, ...describe(signs) };
}

type Signs = Pick<Orientation, "a" | "b" | "c" | "d">;

/** A mirrored picture is mirrored left to right first and turned then. */
function describe({ a, b, c, d }: Signs): Pick<Orientation, "rotation" | "isMirrored"> {
  const isMirrored = a * d - b * c < 0;
  const [x, y] = isMirrored ? [-a, -b] : [a, b];
  const rotation = x === 1 ? 0 : x === -1 ? 180 : y === 1 ? 90 : 270;
  return { rotation, isMirrored };
}

/** How wide a pixel is to its height: the container's word goes before the codec's. */
export function pixelRatio(stream: Stream): Stream["sampleAspectRatio"] {
  const own = stream.sampleAspectRatio;
  return own.num > 0 ? own : stream.codecpar.sampleAspectRatio;
}

function pixelAspect(stream: Stream): number {
  const { num, den } = pixelRatio(stream);
  return num > 0 && den > 0 ? num / den : 1;
}

export function seenSize(av: Ffmpeg, stream: Stream): { seenWidth: number; seenHeight: number } {
  const width = Math.round(stream.codecpar.width * pixelAspect(stream));
  const { height } = stream.codecpar;
  const isTurned = readOrientation(av, stream).a === 0;
  return isTurned ? { seenWidth: height, seenHeight: width } : { seenWidth: width, seenHeight: height };
}

/** The place of a seen box among the stored pixels. */
export function storedBox(av: Ffmpeg, stream: Stream, box: Box): Box {
  const { a, b, c, d } = readOrientation(av, stream);
  const { seenWidth, seenHeight } = seenSize(av, stream);
  // Around the middle the matrix is its own inverse when transposed: no offsets to carry.
  const [x, y] = [box.x + box.width / 2 - seenWidth / 2, box.y + box.height / 2 - seenHeight / 2];
  const middle = { x: a * x + b * y, y: c * x + d * y };
  const [width, height] = a === 0 ? [box.height, box.width] : [box.width, box.height];
  const aspect = pixelAspect(stream);
  return {
    x: Math.round(stream.codecpar.width / 2 + (middle.x - width / 2) / aspect),
    y: Math.round(stream.codecpar.height / 2 + middle.y - height / 2),
    width: Math.max(1, Math.round(width / aspect)),
    height: Math.max(1, Math.round(height)),
  };
}

/** FFmpeg's filters that turn an upright picture into the stored one: the way back of the player's. */
export function turningFilters({ a, b, c, d }: Orientation): string[][] {
  if (a === 0) {
    // "transpose" 0 swaps x and y, 3 swaps them across the other diagonal, 1 and 2 turn by a quarter.
    const direction = b === c ? (b === 1 ? "cclock_flip" : "clock_flip") : b === 1 ? "cclock" : "clock";
    return [["transpose", `dir=${direction}`]];
  }
  return [...(a === -1 ? [["hflip", ""]] : []), ...(d === -1 ? [["vflip", ""]] : [])];
}

/** The player's way: filters that turn the stored picture upright. */
export function uprightFilters(orientation: Orientation): string[][] {
  const opposite: Readonly<Record<string, string>> = { "dir=clock": "dir=cclock", "dir=cclock": "dir=clock" };
  return turningFilters(orientation).map(([name = "", words = ""]) => [name, opposite[words] ?? words]);
}
