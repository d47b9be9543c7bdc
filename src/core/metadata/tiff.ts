/** TIFF and DNG: XMP is a tag of the first directory, which is written anew at the end of the file. */
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { bigEndian, inOrder, join, littleEndian } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer, WantedMarks } from "./container.js";
import { exifLabels } from "./exif-labels.js";
import { type CarriedPacket, keepPacket, packetToReplace, readPacket, wantedPacket } from "./packet.js";
import {
  readDirectory,
  readTiffHeader,
  type TiffDirectory,
  type TiffEntry,
  type TiffHeader,
} from "./tiff/directory.js";

const XMP = 700;
const BYTE = 1;
const UNDEFINED = 7;

export const tiff: MetadataContainer = {
  formats: ["tiff", "dng"],
  aigcPlace: "xmp",
  holdsXmp: true,
  read: (source) => collectMarks(source, find),
  write: async (source, wanted) => inOrder(await decide(boundSource(source), wanted)),
};

async function* find(source: BoundedSource): AsyncIterable<FoundMark> {
  const header = await readTiffHeader(source, 0);
  const directory = await readDirectory(source, header, header.firstDirectory);
  for (const entry of directory.entries) if (entry.tag === XMP) yield packetIn(source, entry);
  yield* exifLabels(source, { base: 0, isCommentNormative: false });
}

async function packetIn(source: BoundedSource, entry: TiffEntry): Promise<CarriedPacket> {
  const { type, valueOffset, valueBytes } = entry;
  return {
    kind: "xmp",
    place: "IFD0 tag 700",
    // XMP part 3 allows both; the guide names the second, most programs write the first.
    isNormative: type === BYTE || type === UNDEFINED,
    ...(await readPacket(source, valueOffset, valueBytes)),
    offset: valueOffset,
    length: valueBytes,
    start: valueOffset,
    end: valueOffset + valueBytes,
  };
}

async function decide(source: BoundedSource, wanted: WantedMarks): Promise<Edit[]> {
  const packet = wantedPacket(wanted);
  if (!packet) return [];
  const header = await readTiffHeader(source, 0);
  const directory = await readDirectory(source, header, header.firstDirectory);
  const old = directory.entries.filter(({ tag }) => tag === XMP);
  const packets: CarriedPacket[] = [];
  for (const entry of old) keepPacket(packets, await packetIn(source, entry));
  packetToReplace(packets);
  // TIFF 6.0 §2: values and directories begin at even places; BigTIFF wants them at eighths.
  const alignment = header.isBig ? 8 : 2;
  const packetAt = aligned(source.sizeBytes, alignment);
  const directoryAt = aligned(packetAt + packet.length, alignment);
  const appended = join(
    new Uint8Array(packetAt - source.sizeBytes),
    packet,
    new Uint8Array(directoryAt - packetAt - packet.length),
    directoryWith(directory, packetEntry(header, packet.length, packetAt), header),
  );
  if (!header.isBig && source.sizeBytes + appended.length > 0xffffffff) {
    throw damaged("it would be larger than its places can say");
  }
  return [
    {
      offset: header.pointer,
      remove: header.pointerBytes,
      insert: number(header, directoryAt, header.pointerBytes),
    },
    { offset: source.sizeBytes, remove: 0, insert: appended },
  ];
}

function aligned(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}

function number({ order }: TiffHeader, value: number, length: number): Uint8Array {
  return order === "big" ? bigEndian(value, length) : littleEndian(value, length);
}

function packetEntry(header: TiffHeader, length: number, offset: number): Uint8Array {
  const size = header.pointerBytes;
  return join(
    number(header, XMP, 2),
    number(header, UNDEFINED, 2),
    number(header, length, size),
    number(header, offset, size),
  );
}

/** Entries stand in the order of their tags, and their values stay where they are. */
function directoryWith(directory: TiffDirectory, entry: Uint8Array, header: TiffHeader): Uint8Array {
  const { entries, bytes, offset, entryBytes, countBytes } = directory;
  const others = entries.filter(({ tag }) => tag !== XMP);
  const place = others.filter(({ tag }) => tag < XMP).length;
  const copies = others.map((other) =>
    bytes.subarray(other.offset - offset, other.offset - offset + entryBytes),
  );
  const next = bytes.subarray(bytes.length - header.pointerBytes);
  const all = [...copies.slice(0, place), entry, ...copies.slice(place)];
  return join(number(header, all.length, countBytes), ...all, next);
}
