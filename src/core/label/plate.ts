/** The visible mark as geometry: where the plate lies on a picture, how large its letters are, or why none fits. */
import { ColophonError } from "../../error.js";
import { breakLines } from "./break-lines.js";
import type { Corner } from "./corner.js";
import { type PlateLayout, plateLayout } from "./plate-layout.js";
import { type SetLine, type Shape, setLine } from "./set-line.js";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlateRequest {
  /** The picture in pixels, upright. */
  width: number;
  height: number;
  text: string;
  corner?: Corner;
  shape: Shape;
}

export interface Plate {
  kind: "plate";
  /** Whole pixels of the upright picture. */
  box: Box;
  corner: Corner;
  text: string;
  lines: readonly string[];
  /** Of the shortest letter that a law looks at, in pixels. */
  inkHeight: number;
  /** inkHeight by the shorter side of the picture. */
  inkShare: number;
  /** Every letter that a law looks at, in pixels of the upright picture. */
  letters: readonly (Box & { text: string })[];
  /** Of the plate's corners, and the width of its edge, in pixels. */
  radius: number;
  edge: number;
  /** SVG path data of the text, in pixels from the plate's own corner. */
  path: string;
}

/** `reason` in lower case, without a full stop: a part of a sentence about the picture. */
export type PlatePlan = Plate | { kind: "too-small"; reason: string };

// GB 45438-2025, 5.2 and 5.4: 5 % of the shortest side. It does not say what of a letter is measured, so it is
// the ink of the shortest one, and a tenth more for what encoders wear off.
export const leastInkShare = 0.05;
const aimedInkShare = 0.055;

/** Chinese characters become blots below this height of the capitals beside them. */
const leastInkHeight = 12;

/** A mark may not take more of the picture than this: it is there to tell about it, not to replace it. */
const largestShare = 0.25;

/** Wider than this, one line is a banner, and two lines are a plate. */
const pleasantWidth = 0.6;
const mostLines = 3;

/** Plans the mark: the same request always gives the same plate. Throws `label.text` for a text without ink. */
export function planPlate(request: PlateRequest): PlatePlan {
  const { width, height, text, shape } = request;
  if (setLine(text, shape).glyphs.length === 0) {
    throw new ColophonError("label.text", `the mark "${text}" has nothing that can be seen`);
  }
  const shortSide = Math.min(width, height);
  const inkHeight = Math.max(leastInkHeight, Math.ceil(aimedInkShare * shortSide));
  const layouts = possibleLayouts(text, shape, inkHeight);
  const fitting = layouts.filter((layout) => obstacle(layout, width, height) === undefined);
  const chosen = fitting.find((layout) => layout.width <= pleasantWidth * width) ?? narrowest(fitting);
  if (chosen === undefined) return { kind: "too-small", reason: reasonFor(layouts, width, height) };
  return placed(chosen, request, inkHeight);
}

function possibleLayouts(text: string, shape: Shape, inkHeight: number): PlateLayout[] {
  const widthOf = (line: string): number => {
    const { left, right } = setLine(line, shape, text);
    return right - left;
  };
  return Array.from({ length: mostLines }, (_, index) => breakLines(text, index + 1, widthOf))
    .filter((lines) => lines !== undefined)
    .map((lines) =>
      plateLayout(
        lines.map((line): SetLine => setLine(line, shape, text)),
        inkHeight,
      ),
    );
}

function narrowest(layouts: readonly PlateLayout[]): PlateLayout | undefined {
  return layouts.toSorted((a, b) => a.width - b.width)[0];
}

/** What keeps a plate from a picture; undefined where nothing does. */
function obstacle(layout: PlateLayout, width: number, height: number): "size" | "share" | undefined {
  const { margin } = layout;
  if (layout.width + 2 * margin > width || layout.height + 2 * margin > height) return "size";
  return layout.width * layout.height > largestShare * width * height ? "share" : undefined;
}

function reasonFor(layouts: readonly PlateLayout[], width: number, height: number): string {
  const covering = layouts.filter((layout) => obstacle(layout, width, height) === "share");
  if (covering.length > 0) {
    const share = Math.min(...covering.map((layout) => (layout.width * layout.height) / (width * height)));
    return `a mark that can be read would cover ${Math.ceil(share * 100)} % of its ${width} × ${height} pixels, expected ${largestShare * 100} % at most`;
  }
  const sizes = layouts.map(({ width: w, height: h, margin }) => `${w + 2 * margin} × ${h + 2 * margin}`);
  return `a mark that can be read needs ${sizes.join(" or ")} pixels, found ${width} × ${height}`;
}

function placed(layout: PlateLayout, request: PlateRequest, inkHeight: number): Plate {
  const { width, height, text, corner = "top-right" } = request;
  const [vertical, horizontal] = corner.split("-");
  const x = horizontal === "left" ? layout.margin : width - layout.margin - layout.width;
  const y = vertical === "top" ? layout.margin : height - layout.margin - layout.height;
  const { letters, lines, radius, edge, path } = layout;
  return {
    kind: "plate",
    box: { x, y, width: layout.width, height: layout.height },
    corner,
    text,
    lines,
    inkHeight,
    inkShare: inkHeight / Math.min(width, height),
    letters: letters.map((letter) => ({ ...letter, x: x + letter.x, y: y + letter.y })),
    radius,
    edge,
    path,
  };
}
