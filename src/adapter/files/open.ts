/** Opens files for reading, and only regular ones. */
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { fileFault, refused, wordingFaults } from "./fault.js";
import { kindOf } from "./inspect.js";

export interface RangeReader {
  sizeBytes: number;
  /** Shorter than asked for only at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface FileEnds {
  head: Uint8Array;
  tail: Uint8Array;
  sizeBytes: number;
}

/** The caller closes it. Throws `file.*`. */
export async function openRange(path: string): Promise<RangeReader> {
  const { handle, sizeBytes } = await openRegular(path);
  return {
    sizeBytes,
    read: (offset, length) => readRange(handle, path, offset, length),
    close: () => handle.close(),
  };
}

/** The first bytes and the last ones; they overlap in a small file. */
export async function readEnds(path: string, headBytes: number, tailBytes: number): Promise<FileEnds> {
  const reader = await openRange(path);
  try {
    const { sizeBytes } = reader;
    const tailFrom = Math.max(0, sizeBytes - tailBytes);
    // A file that fits is read once: each question to the disk costs as much as checking a certificate.
    if (sizeBytes <= headBytes) {
      const whole = await reader.read(0, sizeBytes);
      return { head: whole, tail: whole.subarray(tailFrom), sizeBytes };
    }
    const head = await reader.read(0, headBytes);
    return { head, tail: await reader.read(tailFrom, tailBytes), sizeBytes };
  } finally {
    await reader.close();
  }
}

export async function readHead(path: string, length: number): Promise<Uint8Array> {
  return (await readEnds(path, length, 0)).head;
}

/**
 * Non-blocking, because between looking at a path and opening it somebody may have put a FIFO there,
 * and an ordinary open would wait for its writer for ever.
 */
export async function openRegular(path: string): Promise<{ handle: FileHandle; sizeBytes: number }> {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const handle = await wordingFaults(path, "reading", () => open(path, flags));
  try {
    const stats = await handle.stat();
    if (stats.isDirectory()) refused("file.directory", path, "is a folder, expected a file");
    if (!stats.isFile()) refused("file.irregular", path, `not a regular file (${kindOf(stats)})`);
    return { handle, sizeBytes: stats.size };
  } catch (error) {
    await handle.close();
    throw fileFault(error, path, "reading");
  }
}

async function readRange(
  handle: FileHandle,
  path: string,
  offset: number,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await wordingFaults(path, "reading", () =>
      handle.read(bytes, filled, length - filled, offset + filled),
    );
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
