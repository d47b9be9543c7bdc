/** WebP: XMP is a RIFF chunk, announced by a bit of the VP8X chunk that simple files do not have. */
import { letters, uint } from "../asset/bytes.js";
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { inOrder, join, littleEndian } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { exifLabels } from "./exif-labels.js";
import { type CarriedPacket, keepPacket, packetToReplace, readPacket, wantedPacket } from "./packet.js";
import { type Chunk, FIRST_CHUNK, type Riff, readChunks, readRiff, walkChunks } from "./riff.js";
import { buildChunk, setChunks } from "./riff-chunks.js";
import { untilDamage } from "./until-damage.js";

// WebP container specification, "Extended file format": bits of the first byte of VP8X.
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;

export const webp: MetadataContainer = {
  formats: ["webp"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: async (source, wanted) => inOrder(await decide(boundSource(source), wanted)),
};

async function readWebp(source: BoundedSource): Promise<Riff> {
  const riff = await readRiff(source);
  if (riff.form !== "WEBP") throw damaged("it does not begin as a WebP does");
  return riff;
}

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  const riff = await readWebp(source);
  for await (const chunk of walkChunks(source, FIRST_CHUNK, riff.end)) {
    if (chunk.id === "XMP ") yield packetIn(source, chunk);
    if (chunk.id === "EXIF") yield* untilDamage(labelsIn(source, chunk));
  }
}

async function packetIn(source: BoundedSource, chunk: Chunk): Promise<CarriedPacket> {
  const { offset, start, size, end } = chunk;
  const where = { place: "XMP chunk", offset, length: end - offset, start: offset, end };
  return { kind: "xmp", isNormative: true, ...where, ...(await readPacket(source, start, size)) };
}

async function* labelsIn(source: BoundedSource, { start }: Chunk): AsyncIterable<FoundMark> {
  // Some writers keep the six letters that introduce EXIF in a JPEG.
  const base = letters(await source.bytes(start, 6)) === "Exif\0\0" ? start + 6 : start;
  yield* exifLabels(source, { base, isCommentNormative: false });
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  const packet = wantedPacket(wanted);
  if (!packet) return [];
  const riff = await readWebp(source);
  const chunks = await readChunks(source, riff);
  const old = chunks.filter(({ id }) => id === "XMP ");
  const packets: CarriedPacket[] = [];
  for (const chunk of old) keepPacket(packets, await packetIn(source, chunk));
  packetToReplace(packets);
  const [first] = chunks;
  if (!first) throw damaged("it has no picture data");
  const edits = setChunks(source, riff, chunks, [{ instead: old, bytes: buildChunk("XMP ", packet) }]);
  if (first.id !== "VP8X") return withExtension(edits, first, await extensionFor(source, first));
  const [flags = 0] = await source.bytes(first.start, 1);
  if (flags & HAS_XMP) return edits;
  return [...edits, { offset: first.start, remove: 1, insert: new Uint8Array([flags | HAS_XMP]) }];
}

/** The size of the RIFF, which `edits` already set, counts the new chunk too. */
function withExtension(edits: readonly Edit[], first: Chunk, extension: Uint8Array): Edit[] {
  const [resized, ...others] = edits;
  if (resized?.offset !== 4) throw new Error("the first edit is not that of the size");
  const size = uint(resized.insert, 0, 4, "little") + extension.length;
  if (size > 0xffffffff) throw damaged("it would outgrow its size field");
  const grown = { ...resized, insert: littleEndian(size, 4) };
  return [grown, { offset: first.offset, remove: 0, insert: extension }, ...others];
}

async function extensionFor(source: BoundedSource, { id, start }: Chunk): Promise<Uint8Array> {
  const { width, height, hasAlpha } = await pictureSize(source, id, start);
  if (width === 0 || height === 0) throw damaged("its picture has no size");
  const flags = HAS_XMP | (hasAlpha ? HAS_ALPHA : 0);
  const content = join(littleEndian(flags, 4), littleEndian(width - 1, 3), littleEndian(height - 1, 3));
  return buildChunk("VP8X", content);
}

async function pictureSize(source: BoundedSource, id: string, start: number) {
  if (id === "VP8L") {
    const head = await source.bytes(start, 5);
    const bits = uint(head, 1, 4, "little");
    if (head[0] !== 0x2f) throw damaged("its lossless picture has no header");
    const hasAlpha = ((bits >>> 28) & 1) === 1;
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, hasAlpha };
  }
  if (id !== "VP8 ") throw damaged("its first chunk is no picture");
  const head = await source.bytes(start, 10);
  // RFC 6386 §9.1: only key frames, whose lowest bit is zero, have a start code and a size.
  const isKeyFrame = (uint(head, 0, 1) & 1) === 0 && uint(head, 3, 3) === 0x9d012a;
  if (!isKeyFrame) throw damaged("its picture has no header");
  return {
    width: uint(head, 6, 2, "little") & 0x3fff,
    height: uint(head, 8, 2, "little") & 0x3fff,
    hasAlpha: false,
  };
}
