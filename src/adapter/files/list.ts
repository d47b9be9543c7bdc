/** `@list.txt`: the names of files, one a line. */
import { readFile } from "node:fs/promises";
import { ColophonError } from "../../error.js";
import { refused, wordingFaults } from "./fault.js";
import { inspectPath } from "./inspect.js";

/** A picture given as a list by mistake is found out before it is held in memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** UTF-8, any line ending; empty lines and lines that begin with `#` are left out. */
export async function readList(path: string): Promise<string[]> {
  const { sizeBytes, isDirectory } = await inspectPath(path);
  if (isDirectory) refused("file.directory", path, "is a folder, expected a list of files");
  if (sizeBytes > MAX_BYTES) refused("file.too-large", path, "is too long for a list of files");
  const bytes = await wordingFaults(path, "reading", () => readFile(path));
  return decode(bytes, path)
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Worded below, together with the other way not to be text.
  }
  throw new ColophonError(
    "usage.invalid",
    `"${path}" is not a list of files: expected UTF-8 text, one path a line`,
    {
      hints: [`for a file whose name begins with @, write ./@${path}`],
    },
  );
}
