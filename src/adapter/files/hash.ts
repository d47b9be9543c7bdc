/** A file's identity: the SHA-256 of its bytes. */
import { createHash } from "node:crypto";
import { wordingFaults } from "./fault.js";
import { openRegular } from "./open.js";

const PIECE_BYTES = 1024 * 1024;

/** Lower-case hex of everything the stream gives. Rejects with the signal's reason when it is aborted. */
export async function sha256(chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest("hex");
}

/** Holds one megabyte of the file at a time. Throws `file.*`. */
export async function sha256File(path: string, signal?: AbortSignal): Promise<string> {
  signal?.throwIfAborted();
  const { handle } = await openRegular(path);
  try {
    const stream = handle.createReadStream({ highWaterMark: PIECE_BYTES, autoClose: false });
    return await wordingFaults(path, "reading", () => sha256(stream, signal));
  } finally {
    await handle.close();
  }
}
