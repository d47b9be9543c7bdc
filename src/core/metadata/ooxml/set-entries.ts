/** The edits that put parts into a ZIP: new ones behind the others, changed ones in the place of the old. */
import { crc32, deflateRawSync } from "node:zlib";
import { uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { inOrder, join, joinAll, latin1, littleEndian, moved, utf8 } from "../byte-building.js";
import type { Edit } from "../container.js";
import { DEFLATED, type Entry, entryNamed, HAS_DESCRIPTOR, readLocal, type Zip } from "./zip.js";

export interface Part {
  name: string;
  content: Uint8Array;
}

interface Packed {
  bytes: Uint8Array;
  size: number;
  checksum: number;
}

export async function setEntries(source: BoundedSource, zip: Zip, parts: readonly Part[]): Promise<Edit[]> {
  const replacing: Edit[] = [];
  const changed = new Map<Entry, Packed>();
  const fresh: { name: string; packed: Packed }[] = [];
  for (const { name, content } of parts) {
    const packed = pack(content);
    const entry = entryNamed(zip, name);
    if (entry === undefined) fresh.push({ name, packed });
    else {
      changed.set(entry, packed);
      replacing.push(await replaceLocal(source, zip, entry, packed));
    }
  }
  const edits = inOrder(replacing);
  const locals: Uint8Array[] = [];
  const records = zip.entries.map((entry) => {
    const packed = changed.get(entry);
    const record = packed ? withSizes(entry.record, packed, 2) : entry.record.slice();
    record.set(littleEndian(moved(entry.localOffset, edits), 4), 42);
    return record;
  });
  const newOffset = moved(zip.listOffset, edits);
  for (const { name, packed } of fresh) {
    records.push(buildRecord(name, packed, newOffset + join(...locals).length));
    locals.push(join(buildLocal(name, packed), packed.bytes));
  }
  const list = joinAll(records);
  const listOffset = newOffset + join(...locals).length;
  if (listOffset + list.length >= 2 ** 32 - 1) throw damaged("it would outgrow the 32 bit form of ZIP");
  return [
    ...edits,
    { offset: zip.listOffset, remove: zip.endOffset - zip.listOffset, insert: join(...locals, list) },
    { offset: zip.endOffset + 8, remove: 12, insert: buildCounts(records.length, list.length, listOffset) },
  ];
}

function pack(content: Uint8Array): Packed {
  return {
    bytes: new Uint8Array(deflateRawSync(content)),
    size: content.length,
    checksum: crc32(content),
  };
}

async function replaceLocal(source: BoundedSource, zip: Zip, entry: Entry, packed: Packed): Promise<Edit> {
  const { head, start, packedSize } = await readLocal(source, entry);
  const next = zip.entries.reduce(
    (least, { localOffset }) => (localOffset > entry.localOffset ? Math.min(least, localOffset) : least),
    zip.listOffset > entry.localOffset ? zip.listOffset : Number.POSITIVE_INFINITY,
  );
  const rest = next - start - packedSize;
  if (rest < 0) throw damaged(`"${entry.name}" inside it overlaps what follows`);
  // APPNOTE 6.3.10 §4.3.9: sizes behind the bytes, which now stand in front of them.
  const hasDescriptor = (uint(entry.record, 8, 2, "little") & HAS_DESCRIPTOR) !== 0 && rest <= 24;
  const end = hasDescriptor ? next : next - rest;
  const insert = join(withSizes(head, packed, 0), packed.bytes);
  return { offset: entry.localOffset, remove: end - entry.localOffset, insert };
}

/** `shift`: the fields stand two bytes later in the list than in front of the packed bytes. */
function withSizes(record: Uint8Array, { bytes, size, checksum }: Packed, shift: 0 | 2): Uint8Array {
  const copy = record.slice();
  const flags = uint(copy, 6 + shift, 2, "little") & ~HAS_DESCRIPTOR;
  copy.set(littleEndian(flags, 2), 6 + shift);
  copy.set(littleEndian(DEFLATED, 2), 8 + shift);
  copy.set(join(littleEndian(checksum, 4), littleEndian(bytes.length, 4), littleEndian(size, 4)), 14 + shift);
  return copy;
}

/** Version, flags, method, and the first day that the date field can say: there is no clock here. */
function commonFields({ bytes, size, checksum }: Packed, name: string): Uint8Array {
  return join(
    littleEndian(20, 2),
    littleEndian(0, 2),
    littleEndian(DEFLATED, 2),
    littleEndian(0, 2),
    littleEndian(0x21, 2),
    littleEndian(checksum, 4),
    littleEndian(bytes.length, 4),
    littleEndian(size, 4),
    littleEndian(name.length, 2),
    littleEndian(0, 2),
  );
}

function buildLocal(name: string, packed: Packed): Uint8Array {
  return join(latin1("PK\x03\x04"), commonFields(packed, name), utf8(name));
}

function buildRecord(name: string, packed: Packed, localOffset: number): Uint8Array {
  const version = littleEndian(20, 2);
  const unused = new Uint8Array(10);
  return join(
    latin1("PK\x01\x02"),
    version,
    commonFields(packed, name),
    unused,
    littleEndian(localOffset, 4),
    utf8(name),
  );
}

function buildCounts(count: number, size: number, offset: number): Uint8Array {
  if (count >= 0xffff) throw damaged("it has too many entries for the 32 bit form of ZIP");
  return join(littleEndian(count, 2), littleEndian(count, 2), littleEndian(size, 4), littleEndian(offset, 4));
}
