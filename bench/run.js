/** Measures whole processes side by side in the same run, so that the ratios hold on any machine: npm run bench. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { photograph } from "./photograph.js";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "15" } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error(`--rounds: expected a whole number, found "${values.rounds}"`);

const folder = mkdtempSync(join(tmpdir(), "colophon-bench-"));
const foreign = Object.entries(process.env).filter(([name]) => !name.startsWith("COLOPHON_"));
const env = { ...Object.fromEntries(foreign), COLOPHON_HOME: join(folder, "home") };
const bin = join(import.meta.dirname, "../bin/colophon.js");

/** Runs to the end and complains when it did not do what is measured. */
function run(command, args) {
  const start = process.hrtime.bigint();
  const { status, stderr, error } = spawnSync(command, args, { env, cwd: folder, encoding: "utf8" });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: exit ${status}\n${stderr}`);
  return ms;
}

const colophon = (...args) => run(process.execPath, [bin, ...args]);

/** A photograph of about 150 KB, signed by colophon, with its issuer on a trust list. */
async function prepare() {
  writeFileSync(join(folder, "photo.jpg"), await photograph());
  colophon("identity", "create", "studio", "--for", "Ana Ruiz", "--no-passphrase");
  colophon("identity", "export", "studio", "--root", "-o", "studio.pem");
  colophon("trust", "add", "studio.pem");
  colophon("sign", "--as", "camera", "-o", "signed.jpg", "photo.jpg");
}

const node = (...args) => ({ command: process.execPath, args, isNode: true });

const cases = [
  { name: "node -e 0", ...node("-e", "0") },
  { name: "colophon --help", ...node(bin, "--help") },
  { name: "colophon verify", ...node(bin, "verify", "signed.jpg") },
  { name: "plain script on c2pa-node", ...node(join(import.meta.dirname, "plain-reader.js"), "signed.jpg") },
  { name: "openssl dgst -sha256", command: "openssl", args: ["dgst", "-sha256", "signed.jpg"] },
];

/** All of them in every round, each round beginning with another, so that none has the quiet moments for itself. */
function measure(present) {
  const times = new Map(present.map(({ name }) => [name, []]));
  for (const { command, args } of present) run(command, args);
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < present.length; turn++) {
      const { name, command, args } = present[(round + turn) % present.length];
      times.get(name).push(run(command, args));
    }
  }
  return times;
}

/** Peak resident memory of a Node process, from a run of its own: asking for it takes time. */
function peakMegabytes({ args, isNode }) {
  if (!isNode) return undefined;
  const note = join(folder, "memory");
  const probe = `import { writeFileSync } from "node:fs";
    process.on("exit", () => writeFileSync(${JSON.stringify(note)}, String(process.resourceUsage().maxRSS)));`;
  run(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(probe)}`, ...args]);
  return Number(readFileSync(note, "utf8")) / 1024;
}

function spread(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return { min: sorted[0], median: sorted[Math.floor(sorted.length / 2)], max: sorted[sorted.length - 1] };
}

function row(cells) {
  return cells
    .map((cell, at) => (at === 0 ? cell.padEnd(28) : cell.padStart(20)))
    .join("")
    .trimEnd();
}

function report(present, times) {
  const base = times.get("node -e 0");
  console.log(row(["whole process", "ms", "× node -e 0", "peak MB"]));
  for (const entry of present) {
    const own = times.get(entry.name);
    const ms = spread(own);
    const ratio = spread(own.map((time, round) => time / base[round]));
    const memory = peakMegabytes(entry);
    console.log(
      row([
        entry.name,
        `${ms.min.toFixed(0)} / ${ms.median.toFixed(0)} / ${ms.max.toFixed(0)}`,
        `${ratio.min.toFixed(2)} / ${ratio.median.toFixed(2)} / ${ratio.max.toFixed(2)}`,
        memory === undefined ? "–" : memory.toFixed(0),
      ]),
    );
  }
}

try {
  await prepare();
  const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;
  const present = cases.filter(({ command }) => command !== "openssl" || hasOpenssl);
  const sizeKb = Math.round(statSync(join(folder, "signed.jpg")).size / 1000);
  console.log(
    `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${availableParallelism()} processors`,
  );
  console.log(`a signed JPEG of ${sizeKb} kB, ${rounds} rounds, minimum / median / maximum\n`);
  report(present, measure(present));
  if (!hasOpenssl) console.log("\nopenssl is not here and was left out");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
