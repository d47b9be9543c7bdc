/** An XMP packet as bytes: out of whatever encoding it has, into UTF-8, and which one of several is replaced. */
import { type BoundedSource, damaged } from "./bounded-source.js";
import type { FoundMark, WantedMarks } from "./container.js";

/** What is longer is reported at its place with empty text: nobody's label is that long. */
export const longestPacket = 8 * 1024 * 1024;

/** What stands before a packet in a JPEG (XMP part 3, §1.1.3). */
export const XMP_PREFIX = "http://ns.adobe.com/xap/1.0/\0";

/** A packet, and the bytes of the whole structure that carries it. */
export interface CarriedPacket extends FoundMark {
  kind: "xmp";
  start: number;
  end: number;
  /** False where its bytes are not what its encoding allows: rewriting it would lose something. */
  isExact: boolean;
}

export interface DecodedPacket {
  text: string;
  isExact: boolean;
}

/** What is too long is not read, and not replaced either. */
export async function readPacket(
  source: BoundedSource,
  offset: number,
  length: number,
): Promise<DecodedPacket> {
  if (length > longestPacket) return { text: "", isExact: false };
  return decodePacket(await source.bytes(offset, length));
}

/** UTF-8, UTF-16 and UTF-32 are legal (ISO 16684-1 §7.1), with a byte order mark or without. */
export function decodePacket(bytes: Uint8Array): DecodedPacket {
  const { text, isExact } = decodeText(bytes);
  // Fixed fields of some writers are filled up with zeros.
  return { text: withoutEndingZeros(text), isExact };
}

/** Not by a pattern, which would take forever on zeros that are not the end. */
export function withoutEndingZeros(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end -= 1;
  return text.slice(0, end);
}

function decodeText(bytes: Uint8Array): DecodedPacket {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  const first = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  if (first === 0x0000feff || first === 0x0000003c) return decodeUtf32(bytes, "big");
  if (first === 0xfffe0000 || first === 0x3c000000) return decodeUtf32(bytes, "little");
  if (first >>> 16 === 0xfeff || first >>> 16 === 0x003c) return decodeAs("utf-16be", bytes);
  if (first >>> 16 === 0xfffe || first >>> 16 === 0x3c00) return decodeAs("utf-16le", bytes);
  return decodeAs("utf-8", bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedPacket {
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), isExact: true };
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), isExact: false };
  }
}

function decodeUtf32(bytes: Uint8Array, order: "big" | "little"): DecodedPacket {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  let isExact = bytes.length % 4 === 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, order === "little");
    const isCharacter = code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
    isExact &&= isCharacter;
    if (at > 0 || code !== 0xfeff) parts.push(isCharacter ? String.fromCodePoint(code) : "\ufffd");
  }
  return { text: parts.join(""), isExact };
}

/** Two are a mistake of some program, many are made to fill the memory. */
export const mostPackets = 8;

export function keepPacket<P extends CarriedPacket>(packets: P[], packet: P | undefined): void {
  if (packet && packets.push(packet) > mostPackets) throw damaged("it has very many XMP packets");
}

/**
 * The packet that new text takes the place of, and equal copies of it, which would make a second label.
 * Throws `format.damaged` where replacing would lose what somebody wrote.
 */
export function packetToReplace<P extends CarriedPacket>(packets: readonly P[]): { target?: P; copies: P[] } {
  const [target, ...copies] = packets;
  if (!target) return { copies };
  if (!target.isExact) throw damaged("its XMP packet is too long, or not in the encoding it should have");
  if (copies.some(({ text }) => text.trim() !== target.text.trim())) {
    throw damaged(`expected one XMP packet, found ${packets.length} that say different things`);
  }
  return { target, copies };
}

/** Undefined where nothing is to be written. For containers whose label lives in XMP. */
export function wantedPacket(wanted: WantedMarks): Buffer | undefined {
  if (wanted.aigc !== undefined)
    throw new Error("in this container the AIGC label is part of the XMP packet");
  if (wanted.xmp === undefined) return undefined;
  const bytes = Buffer.from(wanted.xmp, "utf8");
  if (bytes.length > longestPacket) throw new Error(`an XMP packet of ${bytes.length} bytes is none`);
  return bytes;
}
