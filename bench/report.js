/** The results as tables on the terminal, and as bench/results.json. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const three = ({ min, median, max }, digits) =>
  [min, median, max].map((one) => one.toFixed(digits)).join(" / ");

/** Columns as wide as what is in them; the first is text, the others are figures. */
function table(lines) {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const padded = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  return lines.map((cells) => cells.map(padded).join("   ").trimEnd()).join("\n");
}

function cellsOf(row, hasFiles) {
  return [
    row.name,
    three(row.wallMs, 0),
    three(row.ratio, 2),
    three(row.cpuMs, 0),
    ...(hasFiles ? [(row.wallMs.median / row.files).toFixed(2)] : []),
    row.peakMB === undefined ? "–" : row.peakMB.toFixed(0),
  ];
}

export function print({ name, about, base, rounds, rows, goals }) {
  const often = rounds === 1 ? "1 round" : `${rounds} rounds`;
  console.log(`\n${name}: ${about}, ${often}, minimum / median / maximum`);
  const hasFiles = rows.some(({ files }) => files !== undefined);
  const head = ["", "wall ms", `× ${base}`, "processor ms", ...(hasFiles ? ["ms per file"] : []), "peak MB"];
  console.log(table([head, ...rows.map((row) => cellsOf(row, hasFiles))]));
  for (const goal of goals) {
    const verdict = goal.median <= goal.atMost ? "reached" : "missed";
    const what = goal.by === "cpuMs" ? "processor time" : "wall time";
    console.log(
      `${what} of ${goal.of} ÷ ${goal.to}: ${three(goal, 2)}, to reach at most ${Number(goal.atMost.toFixed(2))}: ${verdict}`,
    );
  }
}

export function keep(results) {
  const path = join(import.meta.dirname, "results.json");
  writeFileSync(path, `${JSON.stringify(results, rounded, 2)}\n`);
  console.log(`\nkept in ${path}`);
}

function rounded(_key, value) {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
