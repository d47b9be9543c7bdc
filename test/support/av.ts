/** Audio and video as the program has them: Node 20 runs no TypeScript, so the worker is the one that was built. */
import { cpSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Av, createAv } from "../../src/adapter/av/av.ts";

const built = resolve(import.meta.dirname, "../../dist");
const workerPath = "adapter/av/worker.js";

export function openAv(): Av {
  return createAv(pathToFileURL(join(built, workerPath)));
}

/** The same worker in a folder from which no package can be reached. */
export function workerAlone(folder: string): URL {
  for (const part of ["adapter/av", "error.js"])
    cpSync(join(built, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  return pathToFileURL(join(folder, workerPath));
}
