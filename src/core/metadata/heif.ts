/** HEIF, HEIC and AVIF: XMP is an item of its own, which describes the primary picture. */
import { startsWith, uint } from "../asset/bytes.js";
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { inOrder, joinAll } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { exifLabels } from "./exif-labels.js";
import { type Heif, type HeifItem, readHeif } from "./heif/meta.js";
import { XMP_TYPE } from "./heif/new-item.js";
import { placePacket } from "./heif/place-packet.js";
import {
  type CarriedPacket,
  decodePacket,
  keepPacket,
  longestPacket,
  packetToReplace,
  wantedPacket,
  XMP_PREFIX,
} from "./packet.js";
import { untilDamage } from "./until-damage.js";

export const heif: MetadataContainer = {
  formats: ["heic", "heif", "avif"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: async (source, wanted) => inOrder(await decide(boundSource(source), wanted)),
};

interface ItemPacket extends CarriedPacket {
  itemId: number;
}

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  const file = await readHeif(source);
  for (const item of file.items) {
    const packet = await packetIn(source, file, item);
    if (packet) yield packet;
    const [range, second] = item.type === "Exif" ? rangesOf(file, item.id) : [];
    if (!range || second || range.length < 12) continue;
    // HEIF annex A.2.1: the first four bytes say how far behind them the TIFF header stands.
    const base = range.offset + 4 + uint(await source.bytes(range.offset, 4), 0, 4);
    yield* untilDamage(exifLabels(source, { base, isCommentNormative: false }));
  }
}

async function packetIn(source: BoundedSource, file: Heif, item: HeifItem): Promise<ItemPacket | undefined> {
  if (item.type !== "mime" || item.contentType.toLowerCase() !== XMP_TYPE) return undefined;
  const ranges = rangesOf(file, item.id);
  const length = ranges.reduce((sum, range) => sum + range.length, 0);
  const isKnown = ranges.length > 0 && item.contentEncoding === "" && length <= longestPacket;
  const bytes = isKnown ? await bytesOf(source, ranges) : new Uint8Array();
  // Some cameras put here too what belongs into a JPEG.
  const isPrefixed = startsWith(bytes, XMP_PREFIX);
  const { text, isExact } = decodePacket(isPrefixed ? bytes.subarray(XMP_PREFIX.length) : bytes);
  const isAside = !isOfPrimary(file, item);
  const offset = ranges[0]?.offset ?? 0;
  return {
    kind: "xmp",
    place: "mime item application/rdf+xml",
    isNormative: isKnown && !isPrefixed && !isAside,
    ...(isAside ? { isAside } : {}),
    text,
    isExact: isExact && isKnown,
    offset,
    length,
    start: offset,
    end: offset + length,
    itemId: item.id,
  };
}

/** Depth maps and mattes may have packets of their own, which say nothing about the picture. */
function isOfPrimary({ references, primary }: Heif, { id }: HeifItem): boolean {
  return references?.describes.get(id)?.has(primary) ?? true;
}

/** Empty where the bytes are in another file or made of other items. */
function rangesOf({ placeOf, data }: Heif, id: number): { offset: number; length: number }[] {
  const found = placeOf.get(id);
  if (found?.dataReference !== 0 || found.method > 1) return [];
  if (found.method === 1 && !data) return [];
  const start = found.method === 1 ? (data?.content ?? 0) : 0;
  return found.extents.map(({ offset, length }) => ({ offset: start + found.base + offset, length }));
}

async function bytesOf(source: BoundedSource, ranges: readonly { offset: number; length: number }[]) {
  const parts: Uint8Array[] = [];
  for (const { offset, length } of ranges) parts.push(await source.bytes(offset, length));
  return joinAll(parts);
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  const packet = wantedPacket(wanted);
  if (!packet) return [];
  const file = await readHeif(source);
  const packets: ItemPacket[] = [];
  for (const item of file.items) {
    const found = await packetIn(source, file, item);
    if (!found?.isAside) keepPacket(packets, found);
  }
  const { target, copies } = packetToReplace(packets);
  if (copies.length > 0) throw damaged("it has its XMP packet twice");
  return placePacket(source, file, packet, target?.itemId);
}
