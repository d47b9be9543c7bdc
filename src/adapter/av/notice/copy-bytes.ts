/** Bytes from one file to another, piece by piece: a day of sound takes no more memory than a second. */
import { closeSync, openSync, writeSync } from "node:fs";
import type { Heartbeat } from "../heartbeat.js";
import { readAt } from "../iso/box.js";

const PIECE_BYTES = 1 << 20;

export interface FileRange {
  file: number;
  start: number;
  end: number;
}

export async function copyRange(
  { file, start, end }: FileRange,
  output: number,
  heartbeat: Heartbeat,
): Promise<void> {
  for (let at = start; at < end; at += PIECE_BYTES) {
    writeAll(output, readAt(file, at, Math.min(PIECE_BYTES, end - at)));
    await heartbeat(at - start, end - start);
  }
}

/** A single write may take less than it is given. */
export function writeAll(output: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(output, bytes, done);
}

/** Opens files for a task and closes them after it, however it ends. */
export async function withFiles<T>(
  paths: readonly (readonly [path: string, flags: "r" | "w"])[],
  work: (...files: number[]) => Promise<T>,
): Promise<T> {
  const files: number[] = [];
  try {
    for (const [path, flags] of paths) files.push(openSync(path, flags));
    return await work(...files);
  } finally {
    for (const file of files) closeSync(file);
  }
}
