/** One file or all of a folder, a few at a time. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export function filesOf(target) {
  if (!statSync(target).isDirectory()) return [target];
  return readdirSync(target).map((name) => join(target, name));
}

export async function inTurns(files, jobs, work) {
  const left = files.values();
  const lane = async () => {
    for (const path of left) await work(path);
  };
  await Promise.all(Array.from({ length: jobs }, lane));
}
