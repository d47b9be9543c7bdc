/** One line of a mark, set: each glyph with its place, in units of the font, y downwards from the baseline. */
import { type Extent, extentOf, placeOutline, readOutline, type Segment } from "./outline.js";
import { requiredUnits } from "./required-words.js";

/** A glyph as a typeface gives it: 1000 units per em, y upwards. */
export interface Glyph {
  /** The characters it stands for; empty for a further part of the same. */
  text: string;
  /** How far the pen goes on, kerning included. */
  advance: number;
  /** SVG path data; empty for a blank. */
  outline: string;
}

export type Shape = (text: string) => readonly Glyph[];

export interface SetGlyph {
  text: string;
  outline: readonly Segment[];
  ink: Extent;
  /** Whether a law looks at its height. */
  isRequired: boolean;
}

export interface SetLine {
  text: string;
  glyphs: readonly SetGlyph[];
  /** From the first ink to the last. */
  left: number;
  right: number;
  /** What the eye takes for the height of the line: Latin letters from baseline to capitals, others as they are. */
  top: number;
  bottom: number;
  /** All of the ink, descenders too. */
  ink: Extent;
}

export const unitsPerEm = 1000;

/** Noto Sans SC's capitals; above them stand accents, below the baseline descenders, and neither centres a line. */
const capitalHeight = 733;

/** Added between Chinese and Latin letters to the room they bring: closer they are a clump, farther two words. */
const scriptGap = 60;

/** `whole` is the text of the mark, of which `text` is a line. */
export function setLine(text: string, shape: Shape, whole: string = text): SetLine {
  const required = requiredUnits(text, whole);
  const glyphs: SetGlyph[] = [];
  let pen = 0;
  let at = 0;
  let previous = "";
  for (const glyph of shape(text)) {
    if (changesScript(previous, glyph.text)) pen += scriptGap;
    const outline = placeOutline(readOutline(glyph.outline), 1, -1, { x: pen, y: 0 });
    const ink = extentOf(outline);
    if (ink)
      glyphs.push({ text: glyph.text, outline, ink, isRequired: required[at] === true && isTall(ink) });
    pen += glyph.advance;
    at += glyph.text.length;
    previous = glyph.text || previous;
  }
  return { text, glyphs, ...measure(glyphs) };
}

/** 一 is a letter as well, and says nothing about how tall the others are. */
function isTall({ top, bottom }: Extent): boolean {
  return bottom - top > unitsPerEm / 3;
}

function measure(glyphs: readonly SetGlyph[]): Pick<SetLine, "left" | "right" | "top" | "bottom" | "ink"> {
  const around = (boxes: readonly Extent[]): Extent => ({
    left: Math.min(...boxes.map(({ left }) => left)),
    top: Math.min(...boxes.map(({ top }) => top)),
    right: Math.max(...boxes.map(({ right }) => right)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  });
  const ink = around(glyphs.map((glyph) => glyph.ink));
  const { top, bottom } = around(glyphs.map(bodyOf));
  return { left: ink.left, right: ink.right, top, bottom, ink };
}

function bodyOf({ text, ink }: SetGlyph): Extent {
  if (!/^[\p{Script=Latin}\p{Script=Common}]*$/u.test(text)) return ink;
  return { ...ink, top: Math.max(ink.top, -capitalHeight), bottom: Math.min(ink.bottom, 0) };
}

function changesScript(before: string, after: string): boolean {
  const [isHan, isWord] = [/\p{Script=Han}$/u.test(before), /[\p{Script=Latin}\p{N}]$/u.test(before)];
  if (isHan) return /^[\p{Script=Latin}\p{N}]/u.test(after);
  return isWord && /^\p{Script=Han}/u.test(after);
}
