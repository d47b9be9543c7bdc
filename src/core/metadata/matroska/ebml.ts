/** EBML elements (RFC 8794), which Matroska and WebM are made of: reading headers and building elements. */
import { type BoundedSource, damaged } from "../bounded-source.js";
import { bigEndian, join } from "../byte-building.js";

export interface Element {
  id: number;
  offset: number;
  start: number;
  /** Undefined where the writer did not know: then it reaches to the next one of its level. */
  size: number | undefined;
  end: number;
}

/** `to` bounds an element of unknown size. Undefined where none stands. */
export async function readElement(
  source: BoundedSource,
  offset: number,
  to: number,
): Promise<Element | undefined> {
  return elementAt(await source.upTo(offset, 12), 0, offset, to);
}

/** `base`: where the bytes begin in the file. */
function elementAt(bytes: Uint8Array, at: number, base: number, to: number): Element | undefined {
  const id = readNumber(bytes, at, 4, true);
  const size = id && readNumber(bytes, at + id.length, 8, false);
  if (!id || !size) return undefined;
  const offset = base + at;
  const start = offset + id.length + size.length;
  const isUnknown = size.value === 2 ** (7 * size.length) - 1;
  return {
    id: id.value,
    offset,
    start,
    size: isUnknown ? undefined : size.value,
    end: isUnknown ? to : start + size.value,
  };
}

interface Coded {
  value: number;
  length: number;
}

/** The zeros in front of the first set bit say how many bytes follow; an id keeps that bit. */
function readNumber(bytes: Uint8Array, at: number, longest: number, isId: boolean): Coded | undefined {
  const first = bytes[at] ?? 0;
  const length = Math.clz32(first) - 23;
  if (first === 0 || length > longest || at + length > bytes.length) return undefined;
  let value = isId ? first : first & (0xff >> length);
  for (let index = 1; index < length; index++) value = value * 256 + (bytes[at + index] ?? 0);
  return { value, length };
}

/** More than any list of tags has; elements of two bytes would fill the memory. */
const MAX_CHILDREN = 100_000;

/** Those inside bytes that are held as a whole; ends where none stands. */
export function childrenOf(bytes: Uint8Array, from: number, to: number): Element[] {
  const elements: Element[] = [];
  const end = Math.min(to, bytes.length);
  for (let at = from; at < end && elements.length < MAX_CHILDREN; ) {
    const element = elementAt(bytes, at, 0, end);
    if (element === undefined || element.end > end) break;
    elements.push(element);
    at = element.end;
  }
  return elements;
}

export function buildElement(id: number, content: Uint8Array, sizeLength?: number): Uint8Array {
  const idLength = Math.ceil(id.toString(16).length / 2);
  return join(bigEndian(id, idLength), codeSize(content.length, sizeLength), content);
}

/** In `length` bytes, or in as many as it takes. Throws `format.damaged` where it does not fit. */
export function codeSize(size: number, length = shortest(size)): Uint8Array {
  // All bits set would mean that the size is unknown.
  if (size >= 2 ** (7 * length) - 1) throw damaged("a part of it would outgrow its size field");
  const bytes = bigEndian(size, length);
  bytes[0] = (bytes[0] ?? 0) | (0x80 >> (length - 1));
  return bytes;
}

function shortest(size: number): number {
  let length = 1;
  while (size >= 2 ** (7 * length) - 1) length++;
  return length;
}

export const VOID = 0xec;

/** `room` bytes that say nothing; undefined where there is no such element, for the smallest has two. */
export function buildVoid(room: number): Uint8Array | undefined {
  if (room === 0) return new Uint8Array();
  if (room === 1) return undefined;
  const sizeLength = room < 128 ? 1 : 8;
  return buildElement(VOID, new Uint8Array(room - 1 - sizeLength), sizeLength);
}
