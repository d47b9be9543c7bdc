/** Whether two files hold the same bytes. */
import { openRange } from "./open.js";

const PIECE_BYTES = 1024 * 1024;

/** Throws `file.*`. */
export async function sameBytes(one: string, other: string): Promise<boolean> {
  const first = await openRange(one);
  try {
    const second = await openRange(other);
    try {
      if (first.sizeBytes !== second.sizeBytes) return false;
      for (let at = 0; at < first.sizeBytes; at += PIECE_BYTES) {
        const [left, right] = await Promise.all([first.read(at, PIECE_BYTES), second.read(at, PIECE_BYTES)]);
        if (Buffer.compare(left, right) !== 0) return false;
      }
      return true;
    } finally {
      await second.close();
    }
  } finally {
    await first.close();
  }
}
