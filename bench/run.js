/** Measures whole processes side by side in the same run, so that the ratios hold on any machine: npm run bench. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cases } from "./case/index.js";
import { machine } from "./machine.js";
import { makeStudio } from "./material/studio.js";
import { readOptions } from "./options.js";
import { findPeers } from "./peers.js";
import { keep, print } from "./report.js";
import { measure } from "./rounds.js";
import { setUp } from "./set-up.js";

const options = readOptions(cases.map(({ name }) => name));
if (options.setUp) await setUp();

const folder = mkdtempSync(join(tmpdir(), "colophon-bench-"));
// Ctrl-C must not leave gigabytes behind.
process.once("SIGINT", () => process.exit(130));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const peers = findPeers();
const studio = await makeStudio(folder);
const results = [];
console.log(machine().text);
for (const { name, missing } of peers.absent) console.log(`left out: ${name}, ${missing}`);
for (const entry of cases.filter(({ name, isLarge }) => options.wants(name, isLarge))) {
  const made = await entry.prepare({ studio, peers, options });
  if (made.missing) {
    console.log(`\n${entry.name}: left out, ${made.missing}`);
    results.push({ name: entry.name, missing: made.missing });
    continue;
  }
  const result = { name: entry.name, ...(await measure(made, options)) };
  results.push(result);
  print(result);
  rmSync(made.folder, { recursive: true, force: true });
}
if (options.isWhole) keep({ machine: machine(), absent: peers.absent, results });
process.exit(0);
