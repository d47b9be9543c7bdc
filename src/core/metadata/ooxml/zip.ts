/**
 * A ZIP whose entries are replaced or added while all others keep their bytes. Libraries for ZIP unpack and
 * pack again, which gives every part new bytes; here only the records that name positions are renewed.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { findBytes, startsWith, uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { fromUtf8 } from "../byte-building.js";

export interface Zip {
  entries: Entry[];
  /** Where the list of entries begins, and the record that ends the file. */
  listOffset: number;
  endOffset: number;
}

export interface Entry {
  name: string;
  /** Its record in the list, as it is. */
  record: Uint8Array;
  localOffset: number;
}

// APPNOTE 6.3.10 §4.3.7, §4.3.12, §4.3.16: sizes of the fixed parts.
const LOCAL_BYTES = 30;
const RECORD_BYTES = 46;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65535;
const MAX_INFLATED_BYTES = 16 * 1024 * 1024;
const STORED = 0;
export const DEFLATED = 8;
const ENCRYPTED = 0x0001;
export const HAS_DESCRIPTOR = 0x0008;

export async function readZip(source: BoundedSource): Promise<Zip> {
  const { bytes, endOffset } = await findEnd(source);
  const count = uint(bytes, 10, 2, "little");
  const size = uint(bytes, 12, 4, "little");
  const listOffset = uint(bytes, 16, 4, "little");
  if (count === 0xffff || listOffset === 0xffffffff) throw damaged("it is a ZIP of the 64 bit form");
  if (listOffset + size !== endOffset) throw damaged("its list of entries is not where it should be");
  const list = await source.bytes(listOffset, size);
  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const nameLength = uint(list, at + 28, 2, "little");
    const others = uint(list, at + 30, 2, "little") + uint(list, at + 32, 2, "little");
    const end = at + RECORD_BYTES + nameLength + others;
    if (!startsWith(list, "PK\x01\x02", at) || end > size) throw damaged("its list of entries is broken");
    const name = fromUtf8(list.subarray(at + RECORD_BYTES, at + RECORD_BYTES + nameLength));
    entries.push({ name, record: list.slice(at, end), localOffset: uint(list, at + 42, 4, "little") });
    at = end;
  }
  if (at !== size) throw damaged("its list of entries is broken");
  return { entries, listOffset, endOffset };
}

async function findEnd(source: BoundedSource): Promise<{ bytes: Uint8Array; endOffset: number }> {
  const length = Math.min(source.sizeBytes, END_BYTES + MAX_COMMENT_BYTES);
  const tailOffset = source.sizeBytes - length;
  const tail = await source.bytes(tailOffset, length);
  let found = -1;
  for (
    let at = findBytes(tail, [0x50, 0x4b, 5, 6]);
    at !== -1;
    at = findBytes(tail, [0x50, 0x4b, 5, 6], at + 1)
  ) {
    if (at + END_BYTES + uint(tail, at + 20, 2, "little") === length) found = at;
  }
  if (found === -1) throw damaged("its list of entries is missing");
  return { bytes: tail.slice(found), endOffset: tailOffset + found };
}

/** Undefined where there is none. Throws `format.damaged` for two of one name: readers differ in which they take. */
export function entryNamed(zip: Zip, name: string): Entry | undefined {
  const [entry, second] = zip.entries.filter((each) => each.name.toLowerCase() === name.toLowerCase());
  if (second !== undefined) throw damaged(`expected one "${name}" inside it, found two`);
  return entry;
}

/** Throws `format.damaged` for more than `mostBytes`: a few packed bytes may claim to be any number. */
export async function unpack(
  source: BoundedSource,
  entry: Entry,
  mostBytes = MAX_INFLATED_BYTES,
): Promise<Uint8Array> {
  const { start, packedSize } = await readLocal(source, entry);
  const method = uint(entry.record, 10, 2, "little");
  const isReadable = method === STORED || method === DEFLATED;
  const unpackedSize = uint(entry.record, 24, 4, "little");
  if (!isReadable || uint(entry.record, 8, 2, "little") & ENCRYPTED || unpackedSize > mostBytes) {
    throw damaged(`"${entry.name}" inside it cannot be unpacked`);
  }
  const packed = await source.bytes(start, packedSize);
  const bytes =
    method === STORED ? packed : source.unpack((limits) => inflateRawSync(packed, limits), mostBytes);
  if (bytes === undefined || crc32(bytes) !== uint(entry.record, 16, 4, "little"))
    throw damaged(`"${entry.name}" inside it is damaged`);
  return bytes;
}

/** What stands in front of the packed bytes, and where those are. */
export async function readLocal(
  source: BoundedSource,
  { localOffset, record, name }: Entry,
): Promise<{ head: Uint8Array; start: number; packedSize: number }> {
  const head = await source.bytes(localOffset, LOCAL_BYTES);
  if (!startsWith(head, "PK\x03\x04")) throw damaged(`"${name}" is not where the list of entries says`);
  const headLength = LOCAL_BYTES + uint(head, 26, 2, "little") + uint(head, 28, 2, "little");
  const packedSize = uint(record, 20, 4, "little");
  return { head: await source.bytes(localOffset, headLength), start: localOffset + headLength, packedSize };
}
