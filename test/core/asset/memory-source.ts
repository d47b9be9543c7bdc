/** Bytes in memory as a source to check. */
import type { ByteSource } from "../../../src/core/asset/damage.ts";

export function memorySource(
  bytes: Uint8Array,
): ByteSource & { bytesRead: () => number; reads: () => number } {
  let bytesRead = 0;
  let reads = 0;
  return {
    bytesRead: () => bytesRead,
    reads: () => reads,
    async read(offset, length) {
      const piece = bytes.subarray(offset, offset + length);
      bytesRead += piece.length;
      reads += 1;
      return piece;
    },
  };
}
