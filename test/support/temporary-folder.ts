/** A folder of its own for each test, gone afterwards. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goneAfter } from "./left-behind.ts";

export function temporaryFolder(): string {
  return goneAfter("test", mkdtempSync(join(tmpdir(), "colophon-test-")));
}
