/** Aligned lines: cells are padded to the widest of their column, in portions, so that long runs show something. */
import { padTo, widthOf } from "../width.js";

const portion = 200;
/** Whoever watches a slow run sees a line soon after it is known. */
const patienceMs = 1_000;
const gap = "  ";
/** What is longer stands out of its column by itself, whole, and does not widen it for everybody. */
const widest = 80;

export interface Table {
  add(cells: readonly string[]): void;
  end(): void;
}

export function table(write: (text: string) => void): Table {
  const widths: number[] = [];
  let held: (readonly string[])[] = [];
  let flushedAt = performance.now();
  const flush = () => {
    flushedAt = performance.now();
    if (held.length > 0) write(held.map((cells) => `${lineOf(cells, widths)}\n`).join(""));
    held = [];
  };
  return {
    add: (cells) => {
      for (const [at, cell] of cells.entries()) {
        const width = widthOf(cell);
        if (width <= widest) widths[at] = Math.max(widths[at] ?? 0, width);
      }
      held.push(cells);
      if (held.length >= portion || performance.now() - flushedAt > patienceMs) flush();
    },
    end: flush,
  };
}

/** All lines at once. */
export function tableText(all: readonly (readonly string[])[], indent = ""): string {
  const parts: string[] = [];
  const lines = table((text) => parts.push(text));
  for (const cells of all) lines.add(cells);
  lines.end();
  return parts.join("").replace(/^(?=.)/gm, indent);
}

function lineOf(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, at) => padTo(cell, widths[at] ?? 0))
    .join(gap)
    .trimEnd();
}
