/** Making a folder for what is about to be written. */
import { mkdir } from "node:fs/promises";
import { wordingFaults } from "./fault.js";

/** With all folders above it; one that is there already is as good. */
export async function makeFolder(path: string): Promise<void> {
  await wordingFaults(path, "writing", () => mkdir(path, { recursive: true }));
}
