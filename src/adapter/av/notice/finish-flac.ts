/** FLAC: the new sound under the old blocks of metadata, byte for byte. */
import { fstatSync } from "node:fs";
import { ColophonError } from "../../../error.js";
import type { Heartbeat } from "../heartbeat.js";
import { readAt } from "../iso/box.js";
import { copyRange, withFiles, writeAll } from "./copy-bytes.js";

export interface FlacParts {
  source: string;
  /** What FFmpeg wrote. */
  made: string;
  output: string;
}

interface Block {
  type: number;
  start: number;
  size: number;
}

/** RFC 9639 §8.1: types of blocks. */
const STREAM_INFO = 0;
const SEEK_TABLE = 3;
const CUE_SHEET = 5;

export async function finishFlac(
  { source, made, output }: FlacParts,
  heartbeat: Heartbeat,
): Promise<string[]> {
  const paths = [
    [source, "r"],
    [made, "r"],
    [output, "w"],
  ] as const;
  return withFiles(paths, async (old = -1, fresh = -1, target = -1) => {
    const info = readBlocks(fresh);
    // Places of samples are no longer where the old table says.
    const kept = readBlocks(old).blocks.filter(({ type }) => type !== STREAM_INFO && type !== SEEK_TABLE);
    const first = info.blocks
      .filter(({ type }) => type === STREAM_INFO)
      .map((block) => ({ block, file: fresh }));
    const all = [...first, ...kept.map((block) => ({ block, file: old }))];
    writeAll(target, Buffer.from("fLaC", "latin1"));
    for (const [index, { block, file }] of all.entries()) {
      const bytes = readAt(file, block.start, block.size);
      // The highest bit marks the last block.
      bytes[0] = block.type | (index === all.length - 1 ? 0x80 : 0);
      writeAll(target, bytes);
    }
    await copyRange({ file: fresh, start: info.end, end: fstatSync(fresh).size }, target, heartbeat);
    const hasCues = kept.some(({ type }) => type === CUE_SHEET);
    return hasCues ? ["the cue sheet's places lie as long too early as the notice lasts"] : [];
  });
}

function readBlocks(file: number): { blocks: Block[]; end: number } {
  const size = fstatSync(file).size;
  const blocks: Block[] = [];
  let at = startOf(file);
  for (let isLast = false; !isLast; ) {
    const head = readAt(file, at, 4);
    if (head.length < 4)
      throw new ColophonError("format.damaged", "the metadata of the FLAC file is cut off");
    const length = head.readUIntBE(1, 3);
    isLast = ((head[0] ?? 0) & 0x80) !== 0;
    blocks.push({ type: (head[0] ?? 0) & 0x7f, start: at, size: Math.min(4 + length, size - at) });
    at += 4 + length;
  }
  return { blocks, end: at };
}

/** Some programs put an ID3 tag before it, which FLAC does not know: it is left out. */
function startOf(file: number): number {
  const head = readAt(file, 0, 10);
  if (head.toString("latin1", 0, 4) === "fLaC") return 4;
  const length = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  const at = head.toString("latin1", 0, 3) === "ID3" ? 10 + length : 0;
  if (readAt(file, at, 4).toString("latin1") === "fLaC") return at + 4;
  throw new ColophonError("format.damaged", "expected a FLAC file to begin with fLaC");
}
