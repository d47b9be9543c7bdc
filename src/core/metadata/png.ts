/** PNG: XMP is an uncompressed iTXt chunk; labels also stand in text chunks called AIGC and in EXIF. */
import { crc32 } from "node:zlib";
import { letters, startsWith, uint } from "../asset/bytes.js";
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { bigEndian, inOrder, join, latin1 } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { exifLabels } from "./exif-labels.js";
import { labelForm } from "./label-form.js";
import { type CarriedPacket, keepPacket, longestPacket, packetToReplace, wantedPacket } from "./packet.js";
import { internationalText, type PngText, rawProfile, readText } from "./png/text.js";
import { untilDamage } from "./until-damage.js";

const SIGNATURE = "\x89PNG\r\n\x1a\n";
const XMP = "XML:com.adobe.xmp";
const OLD_XMP = "Raw profile type xmp";

export const png: MetadataContainer = {
  formats: ["png"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: async (source, wanted) => inOrder(await decide(boundSource(source), wanted)),
};

interface Chunk {
  type: string;
  start: number;
  dataStart: number;
  dataBytes: number;
  end: number;
}

/** Ends behind IEND: what stands there is no part of the picture. */
/** Throws `format.damaged` where they do not lead to the end. */
export async function* chunksOf(source: BoundedSource): AsyncIterable<Chunk> {
  if (!startsWith(await source.bytes(0, 8), SIGNATURE)) throw damaged("it does not begin as a PNG does");
  for (let at = 8; ; ) {
    const head = await source.bytes(at, 8);
    const dataBytes = uint(head, 0, 4);
    const type = letters(head, 4, 4);
    const end = at + 12 + dataBytes;
    if (!/^[A-Za-z]{4}$/.test(type)) throw damaged(`expected a chunk at byte ${at}, found something else`);
    if (end > source.sizeBytes) throw damaged(`its ${type} chunk is cut short`);
    yield { type, start: at, dataStart: at + 8, dataBytes, end };
    if (type === "IEND") return;
    at = end;
  }
}

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  for await (const chunk of chunksOf(source)) {
    const { type, dataStart: base, start, end } = chunk;
    if (type === "eXIf") yield* untilDamage(exifLabels(source, { base, isCommentNormative: false }));
    const packet = await packetIn(source, chunk);
    if (packet) yield packet;
    else if ((await keywordOf(source, chunk)) === "AIGC") {
      const { text, isExact } = (await textIn(source, chunk)) ?? { text: "", isExact: false };
      const isNormative = type === "tEXt" && labelForm(text) === "wrapped";
      const found = { place: `${type} AIGC`, isNormative, text, offset: start, length: end - start };
      yield { kind: "aigc", ...found, ...(text === "" && !isExact ? { isUnread: true } : {}) };
    }
  }
}

async function keywordOf(
  source: BoundedSource,
  { type, dataStart, dataBytes }: Chunk,
): Promise<string | undefined> {
  if (!/^(?:tEXt|zTXt|iTXt)$/.test(type)) return undefined;
  const head = letters(await source.bytes(dataStart, Math.min(dataBytes, 32)));
  return [XMP, OLD_XMP, "AIGC"].find((keyword) => head.startsWith(`${keyword}\0`));
}

async function textIn(
  source: BoundedSource,
  { type, dataStart, dataBytes }: Chunk,
): Promise<PngText | undefined> {
  if (dataBytes > longestPacket) return undefined;
  return readText(source, type, await source.bytes(dataStart, dataBytes));
}

async function packetIn(source: BoundedSource, chunk: Chunk): Promise<CarriedPacket | undefined> {
  const keyword = await keywordOf(source, chunk);
  if (keyword === undefined || keyword === "AIGC") return undefined;
  const { type, start, end } = chunk;
  const found = await textIn(source, chunk);
  const text = found?.text ?? "";
  return {
    kind: "xmp",
    place: `${type} ${keyword}`,
    isNormative: keyword === XMP && type === "iTXt" && found?.isCompressed === false,
    text: keyword === XMP ? text : rawProfile(text),
    isExact: found?.isExact ?? false,
    offset: start,
    length: end - start,
    start,
    end,
  };
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  const packet = wantedPacket(wanted);
  if (!packet) return [];
  const packets: CarriedPacket[] = [];
  let headerEnd: number | undefined;
  let dataStart: number | undefined;
  for await (const chunk of chunksOf(source)) {
    if (chunk.type === "IHDR") headerEnd ??= chunk.end;
    if (chunk.type === "IDAT") dataStart ??= chunk.start;
    keepPacket(packets, await packetIn(source, chunk));
  }
  if (headerEnd === undefined || dataStart === undefined) throw damaged("it has no picture data");
  const { target, copies } = packetToReplace(packets);
  const insert = chunkOf("iTXt", internationalText(XMP, packet));
  // GB 45438 speaks of the file's head: a packet behind the picture data is moved before them.
  const place = target && target.start < dataStart ? target.start : headerEnd;
  const gone = target ? [target, ...copies] : [];
  return [
    { offset: place, remove: 0, insert },
    ...gone.map(({ start, end }) => ({ offset: start, remove: end - start, insert: new Uint8Array() })),
  ];
}

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const named = join(latin1(type), data);
  return join(bigEndian(data.length, 4), named, bigEndian(crc32(named), 4));
}
