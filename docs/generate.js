/** Writes docs/reference.md and docs/colophon.1 from the declared command line; with --check only says if they are stale. */
import { readFile, writeFile } from "node:fs/promises";
import { manPage } from "../dist/cli/manual/man.js";
import { reference } from "../dist/cli/manual/reference.js";
import { colophonVersion } from "../dist/cli/version.js";

const documents = new Map([
  ["reference.md", reference()],
  ["colophon.1", manPage(colophonVersion())],
]);

const stale = [];
for (const [name, text] of documents) {
  const path = new URL(name, import.meta.url);
  const before = await readFile(path, "utf8").catch(() => undefined);
  if (before === text) continue;
  stale.push(name);
  if (!process.argv.includes("--check")) await writeFile(path, text);
}

if (process.argv.includes("--check") && stale.length > 0) {
  console.error(`out of date: ${stale.join(", ")}; run: npm run build && node docs/generate.js`);
  process.exitCode = 1;
}
