/** Finds the plate of a mark in decoded pixels again, and measures how tall its letters came out. */
import { readLightness } from "./image.js";
import type { Box } from "./picture/orientation.js";

export interface ExpectedInk {
  /** Of the plate, in pixels of the upright picture. */
  box: Box;
  /** The letters whose height counts. */
  letters: readonly Box[];
}

export type MeasuredInk =
  | { kind: "found" /** Of the shortest letter, in pixels. */; inkHeight: number }
  | { kind: "not-found" /** Lower case, no full stop. */; reason: string };

// The plate is at most 65 of 255 light (over white), its edge 122, its letters are 255. Encoders blur by some.
const darkest = 128;
const lightest = 170;

/** How much of the plate's ground has to be dark, letters aside: encoders and palettes spoil single pixels. */
const darkShare = 0.9;

/** Encoders and half-covered pixels shift an edge by so much at most. */
const slack = 2;

/** Judges pixels alone: of what was promised it knows only where to look. `page` counts frames from 0. */
export async function measureInk(source: Uint8Array, expected: ExpectedInk, page = 0): Promise<MeasuredInk> {
  const light = await readLightness(source, expected.box, page).catch(() => undefined);
  return measureLight(light ?? new Uint8Array(), expected);
}

/** `light`: of every pixel of the box, 0 to 255, row by row; empty where the picture does not reach as far. */
export function measureLight(light: Uint8Array, { box, letters }: ExpectedInk): MeasuredInk {
  if (letters.length === 0) return { kind: "not-found", reason: "no letters to measure are named" };
  if (light.length < box.width * box.height)
    return { kind: "not-found", reason: "the picture does not reach as far as the plate" };
  const lightAt = (x: number, y: number) => light[(y - box.y) * box.width + (x - box.x)] ?? 0;
  if (!isGroundDark(box, lightAt)) return { kind: "not-found", reason: "there is no dark plate" };
  const heights = letters.map((letter) => heightOf(letter, box, lightAt));
  if (heights.includes(0)) return { kind: "not-found", reason: "a letter is missing" };
  return { kind: "found", inkHeight: Math.min(...heights) };
}

type LightAt = (x: number, y: number) => number;

/** Looks at the strip inside of the plate's edge, which no letter reaches into. */
function isGroundDark(box: Box, lightAt: LightAt): boolean {
  const inset = Math.max(2, Math.round(box.height * 0.06));
  const [left, right] = [box.x + inset * 2, box.x + box.width - inset * 2];
  const rows = [box.y + inset, box.y + box.height - inset - 1];
  let [dark, all] = [0, 0];
  for (const y of rows) {
    for (let x = left; x < right; x++) {
      all += 1;
      if (lightAt(x, y) < darkest) dark += 1;
    }
  }
  return all > 0 && dark >= darkShare * all;
}

/** From the first to the last row with ink in the letter's columns; 0 where there is none. */
function heightOf(letter: Box, box: Box, lightAt: LightAt): number {
  const columns = range(letter.x, letter.x + letter.width);
  const top = Math.max(box.y, Math.floor(letter.y) - slack);
  const bottom = Math.min(box.y + box.height, Math.ceil(letter.y + letter.height) + slack);
  const rows = range(top, bottom).filter((y) => columns.some((x) => lightAt(x, y) >= lightest));
  const [first, last] = [rows[0], rows.at(-1)];
  return first === undefined || last === undefined ? 0 : last - first + 1;
}

function range(from: number, to: number): number[] {
  const start = Math.floor(from);
  return Array.from({ length: Math.max(0, Math.ceil(to) - start) }, (_, index) => start + index);
}
