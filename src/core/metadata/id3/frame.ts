/** The frames of an ID3v2 tag: where they are, what they hold, and new ones for a label or a packet. */
import { inflateSync } from "node:zlib";
import { letters, startsWith, uint } from "../../asset/bytes.js";
import { bigEndian, fromUtf8, join, latin1, utf8 } from "../byte-building.js";
import type { Unpack } from "../work-budget.js";

export interface Id3Frame {
  id: string;
  offset: number;
  end: number;
  /** Undefined where it is encrypted, compressed beyond reading, or of a kind that is not read here. */
  content: Uint8Array | undefined;
}

const MAX_FRAMES = 10_000;
/** A label has 2,048 characters per value at most, an XMP packet may be larger. */
const MAX_INFLATED_BYTES = 4 * 1024 * 1024;

/** Where a label or a packet may be; of the others it is only known where they stand. */
const readable = /^(TXXX?|PRIV)$/;

/** Ends quietly where no frame stands: there the padding begins. */
export function walkFrames(
  bytes: Uint8Array,
  from: number,
  { version, unpack }: { version: number; unpack: Unpack },
): Id3Frame[] {
  const frames: Id3Frame[] = [];
  const [idLength, headLength] = version === 2 ? [3, 6] : [4, 10];
  for (let at = from; at + headLength <= bytes.length && frames.length < MAX_FRAMES; ) {
    const id = letters(bytes, at, idLength);
    const end = at + headLength + frameSize(bytes, at, version);
    if (!isFrameId(id) || end > bytes.length) break;
    const raw = bytes.subarray(at + headLength, end);
    const flags = uint(bytes, at + 9, 1);
    const content = readable.test(id) ? readContent(raw, flags, version, unpack) : undefined;
    frames.push({ id, offset: at, end, content });
    at = end;
  }
  return frames;
}

function isFrameId(id: string): boolean {
  return /^[A-Z][A-Z0-9]{2,3}$/.test(id);
}

function frameSize(bytes: Uint8Array, at: number, version: number): number {
  if (version === 2) return uint(bytes, at + 3, 3);
  const plain = uint(bytes, at + 4, 4);
  if (version === 3) return plain;
  const size = bytes.subarray(at + 4, at + 8);
  const coded = size.reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
  // iTunes wrote 2.4 with the sizes of 2.3 for years; what follows the frame tells which it is.
  const endsWell = (size: number) => {
    const next = at + 10 + size;
    return next === bytes.length || bytes[next] === 0 || isFrameId(letters(bytes.subarray(next), 0, 4));
  };
  const isPlain = size.some((byte) => byte >= 0x80) || (!endsWell(coded) && endsWell(plain));
  return isPlain ? plain : coded;
}

function readContent(
  bytes: Uint8Array,
  flags: number,
  version: number,
  unpack: Unpack,
): Uint8Array | undefined {
  if (version === 2 || flags === 0) return bytes;
  const isNew = version === 4;
  const isCompressed = (flags & (isNew ? 0x08 : 0x80)) !== 0;
  const isGrouped = (flags & (isNew ? 0x40 : 0x20)) !== 0;
  const hasLength = isNew ? (flags & 0x01) !== 0 : isCompressed;
  if (flags & (isNew ? 0x04 : 0x40)) return undefined;
  let content = bytes.subarray((isGrouped ? 1 : 0) + (hasLength ? 4 : 0));
  if (isNew && flags & 0x02) content = withoutStuffing(content);
  return isCompressed ? unpack((limits) => inflateSync(content, limits), MAX_INFLATED_BYTES) : content;
}

function withoutStuffing(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => byte !== 0 || bytes[at - 1] !== 0xff);
}

/** The text of a TXXX (TXX in 2.2) with this description. */
export function readUserText({ id, content }: Id3Frame, description: string): string | undefined {
  if (!/^TXXX?$/.test(id) || content === undefined || content.length < 2) return undefined;
  const [encoding = 0] = content;
  const width = encoding === 1 || encoding === 2 ? 2 : 1;
  let end = 1;
  // No further than what is looked for reaches, with a byte order mark in front.
  const last = Math.min(content.length - width, 1 + (description.length + 1) * width);
  while (end <= last && uint(content, end, width) !== 0) end += width;
  if (decode(content.subarray(1, end), encoding) !== description) return undefined;
  return decode(content.subarray(end + width), encoding).replace(/\0.*$/s, "");
}

/** The packet of a PRIV frame (XMP Specification Part 3 §1.1.7). */
export function readPrivateXmp({ id, content }: Id3Frame): string | undefined {
  if (id !== "PRIV" || content === undefined || !startsWith(content, "XMP\0")) return undefined;
  return fromUtf8(content.subarray(4));
}

function decode(bytes: Uint8Array, encoding: number): string {
  if (encoding === 0) return letters(bytes);
  if (encoding === 3) return fromUtf8(bytes);
  const isBig = encoding === 2 || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return new TextDecoder(isBig ? "utf-16be" : "utf-16le").decode(bytes);
}

/** In the plainest encoding that holds the text; 2.3 has no UTF-8. */
export function buildUserText(description: string, text: string, version: number): Uint8Array {
  const isAscii = /^[\x01-\x7f]*$/.test(text);
  if (isAscii || version === 4) {
    const encode = isAscii ? latin1 : utf8;
    return join(new Uint8Array([isAscii ? 0 : 3]), latin1(`${description}\0`), encode(text));
  }
  const wide = (part: string) =>
    join(new Uint8Array([0xff, 0xfe]), new Uint8Array(Buffer.from(part, "utf16le")));
  return join(new Uint8Array([1]), wide(`${description}\0`), wide(text));
}

export function buildPrivateXmp(packet: string): Uint8Array {
  return join(latin1("XMP\0"), utf8(packet));
}

/** `isStuffed`: in a 2.3 tag that is unsynchronized as a whole; the size does not count what is put in. */
export function buildFrame(id: string, content: Uint8Array, version: number, isStuffed: boolean): Uint8Array {
  const size = version === 4 ? codeSynchsafe(content.length) : bigEndian(content.length, 4);
  const frame = join(latin1(id), size, new Uint8Array(2), content);
  if (!isStuffed || version === 4) return frame;
  const stuffed: number[] = [];
  frame.forEach((byte, at) => {
    const next = frame[at + 1] ?? 0;
    stuffed.push(byte);
    if (byte === 0xff && (next === 0 || next >= 0xe0)) stuffed.push(0);
  });
  return new Uint8Array(stuffed);
}

export function codeSynchsafe(value: number): Uint8Array {
  return new Uint8Array([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f));
}
