/** Standard input, kept in a private temporary file: the engine wants a path it can seek in. */
import { fstatSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { ColophonError } from "../../error.js";
import { wordingFaults } from "./fault.js";
import { makeScratch, removeScratch } from "./scratch.js";

export interface SpoolRules {
  /** How much of the beginning says how much may come. */
  headBytes: number;
  /** From the beginning → what throws for as many bytes as are too many. */
  guard(head: Uint8Array): (sizeBytes: number) => void;
  signal?: AbortSignal;
  /** Where temporary folders are made; the system's own place without it. */
  folder?: string;
}

/** `fd`: as Node gives it to the streams it opens itself. */
type Incoming = AsyncIterable<Uint8Array> & { fd?: number };

/**
 * Gives the path of a file only this user can read, removed at the end of the process.
 * Throws `file.empty`, `file.directory`, what the guard throws, and `output.*` where there is no room for it.
 */
export async function spoolStdin(stream: Incoming, rules: SpoolRules): Promise<string> {
  const folder = await makeScratch(rules.folder);
  try {
    const path = join(folder, "stdin");
    const sizeBytes = await copy(guarded(stream, rules), path);
    if (sizeBytes === 0) refuseNothing(stream);
    return path;
  } catch (error) {
    await removeScratch(folder);
    throw error;
  }
}

async function copy(pieces: AsyncIterable<Uint8Array>, path: string): Promise<number> {
  const writing = <T>(work: () => Promise<T>) => wordingFaults(path, "writing", work);
  const handle = await writing(() => open(path, "wx", 0o600));
  let sizeBytes = 0;
  try {
    for await (const piece of pieces) {
      sizeBytes += piece.length;
      await writing(() => handle.writeFile(piece));
    }
  } finally {
    await writing(() => handle.close());
  }
  return sizeBytes;
}

/** Ends where more comes than may: whoever sends does not say how much it will be. */
async function* guarded(stream: Incoming, { headBytes, guard, signal }: SpoolRules) {
  const head: Uint8Array[] = [];
  let sizeBytes = 0;
  let check: ((sizeBytes: number) => void) | undefined;
  for await (const piece of reading(stream)) {
    signal?.throwIfAborted();
    if (sizeBytes < headBytes) head.push(piece);
    sizeBytes += piece.length;
    if (sizeBytes > headBytes) check ??= guard(Buffer.concat(head).subarray(0, headBytes));
    check?.(sizeBytes);
    yield piece;
  }
}

async function* reading(stream: Incoming): AsyncIterable<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await wordingFaults("standard input", "reading", () => pieces.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}

/** Node hands over a folder as if nothing came. */
function refuseNothing({ fd }: Incoming): never {
  if (fd !== undefined && fstatSync(fd).isDirectory())
    throw new ColophonError("file.directory", "standard input is a folder, expected a file");
  throw new ColophonError("file.empty", "standard input is empty");
}
