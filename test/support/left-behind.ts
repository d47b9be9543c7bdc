/**
 * What tests leave behind, and who clears it away. Files share a process, and with it these helpers, which would
 * register a hook for the first file only; the setup, which runs before each of them, registers it for all.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Tidy = () => void | Promise<void>;

const after: Record<"test" | "file", Tidy[]> = { test: [], file: [] };

export function whenOver(what: "test" | "file", tidy: Tidy): void {
  after[what].push(tidy);
}

/** A new folder, to be removed with all that is in it. */
export function folderUntil(what: "test" | "file", name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `colophon-${name}-`));
  whenOver(what, () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function tidyAfter(what: "test" | "file"): Promise<void> {
  for (const tidy of after[what].splice(0)) await tidy();
}
