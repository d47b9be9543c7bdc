/** JPEG XL: XMP is a box; a bare codestream gets the boxes around it that it needs to carry one. */
import { brotliDecompressSync } from "node:zlib";
import { ColophonError } from "../../error.js";
import { letters, startsWith, uint } from "../asset/bytes.js";
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { bigEndian, inOrder, join, latin1 } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { exifLabels } from "./exif-labels.js";
import { boxesOf, type IsoBox } from "./iso-boxes.js";
import {
  type CarriedPacket,
  type DecodedPacket,
  decodePacket,
  keepPacket,
  longestPacket,
  packetToReplace,
  readPacket,
  wantedPacket,
} from "./packet.js";
import { untilDamage } from "./until-damage.js";

const SIGNATURE = latin1("\0\0\0\x0cJXL \r\n\x87\n");
const FILE_TYPE = latin1("\0\0\0\x14ftypjxl \0\0\0\0jxl ");

export const jxl: MetadataContainer = {
  formats: ["jxl"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: async (source, wanted) => inOrder(await decide(boundSource(source), wanted)),
};

async function isBare(source: BoundedSource): Promise<boolean> {
  const head = await source.upTo(0, SIGNATURE.length);
  if (startsWith(head, "\xff\x0a")) return true;
  if (startsWith(head, letters(SIGNATURE))) return false;
  throw damaged("it does not begin as a JPEG XL does");
}

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  if (await isBare(source)) return;
  for await (const box of boxesOf(source)) {
    const packet = await packetIn(source, box);
    if (packet) yield packet;
    if (box.type !== "Exif") continue;
    const base = box.content + 4 + uint(await source.upTo(box.content, 4), 0, 4);
    yield* untilDamage(exifLabels(source, { base, isCommentNormative: false }));
  }
}

async function packetIn(source: BoundedSource, box: IsoBox): Promise<CarriedPacket | undefined> {
  const { type, start, content, end } = box;
  const isPacked = type === "brob" && startsWith(await source.upTo(content, 4), "xml ");
  if (type !== "xml " && !isPacked) return undefined;
  const packet = isPacked ? await unpack(source, box) : await readPacket(source, content, end - content);
  const place = isPacked ? "brob xml box" : "xml box";
  const where = { place, isNormative: !isPacked, offset: start, length: end - start };
  return { kind: "xmp", ...where, ...packet, start, end };
}

/** Brotli, behind the name of the box that is packed. */
async function unpack(source: BoundedSource, { content, end }: IsoBox): Promise<DecodedPacket> {
  if (end - content > longestPacket) return { text: "", isExact: false };
  const packed = (await source.bytes(content, end - content)).subarray(4);
  const unpacked = source.unpack((limits) => brotliDecompressSync(packed, limits), longestPacket);
  return unpacked ? decodePacket(unpacked) : { text: "", isExact: false };
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  const packet = wantedPacket(wanted);
  if (!packet) return [];
  const insert = boxOf("xml ", packet);
  if (await isBare(source)) return [{ offset: 0, remove: 0, insert: wrapping(source.sizeBytes, insert) }];
  const boxes: IsoBox[] = [];
  const packets: CarriedPacket[] = [];
  for await (const box of boxesOf(source)) {
    boxes.push(box);
    keepPacket(packets, await packetIn(source, box));
  }
  const codestream = boxes.find(({ type }) => type === "jxlc" || type === "jxlp");
  const fileType = boxes.find(({ type }) => type === "ftyp");
  if (!codestream || !fileType) throw damaged("it has no picture data");
  const { target, copies } = packetToReplace(packets);
  if (!target) return [{ offset: placeFor(boxes, fileType), remove: 0, insert }];
  refuseRebuilding(boxes);
  if (boxes.some(({ start, isOpen }) => isOpen && start === target.start)) {
    throw damaged("its XMP packet reaches to the end of the file");
  }
  return [
    { offset: target.start, remove: target.end - target.start, insert },
    ...copies.map(({ start, end }) => ({ offset: start, remove: end - start, insert: new Uint8Array() })),
  ];
}

/** ISO 18181-2: the level box, where there is one, follows the file type at once. */
function placeFor(boxes: readonly IsoBox[], fileType: IsoBox): number {
  const level = boxes.find(({ type, start }) => type === "jxll" && start === fileType.end);
  return level?.end ?? fileType.end;
}

/** From `jbrd` the JPEG that the picture came from is rebuilt bit for bit, with the packet that stands here. */
function refuseRebuilding(boxes: readonly IsoBox[]): void {
  if (!boxes.some(({ type }) => type === "jbrd")) return;
  throw new ColophonError(
    "format.not-writable",
    "the JPEG XL holds a whole JPEG, which could not be rebuilt if its XMP were changed",
  );
}

function boxOf(type: string, content: Uint8Array): Uint8Array {
  return join(boxHead(type, content.length), content);
}

function boxHead(type: string, length: number): Uint8Array {
  const isLong = length + 8 > 0xffffffff;
  if (!isLong) return join(bigEndian(length + 8, 4), latin1(type));
  return join(bigEndian(1, 4), latin1(type), bigEndian(length + 16, 8));
}

function wrapping(sizeBytes: number, metadata: Uint8Array): Uint8Array {
  return join(SIGNATURE, FILE_TYPE, metadata, boxHead("jxlc", sizeBytes));
}
