/** Files that are read or written from end to end, at once or piece by piece. */
import { createReadStream } from "node:fs";
import { lstat, open, stat, writeFile } from "node:fs/promises";
import { ColophonError } from "../../error.js";
import { refused, wordingFaults } from "./fault.js";
import { openRange } from "./open.js";
import { overWords } from "./size-words.js";

/** True as well for what is there and cannot be read: whoever reads it says why. */
export async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** True as well for a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** With links followed; false where nothing stands. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

/** Throws `file.*`, `file.too-large` above `maxBytes`. */
export async function readWhole(path: string, maxBytes: number): Promise<Uint8Array> {
  const reader = await openRange(path);
  try {
    if (reader.sizeBytes > maxBytes) {
      refused("file.too-large", path, overWords(maxBytes, reader.sizeBytes));
    }
    return await reader.read(0, reader.sizeBytes);
  } finally {
    await reader.close();
  }
}

/** UTF-8 without a byte order mark; anything else is `file.io`. */
export async function readText(path: string, maxBytes: number): Promise<string> {
  const bytes = await readWhole(path, maxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ColophonError("file.io", `"${path}": expected UTF-8 text`, { cause });
  }
}

/** Opened when the first piece is asked for: a stream that nobody reads would fail once the file is gone. */
export async function* readPieces(path: string): AsyncIterable<Uint8Array> {
  yield* createReadStream(path);
}

/** For a path that `withTemporaryOutput` or `withScratch` gave. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  await wordingFaults(path, "writing", () => writeFile(path, bytes));
}

/** The same, piece by piece. */
export async function writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await wordingFaults(path, "writing", async () => {
    const handle = await open(path, "w");
    try {
      for await (const piece of pieces) await handle.writeFile(piece);
    } finally {
      await handle.close();
    }
  });
}
