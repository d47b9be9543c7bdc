/** The three kinds of PNG text chunks: a keyword and a text, plain or compressed. */
import { inflateSync } from "node:zlib";
import type { BoundedSource } from "../bounded-source.js";
import { join, latin1 } from "../byte-building.js";
import { decodePacket, longestPacket } from "../packet.js";

export interface PngText {
  keyword: string;
  isCompressed: boolean;
  /** Empty where it cannot be unpacked, or not within bounds. */
  text: string;
  /** False where its bytes are not the UTF-8 they should be. */
  isExact: boolean;
}

/** A keyword has 79 letters at most (PNG §11.3.3). */
const LONGEST_KEYWORD = 79;

/** Undefined for other chunks and for those without a keyword. */
export function readText(source: BoundedSource, type: string, data: Uint8Array): PngText | undefined {
  const end = data.subarray(0, LONGEST_KEYWORD + 1).indexOf(0);
  if (end < 1) return undefined;
  const keyword = Buffer.from(data.subarray(0, end)).toString("latin1");
  if (type === "tEXt") return { keyword, isCompressed: false, ...decodePacket(data.subarray(end + 1)) };
  if (type === "zTXt") return { keyword, isCompressed: true, ...unpacked(source, data.subarray(end + 2)) };
  if (type !== "iTXt") return undefined;
  const isCompressed = data[end + 1] === 1;
  // Behind the two bytes on compression: a language and a translated keyword, each ended by a zero.
  const language = data.indexOf(0, end + 3);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  if (translated === -1) return undefined;
  const rest = data.subarray(translated + 1);
  return { keyword, isCompressed, ...(isCompressed ? unpacked(source, rest) : decodePacket(rest)) };
}

function unpacked(source: BoundedSource, bytes: Uint8Array): { text: string; isExact: boolean } {
  const inflated = source.unpack((limits) => inflateSync(bytes, limits), longestPacket);
  return inflated ? decodePacket(inflated) : { text: "", isExact: false };
}

/** Uncompressed, in no particular language (PNG §11.3.3.4). */
export function internationalText(keyword: string, text: Uint8Array): Uint8Array {
  return join(latin1(keyword), new Uint8Array(5), text);
}

/** How an image library wrote XMP before there was a chunk for it: a length, and the bytes in hexadecimal. */
export function rawProfile(text: string): string {
  const head = /^\s*\S+\s+\d+\s/.exec(text)?.[0] ?? text;
  return decodePacket(Buffer.from(text.slice(head.length).replace(/\s+/g, ""), "hex")).text;
}
