/** The data blocks of a GIF: a length of one byte and that many bytes, until a length of zero. */
import { type BoundedSource, damaged } from "../bounded-source.js";

export interface ByteWindow {
  /** Throws `format.damaged` behind the end of the file. */
  at(offset: number): number | Promise<number>;
}

const WINDOW_BYTES = 256 * 1024;

/** Blocks are short, so they are looked up in pieces of the file and not asked for one by one. */
export function byteWindow(source: BoundedSource): ByteWindow {
  let piece: Uint8Array = new Uint8Array();
  let pieceOffset = 0;
  return {
    at(offset) {
      const held = piece[offset - pieceOffset];
      if (held !== undefined) return held;
      return source.upTo(offset, WINDOW_BYTES).then((bytes) => {
        const [first] = bytes;
        if (first === undefined) throw damaged("it ends without its trailer");
        piece = bytes;
        pieceOffset = offset;
        return first;
      });
    },
  };
}

/** Behind the closing zero of the blocks that begin at `offset`. */
export async function blocksEnd(bytes: ByteWindow, offset: number): Promise<number> {
  for (let at = offset; ; ) {
    const held = bytes.at(at);
    const length = typeof held === "number" ? held : await held;
    at += 1 + length;
    if (length === 0) return at;
  }
}
