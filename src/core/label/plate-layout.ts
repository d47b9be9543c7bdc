/** The inside of a plate: its lines on their baselines, the room around them, and every measure in pixels. */
import { type Extent, placeOutline, writeOutline } from "./outline.js";
import type { Box } from "./plate.js";
import { type SetLine, unitsPerEm } from "./set-line.js";

export interface PlateLayout {
  lines: readonly string[];
  width: number;
  height: number;
  /** Between the plate and the picture's edges. */
  margin: number;
  radius: number;
  edge: number;
  letters: readonly (Box & { text: string })[];
  path: string;
}

// In ems. The eye wants more room beside a line than above it.
const roomBeside = 0.44;
const roomAbove = 0.37;
const roomBelowDescender = 0.22;
const lineGap = 0.36;
const cornerRadius = 0.28;
const edgeWidth = 0.022;
const outerMargin = 0.4;

/** Sets the lines so that the shortest required letter has an ink of `inkHeight` pixels. */
export function plateLayout(lines: readonly SetLine[], inkHeight: number): PlateLayout {
  const scale = inkHeight / shortestLetter(lines);
  const em = scale * unitsPerEm;
  const edge = Math.max(1, Math.round(edgeWidth * em));
  const beside = Math.round(roomBeside * em);
  const baselines = baselinesOf(lines, scale, em);
  const widest = Math.max(...lines.map(({ left, right }) => (right - left) * scale));
  const last = lines.at(-1);
  const glyphs = lines.flatMap((line, nth) =>
    line.glyphs.map((glyph) => {
      const origin = { x: beside - line.left * scale, y: baselines[nth] ?? 0 };
      return { glyph, origin };
    }),
  );
  return {
    lines: lines.map(({ text }) => text),
    width: Math.ceil(widest) + 2 * beside,
    height: Math.round((baselines.at(-1) ?? 0) + roomBelow(last, scale, em)),
    margin: Math.max(2, Math.round(outerMargin * em)),
    radius: Math.round(cornerRadius * em),
    edge,
    letters: glyphs
      .filter(({ glyph }) => glyph.isRequired)
      .map(({ glyph, origin }) => ({ text: glyph.text, ...boxOf(glyph.ink, scale, origin) })),
    path: glyphs
      .map(({ glyph, origin }) => writeOutline(placeOutline(glyph.outline, scale, scale, origin)))
      .join(""),
  };
}

/** Baselines stand on whole pixels, so that the feet and, by the scale, the heads of capitals are sharp. */
function baselinesOf(lines: readonly SetLine[], scale: number, em: number): number[] {
  const baselines: number[] = [];
  for (const [nth, line] of lines.entries()) {
    const above = lines[nth - 1];
    const start =
      above === undefined
        ? roomAbove * em
        : (baselines[nth - 1] ?? 0) +
          above.bottom * scale +
          Math.max(lineGap * em, hanging(above, scale, em));
    baselines.push(Math.round(start - line.top * scale));
  }
  return baselines;
}

/** From the last baseline: as much as above the first line, and enough for descenders. */
function roomBelow(line: SetLine | undefined, scale: number, em: number): number {
  const { bottom = 0, ink } = line ?? {};
  return Math.max(bottom * scale + roomAbove * em, (ink?.bottom ?? 0) * scale + roomBelowDescender * em);
}

/** Descenders of the line above get a free strip of their own. */
function hanging({ ink, bottom }: SetLine, scale: number, em: number): number {
  return (ink.bottom - bottom) * scale + 0.12 * em;
}

function shortestLetter(lines: readonly SetLine[]): number {
  const letters = lines.flatMap(({ glyphs }) => glyphs);
  const required = letters.filter(({ isRequired }) => isRequired);
  return Math.min(...(required.length > 0 ? required : letters).map(({ ink }) => ink.bottom - ink.top));
}

function boxOf(ink: Extent, scale: number, origin: { x: number; y: number }): Box {
  return {
    x: round(origin.x + ink.left * scale),
    y: round(origin.y + ink.top * scale),
    width: round((ink.right - ink.left) * scale),
    height: round((ink.bottom - ink.top) * scale),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
