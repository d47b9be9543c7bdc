/** TIFF structures, as in TIFF, DNG and EXIF: the header, and directories of tagged values; classic and BigTIFF. */
import { type ByteOrder, startsWith, uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";

export interface TiffHeader {
  order: ByteOrder;
  /** 8 byte offsets (version 43). */
  isBig: boolean;
  /** What offsets count from: the file's begin, or that of the EXIF block. */
  base: number;
  /** Where the place of the first directory is written, and how long that is. */
  pointer: number;
  pointerBytes: number;
  firstDirectory: number;
}

export interface TiffEntry {
  tag: number;
  type: number;
  count: number;
  /** In the file: of the entry itself, and of the value, which short ones hold in it. */
  offset: number;
  valueOffset: number;
  valueBytes: number;
}

export interface TiffDirectory {
  entries: TiffEntry[];
  offset: number;
  /** From the count to behind the place of the next directory. */
  bytes: Uint8Array;
  entryBytes: number;
  countBytes: number;
}

/** More than any camera writes, and few enough to go through. */
const MAX_ENTRIES = 4096;

// TIFF 6.0 §2 and the BigTIFF addition: bytes of one value, by type.
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

export async function readTiffHeader(source: BoundedSource, base: number): Promise<TiffHeader> {
  const head = await source.bytes(base, 8);
  const order = startsWith(head, "II") ? "little" : startsWith(head, "MM") ? "big" : undefined;
  const version = order === undefined ? 0 : uint(head, 2, 2, order);
  if (order === undefined || (version !== 42 && version !== 43)) throw damaged("it has no TIFF header");
  const isBig = version === 43;
  const pointer = base + (isBig ? 8 : 4);
  const pointerBytes = isBig ? 8 : 4;
  const firstDirectory = base + uint(await source.bytes(pointer, pointerBytes), 0, pointerBytes, order);
  return { order, isBig, base, pointer, pointerBytes, firstDirectory };
}

export async function readDirectory(
  source: BoundedSource,
  header: TiffHeader,
  offset: number,
): Promise<TiffDirectory> {
  const { order, isBig } = header;
  const countBytes = isBig ? 8 : 2;
  const entryBytes = isBig ? 20 : 12;
  const count = uint(await source.bytes(offset, countBytes), 0, countBytes, order);
  if (count > MAX_ENTRIES) throw damaged(`expected up to ${MAX_ENTRIES} tags, found ${count}`);
  const bytes = await source.bytes(offset, countBytes + count * entryBytes + header.pointerBytes);
  const entries = Array.from({ length: count }, (_, index) =>
    readEntry(bytes, countBytes + index * entryBytes, offset, header),
  );
  return { entries, offset, bytes, entryBytes, countBytes };
}

function readEntry(bytes: Uint8Array, at: number, offset: number, header: TiffHeader): TiffEntry {
  const { order, isBig, base, pointerBytes } = header;
  const type = uint(bytes, at + 2, 2, order);
  const count = uint(bytes, at + 4, isBig ? 8 : 4, order);
  const valueBytes = count * (typeBytes[type] ?? 0);
  const valueAt = at + (isBig ? 12 : 8);
  const isInside = valueBytes <= pointerBytes;
  return {
    tag: uint(bytes, at, 2, order),
    type,
    count,
    offset: offset + at,
    valueOffset: isInside ? offset + valueAt : base + uint(bytes, valueAt, pointerBytes, order),
    valueBytes,
  };
}

export function entryOf({ entries }: TiffDirectory, tag: number): TiffEntry | undefined {
  return entries.find((entry) => entry.tag === tag);
}

/** A number that stands in the entry itself, as places of other directories do. */
export async function numberIn(source: BoundedSource, entry: TiffEntry, header: TiffHeader): Promise<number> {
  const length = typeBytes[entry.type] ?? 0;
  return uint(await source.bytes(entry.valueOffset, length), 0, length, header.order);
}
