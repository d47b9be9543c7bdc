/** Puts chunks into a RIFF: in the place of those that are there, or at its end. */
import { type BoundedSource, damaged } from "./bounded-source.js";
import { growth, inOrder, join, latin1, littleEndian } from "./byte-building.js";
import type { Edit } from "./container.js";
import { type Chunk, FIRST_CHUNK, type Riff } from "./riff.js";

export interface WantedChunk {
  /** Those that the new one replaces; none: it is appended. */
  instead: readonly Chunk[];
  bytes: Uint8Array;
}

export function buildChunk(id: string, content: Uint8Array): Uint8Array {
  return join(latin1(id), littleEndian(content.length, 4), content, new Uint8Array(content.length % 2));
}

/** Moves what stands behind a chunk that changes its size: for files in which nothing points there. */
export function setChunks(
  source: BoundedSource,
  riff: Riff,
  chunks: readonly Chunk[],
  wanted: readonly WantedChunk[],
): Edit[] {
  if (wanted.length === 0) return [];
  const replacing = wanted.flatMap(({ instead, bytes }) =>
    instead.map((chunk, index) => replaceChunk(source, chunk, index === 0 ? bytes : new Uint8Array())),
  );
  const appended = join(...wanted.filter(({ instead }) => instead.length === 0).map(({ bytes }) => bytes));
  const end = chunks.at(-1)?.end ?? FIRST_CHUNK;
  // Some writers leave out the padding byte of the last chunk; a chunk that is replaced brings its own.
  const missing = end > source.sizeBytes ? 1 : 0;
  const isReplaced = replacing.some(({ offset, remove }) => offset + remove === end - missing);
  const padding = new Uint8Array(appended.length > 0 && !isReplaced ? missing : 0);
  const appending = { offset: end - missing, remove: 0, insert: join(padding, appended) };
  const change = growth(replacing) + appended.length - (isReplaced ? missing : 0);
  return inOrder([resizeRiff(riff, end + change), ...replacing, appending]);
}

function replaceChunk(source: BoundedSource, chunk: Chunk, insert: Uint8Array): Edit {
  const end = Math.min(chunk.end, source.sizeBytes);
  return { offset: chunk.offset, remove: end - chunk.offset, insert };
}

function resizeRiff(riff: Riff, end: number): Edit {
  const size = end - 8;
  if (riff.sizeLength === 4 && size >= 0xffffffff) throw damaged("it would outgrow its size field");
  return { offset: riff.sizeOffset, remove: riff.sizeLength, insert: littleEndian(size, riff.sizeLength) };
}
