/** Real media beside the repository; absent on most machines, and a test that needs them says so. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { describe } from "vitest";

/** The folder that holds `corpus/`, `trust/` and `rubrics/`. */
export function sharedFolder(): string | undefined {
  const folder = resolve(import.meta.dirname, "../../../shared");
  return existsSync(resolve(folder, "corpus/expected.json")) ? folder : undefined;
}

/** A `describe` that runs where the folder is there and is otherwise skipped under a name that says why. */
export function describeWithShared(name: string, tests: (folder: string) => void): void {
  const folder = sharedFolder();
  if (folder === undefined) describe.skip(`${name} (skipped: no ../shared folder)`, () => tests("/nowhere"));
  else describe(name, () => tests(folder));
}
