/** Numbers and letters out of bytes that may end too early: what is missing reads as zero or as nothing. */

export type ByteOrder = "big" | "little";

/** Up to eight bytes; above 2^53 it is rounded, which is still larger than any file. */
export function uint(bytes: Uint8Array, offset: number, length: number, order: ByteOrder = "big"): number {
  let value = 0;
  for (let index = 0; index < length; index++) {
    const at = order === "big" ? offset + index : offset + length - 1 - index;
    value = value * 256 + (bytes[at] ?? 0);
  }
  return value;
}

/** One letter per byte (Latin-1), so positions in the text are positions in the bytes. */
export function letters(bytes: Uint8Array, offset = 0, length = bytes.length - offset): string {
  let text = "";
  // Not all at once: very long argument lists overflow the stack.
  for (let from = offset; from < offset + length; from += 4096) {
    text += String.fromCharCode(...bytes.subarray(from, Math.min(from + 4096, offset + length)));
  }
  return text;
}

export function startsWith(bytes: Uint8Array, text: string, offset = 0): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[offset + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** The first position at or after `from`, or -1. */
export function findBytes(bytes: Uint8Array, wanted: readonly number[], from = 0): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((value, index) => bytes[at + index] === value)) return at;
  }
  return -1;
}
