/** GIF: XMP is an application extension, whose packet stands there whole and not in blocks. */

import { letters, startsWith, uint } from "../asset/bytes.js";
import { colorTableBytes } from "../asset/damage/gif.js";
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { inOrder, join, latin1 } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { type ByteWindow, blocksEnd, byteWindow } from "./gif/blocks.js";
import {
  type CarriedPacket,
  decodePacket,
  keepPacket,
  longestPacket,
  packetToReplace,
  wantedPacket,
} from "./packet.js";

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const APPLICATION = 0xff;
const COMMENT = 0xfe;
const XMP = "XMP DataXMP";
/** Introducer, label, the length of the name, the name. */
const HEAD_BYTES = 3 + XMP.length;

// XMP part 3, §1.1.2: wherever in the packet a reader of blocks comes from, this leads it to the end.
const MAGIC = new Uint8Array([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);

export const gif: MetadataContainer = {
  formats: ["gif"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: async (source, wanted) => inOrder(await decide(boundSource(source), wanted)),
};

interface Block {
  kind: "image" | "comment" | "application" | "other";
  start: number;
  end: number;
}

/** Throws `format.damaged` where they do not lead to the trailer. */
async function* blocksOf(bytes: ByteWindow): AsyncIterable<Block> {
  for (let at = 13 + colorTableBytes(await bytes.at(10)); ; ) {
    const introducer = await bytes.at(at);
    if (introducer === TRAILER) return;
    if (introducer !== EXTENSION && introducer !== IMAGE) {
      throw damaged(`expected a block at byte ${at}, found something else`);
    }
    const isImage = introducer === IMAGE;
    const data = isImage ? at + 11 + colorTableBytes(await bytes.at(at + 9)) : at + 2;
    const label = isImage ? 0 : await bytes.at(at + 1);
    const end = await blocksEnd(bytes, data);
    yield { kind: isImage ? "image" : extensionKind(label), start: at, end };
    at = end;
  }
}

function extensionKind(label: number): Block["kind"] {
  return label === APPLICATION ? "application" : label === COMMENT ? "comment" : "other";
}

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  await checkHeader(source);
  for await (const block of blocksOf(byteWindow(source))) {
    const packet = await packetIn(source, block);
    if (packet) yield packet;
  }
}

async function checkHeader(source: BoundedSource): Promise<void> {
  if (!/^GIF8[79]a$/.test(letters(await source.bytes(0, 6))))
    throw damaged("it does not begin as a GIF does");
}

async function packetIn(source: BoundedSource, block: Block): Promise<CarriedPacket | undefined> {
  const { kind, start, end } = block;
  if (kind !== "application" || !startsWith(await source.upTo(start + 2, 1 + XMP.length), `\x0b${XMP}`)) {
    return undefined;
  }
  const where = { place: "Application Extension XMP", offset: start, length: end - start, start, end };
  return { kind: "xmp", ...where, ...(await packetBetween(source, start + HEAD_BYTES, end)) };
}

async function packetBetween(source: BoundedSource, from: number, to: number) {
  if (to - from > longestPacket) return { text: "", isExact: false, isNormative: true };
  const data = await source.bytes(from, to - from);
  const length = data.length - MAGIC.length;
  const isNormative = length >= 0 && MAGIC.every((byte, index) => data[length + index] === byte);
  return { ...decodePacket(isNormative ? data.subarray(0, length) : joined(data)), isNormative };
}

/** Some writers put the packet into blocks of 255 bytes, as all other data of a GIF are. */
function joined(data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length);
  let filled = 0;
  for (let at = 0; at < data.length; ) {
    const block = data.subarray(at + 1, at + 1 + uint(data, at, 1));
    bytes.set(block, filled);
    filled += block.length;
    at += 1 + uint(data, at, 1);
  }
  return bytes.subarray(0, filled);
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  const packet = wantedPacket(wanted);
  if (!packet) return [];
  if (packet.includes(0)) throw new Error("an XMP packet holds no zeros");
  await checkHeader(source);
  const packets: CarriedPacket[] = [];
  let place: number | undefined;
  for await (const block of blocksOf(byteWindow(source))) {
    // Also before the graphic control extension, which belongs to the image behind it.
    if (block.kind === "image" || block.kind === "other") place ??= block.start;
    keepPacket(packets, await packetIn(source, block));
  }
  if (place === undefined) throw damaged("it has no picture data");
  const { target, copies } = packetToReplace(packets);
  const insert = join(new Uint8Array([EXTENSION, APPLICATION, XMP.length]), latin1(XMP), packet, MAGIC);
  const isOld = startsWith(await source.bytes(0, 6), "GIF87a");
  return [
    // The version of 1987 knows no extensions.
    ...(isOld ? [{ offset: 4, remove: 1, insert: latin1("9") }] : []),
    target
      ? { offset: target.start, remove: target.end - target.start, insert }
      : { offset: place, remove: 0, insert },
    ...copies.map(({ start, end }) => ({ offset: start, remove: end - start, insert: new Uint8Array() })),
  ];
}
