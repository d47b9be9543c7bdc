/** Extended XMP: what did not fit into one JPEG segment, in numbered pieces (XMP part 3, §1.1.3.1). */
import { letters, startsWith, uint } from "../../asset/bytes.js";
import type { BoundedSource } from "../bounded-source.js";
import type { FoundMark } from "../container.js";
import { decodePacket, longestPacket } from "../packet.js";
import type { Segment } from "./segments.js";

const PREFIX = "http://ns.adobe.com/xmp/extension/\0";
/** As many as the longest packet needs, and some: each holds 64 KB of the file in memory. */
export const mostPieces = 256;

/** Behind the prefix: 32 letters of digest, the length of the whole, the place of this piece. */
const HEADER_BYTES = PREFIX.length + 40;

export interface ExtendedPiece {
  digest: string;
  wholeBytes: number;
  at: number;
  segment: Segment;
  bytes: Uint8Array;
}

/** Undefined where the segment is something else. */
export async function extendedPiece(
  source: BoundedSource,
  segment: Segment,
): Promise<ExtendedPiece | undefined> {
  const bytes = await source.bytes(segment.dataStart, segment.end - segment.dataStart);
  if (!startsWith(bytes, PREFIX) || bytes.length < HEADER_BYTES) return undefined;
  return {
    digest: letters(bytes, PREFIX.length, 32),
    wholeBytes: uint(bytes, PREFIX.length + 32, 4),
    at: uint(bytes, PREFIX.length + 36, 4),
    segment,
    bytes: bytes.subarray(HEADER_BYTES),
  };
}

/** One mark for each packet, at its first piece; with empty text where a piece is missing. */
export function joinPieces(pieces: readonly ExtendedPiece[]): FoundMark[] {
  const packets = new Map<string, ExtendedPiece[]>();
  for (const piece of pieces) packets.set(piece.digest, [...(packets.get(piece.digest) ?? []), piece]);
  return [...packets.values()].flatMap((packet): FoundMark[] => {
    const own = packet.toSorted((one, other) => one.at - other.at);
    const [first] = own;
    if (!first) return [];
    const { start, end } = first.segment;
    const text = wholeText(own, first.wholeBytes);
    return [
      {
        kind: "xmp",
        place: "APP1 extended XMP",
        isNormative: false,
        isAside: true,
        text,
        offset: start,
        length: end - start,
      },
    ];
  });
}

function wholeText(pieces: readonly ExtendedPiece[], wholeBytes: number): string {
  let at = 0;
  for (const piece of pieces) {
    if (piece.at !== at) return "";
    at += piece.bytes.length;
  }
  if (at !== wholeBytes || at > longestPacket) return "";
  return decodePacket(Buffer.concat(pieces.map(({ bytes }) => bytes))).text;
}
