/** Outlines of glyphs: SVG path data read into points, moved, measured and written again. */

export interface Segment {
  kind: keyof typeof pointsOf;
  /** Where it goes, last, and before that the points that bend it. */
  points: readonly Point[];
}

export interface Point {
  x: number;
  y: number;
}

/** Edges, whichever way y runs: `top` is the smaller y. */
export interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const letters = { M: "move", L: "line", Q: "quadratic", C: "cubic", Z: "close" } as const;
const names = { move: "M", line: "L", quadratic: "Q", cubic: "C", close: "Z" } as const;
const pointsOf = { move: 1, line: 1, quadratic: 2, cubic: 3, close: 0 } as const;

/** Absolute M, L, Q, C and Z, which is what fonts' outlines are written with; anything else is a defect. */
export function readOutline(path: string): Segment[] {
  return [...path.matchAll(/([A-Za-z])([^A-Za-z]*)/g)].map(([whole, letter = "", rest = ""]) => {
    const kind = letters[letter as keyof typeof letters];
    const numbers = [...rest.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);
    if (kind === undefined || numbers.length !== 2 * pointsOf[kind]) {
      throw new Error(`unexpected "${whole}" in an outline`);
    }
    const points = numbers.flatMap((x, at) => (at % 2 === 0 ? [{ x, y: numbers[at + 1] ?? 0 }] : []));
    return { kind, points };
  });
}

/** Scales an outline and moves it to `origin`; a negative `scaleY` turns y round. */
export function placeOutline(
  outline: readonly Segment[],
  scaleX: number,
  scaleY: number,
  origin: Point,
): Segment[] {
  const place = ({ x, y }: Point): Point => ({ x: origin.x + x * scaleX, y: origin.y + y * scaleY });
  return outline.map(({ kind, points }) => ({ kind, points: points.map(place) }));
}

export function writeOutline(outline: readonly Segment[]): string {
  return outline
    .map(
      ({ kind, points }) => names[kind] + points.map(({ x, y }) => `${shorten(x)} ${shorten(y)}`).join(" "),
    )
    .join("");
}

function shorten(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The ink's own edges, not those of the points that bend it; undefined for a blank. */
export function extentOf(outline: readonly Segment[]): Extent | undefined {
  let pen: Point = { x: 0, y: 0 };
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { points } of outline) {
    const curve = [pen, ...points];
    const last = points.at(-1);
    if (last === undefined) continue;
    if (points.length === 1) {
      xs.push(last.x);
      ys.push(last.y);
    } else {
      xs.push(...reach(curve.map(({ x }) => x)));
      ys.push(...reach(curve.map(({ y }) => y)));
    }
    pen = last;
  }
  if (xs.length === 0) return undefined;
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Where a Bézier curve comes to in one coordinate: its ends, and where it turns between them. */
function reach(values: readonly number[]): number[] {
  const [a = 0, b = 0, c = 0, d] = values;
  const turns =
    d === undefined
      ? [(a - b) / (a - 2 * b + c)]
      : rootsOf(3 * (d - 3 * c + 3 * b - a), 6 * (c - 2 * b + a), 3 * (b - a));
  const inside = turns.filter((t) => t > 0 && t < 1);
  return [a, d ?? c, ...inside.map((t) => (d === undefined ? quadratic(a, b, c, t) : cubic(a, b, c, d, t)))];
}

function quadratic(a: number, b: number, c: number, t: number): number {
  return (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t ** 2 * c;
}

function cubic(a: number, b: number, c: number, d: number, t: number): number {
  return (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
}

function rootsOf(a: number, b: number, c: number): number[] {
  if (Math.abs(a) < 1e-9) return Math.abs(b) < 1e-9 ? [] : [-c / b];
  const root = Math.sqrt(b * b - 4 * a * c);
  return Number.isNaN(root) ? [] : [(-b + root) / (2 * a), (-b - root) / (2 * a)];
}

/** A box with round corners, as path data. */
export function roundedBox(box: Extent, radius: number): string {
  const { left, top, right, bottom } = box;
  const r = Math.min(radius, (right - left) / 2, (bottom - top) / 2);
  const [l, t, e, b, c] = [left, top, right, bottom, r].map(shorten);
  const [li, ti, ei, bi] = [left + r, top + r, right - r, bottom - r].map(shorten);
  const arc = `A${c} ${c} 0 0 1`;
  return `M${li} ${t}H${ei}${arc} ${e} ${ti}V${bi}${arc} ${ei} ${b}H${li}${arc} ${l} ${bi}V${ti}${arc} ${li} ${t}Z`;
}
