/** A tree of lines, with box drawing where the terminal's character set has it, with ASCII where not. */
import { padTo, widthOf } from "../width.js";

export interface Branch {
  /** The part that is drawn, and the part that stands in a column behind it. */
  left: string;
  right: string;
  children: readonly Branch[];
  /** Stands below the line, over lines kept free for it. */
  picture?: { rows: number; at(column: number): string };
}

interface Glyphs {
  fork: string;
  last: string;
  bar: string;
  gap: string;
}

const drawn: Glyphs = { fork: "├─ ", last: "└─ ", bar: "│  ", gap: "   " };
const ascii: Glyphs = { fork: "|- ", last: "`- ", bar: "|  ", gap: "   " };

const widestLeft = 48;

export function treeText(root: Branch, hasUnicode: boolean): string {
  const lines = [...linesOf(root, "", "", hasUnicode ? drawn : ascii)];
  const column = Math.min(
    widestLeft,
    Math.max(...lines.map(({ left, right }) => (right === "" ? 0 : widthOf(left)))),
  );
  return lines
    .map(({ left, right }) => (right === "" ? left : `${padTo(left, column)}  ${right}`))
    .map((line, at) => `${line}\n${lines[at]?.overlay ?? ""}`)
    .join("");
}

interface Line {
  left: string;
  right: string;
  /** What is drawn over the lines above, once this one is printed. */
  overlay?: string;
}

function* linesOf(
  { left, right, children, picture }: Branch,
  lead: string,
  below: string,
  glyphs: Glyphs,
): Iterable<Line> {
  yield { left: lead + left, right };
  if (picture) {
    const beside = below + (children.length > 0 ? glyphs.bar : glyphs.gap);
    const free = Array.from({ length: picture.rows }, (): Line => ({ left: beside.trimEnd(), right: "" }));
    yield* free.slice(1);
    yield { left: beside.trimEnd(), right: "", overlay: picture.at(widthOf(beside)) };
  }
  for (const [at, child] of children.entries()) {
    const isLast = at === children.length - 1;
    yield* linesOf(
      child,
      below + (isLast ? glyphs.last : glyphs.fork),
      below + (isLast ? glyphs.gap : glyphs.bar),
      glyphs,
    );
  }
}

/** Outside of UTF-8 the drawing would come out as rubbish. */
export function hasUnicode(env: Readonly<Record<string, string | undefined>>, platform: string): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  if (locale === undefined || locale === "") return platform === "win32" || platform === "darwin";
  return /utf-?8/i.test(locale);
}
