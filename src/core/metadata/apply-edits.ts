/** Edits become a file: everything between them is copied as it is, piece by piece. */
import { ColophonError } from "../../error.js";
import type { ByteSource, Edit } from "./container.js";

const PIECE_BYTES = 1024 * 1024;

/** Throws `file.changed` where the source is shorter than it was; edits out of order are a defect. */
export async function* applyEdits(source: ByteSource, edits: readonly Edit[]): AsyncIterable<Uint8Array> {
  let at = 0;
  for (const { offset, remove, insert } of edits) {
    if (offset < at || remove < 0 || offset + remove > source.sizeBytes) {
      throw new Error(`an edit of ${remove} bytes at ${offset} does not fit behind byte ${at}`);
    }
    yield* copy(source, at, offset);
    if (insert.length > 0) yield insert;
    at = offset + remove;
  }
  yield* copy(source, at, source.sizeBytes);
}

async function* copy(source: ByteSource, from: number, to: number): AsyncIterable<Uint8Array> {
  for (let at = from; at < to; ) {
    const piece = await source.read(at, Math.min(PIECE_BYTES, to - at));
    if (piece.length === 0) {
      throw new ColophonError("file.changed", `expected ${source.sizeBytes} bytes, found only ${at}`);
    }
    yield piece;
    at += piece.length;
  }
}
