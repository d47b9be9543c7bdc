/** Pieces of bytes to put together: numbers, texts, and edits in the order the interface wants. */
import type { Edit } from "./container.js";

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return joinAll(parts);
}

/** For as many as a file has: arguments of a call stand on the stack. */
export function joinAll(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Up to eight bytes; the number is below 2^53. */
export function bigEndian(value: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

export function littleEndian(value: number, length: number): Uint8Array {
  return bigEndian(value, length).reverse();
}

/** One byte per letter. */
export function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What is no UTF-8 becomes U+FFFD; a byte order mark stays. */
export function fromUtf8(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

export function withoutZeros(text: string): string {
  const end = text.indexOf("\0");
  return end === -1 ? text : text.slice(0, end);
}

/** In file order, and without those that change nothing. */
export function inOrder(edits: readonly Edit[]): Edit[] {
  return edits
    .filter(({ remove, insert }) => remove > 0 || insert.length > 0)
    .sort((first, second) => first.offset - second.offset || first.remove - second.remove);
}

/** Where a byte of the source stands after the edits; what is inserted at its own place comes before it. */
export function moved(offset: number, edits: readonly Edit[]): number {
  let delta = 0;
  for (const edit of edits) {
    if (edit.offset + edit.remove > offset) break;
    delta += edit.insert.length - edit.remove;
  }
  return offset + delta;
}

export function growth(edits: readonly Edit[]): number {
  return edits.reduce((sum, { remove, insert }) => sum + insert.length - remove, 0);
}
