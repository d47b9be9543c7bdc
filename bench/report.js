/** The results as tables on the terminal, and as bench/results.json. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const three = ({ min, median, max }, digits) =>
  [min, median, max].map((one) => one.toFixed(digits)).join(" / ");

function line(cells) {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(38) : cell.padStart(at === cells.length - 1 ? 9 : 23)))
    .join("")
    .trimEnd();
}

export function print({ name, about, base, rounds, rows, goals }) {
  console.log(`\n${name}: ${about}, ${rounds} rounds, minimum / median / maximum`);
  const hasFiles = rows.some(({ files }) => files !== undefined);
  const head = ["wall ms", `× ${base}`, "processor ms", ...(hasFiles ? ["ms per file"] : []), "peak MB"];
  console.log(line(["", ...head]));
  for (const row of rows) {
    const perFile = hasFiles ? [(row.wallMs.median / row.files).toFixed(2)] : [];
    const peak = row.peakMB === undefined ? "–" : row.peakMB.toFixed(0);
    const figures = [three(row.wallMs, 0), three(row.ratio, 2), three(row.cpuMs, 0), ...perFile, peak];
    console.log(line([row.name, ...figures]));
  }
  for (const goal of goals) {
    const verdict = goal.median <= goal.atMost ? "reached" : "missed";
    const what = goal.by === "cpuMs" ? "processor time" : "wall time";
    console.log(
      `${what} of ${goal.of} ÷ ${goal.to}: ${three(goal, 2)}, to reach at most ${goal.atMost}: ${verdict}`,
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
