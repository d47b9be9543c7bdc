/** JPEG: XMP is an APP1 segment; labels also stand in EXIF comments and, wrongly, in segments of their own. */
import { startsWith } from "../asset/bytes.js";
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { bigEndian, inOrder, join, latin1 } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { exifLabels } from "./exif-labels.js";
import { type ExtendedPiece, extendedPiece, joinPieces, mostPieces } from "./jpeg/extended-xmp.js";
import { followMultiPicture } from "./jpeg/multi-picture.js";
import { APP0, APP1, APP15, type Segment, segmentsOf } from "./jpeg/segments.js";
import { looksLikeLabel } from "./label-form.js";
import {
  type CarriedPacket,
  decodePacket,
  keepPacket,
  packetToReplace,
  wantedPacket,
  withoutEndingZeros,
  XMP_PREFIX,
} from "./packet.js";
import { untilDamage } from "./until-damage.js";

const EXIF = "Exif\0";
/** XMP part 3, §1.1.3: what a segment, which counts in sixteen bits, leaves for the packet. */
const MAX_PACKET_BYTES = 65_502;

export const jpeg: MetadataContainer = {
  formats: ["jpeg"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: async (source, wanted) => inOrder(await decide(boundSource(source), wanted)),
};

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  const pieces: ExtendedPiece[] = [];
  for await (const segment of untilDamage(segmentsOf(source))) {
    if (segment.marker < APP0 || segment.marker > APP15) continue;
    const piece = segment.marker === APP1 ? await extendedPiece(source, segment) : undefined;
    if (piece && pieces.length < mostPieces) pieces.push(piece);
    if (!piece) yield* marksIn(source, segment);
  }
  yield* joinPieces(pieces);
}

async function* marksIn(source: BoundedSource, segment: Segment): AsyncIterable<FoundMark> {
  const packet = await packetIn(source, segment);
  if (packet) yield packet;
  else if (await isExif(source, segment)) {
    const base = segment.dataStart + 6;
    yield* untilDamage(exifLabels(source, { base, isCommentNormative: true }));
  } else {
    const text = await bareLabel(source, segment);
    const { start: offset, end } = segment;
    const place = `APP${segment.marker - APP0}`;
    if (text !== undefined) {
      yield { kind: "aigc", place, isNormative: false, text, offset, length: end - offset };
    }
  }
}

async function packetIn(source: BoundedSource, segment: Segment): Promise<CarriedPacket | undefined> {
  const { marker, dataStart, start, end } = segment;
  if (marker !== APP1) return undefined;
  const bytes = await source.bytes(dataStart, end - dataStart);
  if (!startsWith(bytes, XMP_PREFIX)) return undefined;
  const packet = decodePacket(bytes.subarray(XMP_PREFIX.length));
  const length = end - start;
  return { kind: "xmp", place: "APP1", isNormative: true, ...packet, offset: start, length, start, end };
}

async function isExif(source: BoundedSource, { marker, dataStart, end }: Segment): Promise<boolean> {
  return marker === APP1 && end - dataStart > 14 && startsWith(await source.bytes(dataStart, 6), EXIF);
}

/** `AIGC{…}` and nothing else: no registered segment begins so. */
async function bareLabel(source: BoundedSource, { dataStart, end }: Segment): Promise<string | undefined> {
  if (!startsWith(await source.upTo(dataStart, Math.min(4, end - dataStart)), "AIGC")) return undefined;
  const text = new TextDecoder().decode(await source.bytes(dataStart, end - dataStart));
  return looksLikeLabel(text) ? withoutEndingZeros(text.slice(text.indexOf("{"))) : undefined;
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  const packet = wantedPacket(wanted);
  if (!packet) return [];
  const segments: Segment[] = [];
  const packets: CarriedPacket[] = [];
  let place = 2;
  for await (const segment of segmentsOf(source)) {
    segments.push(segment);
    keepPacket(packets, await packetIn(source, segment));
    if (isLeading(segment, segments) || (await isExif(source, segment))) place = segment.end;
  }
  const { target, copies } = packetToReplace(packets);
  const edits = inOrder([
    target
      ? { offset: target.start, remove: target.end - target.start, insert: segmentFor(packet) }
      : { offset: place, remove: 0, insert: segmentFor(packet) },
    ...copies.map(({ start, end }) => ({ offset: start, remove: end - start, insert: new Uint8Array() })),
  ]);
  return [...edits, ...(await followMultiPicture(source, segments, edits))];
}

/** JFIF and its extension stand first (ITU-T T.871 §10.1). */
function isLeading({ marker }: Segment, soFar: readonly Segment[]): boolean {
  return marker === APP0 && soFar.every((segment) => segment.marker === APP0);
}

function segmentFor(packet: Uint8Array): Uint8Array {
  if (packet.length > MAX_PACKET_BYTES) {
    throw damaged(`a JPEG holds ${MAX_PACKET_BYTES} bytes of XMP, and it would need ${packet.length}`);
  }
  const data = join(latin1(XMP_PREFIX), packet);
  return join(new Uint8Array([0xff, APP1]), bigEndian(data.length + 2, 2), data);
}
