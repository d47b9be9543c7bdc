/** `@list.txt`: the names of files, one a line. */
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { ColophonError } from "../../error.js";
import { refused, wordingFaults } from "./fault.js";
import { inspectPath } from "./inspect.js";

/** A picture given as a list by mistake is found out before it is held in memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/** UTF-8, any line ending; empty lines and lines that begin with `#` are left out. */
export async function readList(path: string): Promise<string[]> {
  const bytes = (await isPipe(path)) ? await readPipe(path) : await readListFile(path);
  return decode(bytes, path)
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
}

async function readListFile(path: string): Promise<Uint8Array> {
  const { sizeBytes, isDirectory } = await inspectPath(path);
  if (isDirectory) refused("file.directory", path, "is a folder, expected a list of files");
  if (sizeBytes > MAX_BYTES) refuseLength(path);
  return wordingFaults(path, "reading", () => readFile(path));
}

/** As a shell makes of `@<(find …)`, or `@/dev/stdin` at the end of one. */
async function isPipe(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFIFO(),
    () => false,
  );
}

async function readPipe(path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of createReadStream(path)) {
    pieces.push(piece);
    sizeBytes += piece.length;
    if (sizeBytes > MAX_BYTES) refuseLength(path);
  }
  return Buffer.concat(pieces);
}

function refuseLength(path: string): never {
  refused("file.too-large", path, "is too long for a list of files");
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
