/** Small Office files, put together by hand: packed and unpacked entries, some with their sizes behind them. */
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

export interface OfficeEntry {
  name: string;
  content: string;
  /** As programs write that do not know the size beforehand. */
  hasDescriptor?: boolean;
  isStored?: boolean;
}

const types = "http://schemas.openxmlformats.org/package/2006/content-types";
const relationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const office = "http://schemas.openxmlformats.org/officeDocument/2006";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** `custom`: what docProps/custom.xml says, with its relationship and content type. */
export function officeEntries(custom?: string): OfficeEntry[] {
  const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
  const override = `<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>`;
  const relationship = `<Relationship Id="rId9" Type="${office}/relationships/custom-properties" Target="docProps/custom.xml"/>`;
  return [
    {
      name: "[Content_Types].xml",
      content: `${head}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${word}"/>${custom ? override : ""}</Types>`,
    },
    {
      name: "_rels/.rels",
      hasDescriptor: true,
      content: `${head}<Relationships xmlns="${relationships}"><Relationship Id="rId1" Type="${office}/relationships/officeDocument" Target="word/document.xml"/>${custom ? relationship : ""}</Relationships>`,
    },
    ...(custom ? [{ name: "docProps/custom.xml", content: custom, hasDescriptor: true }] : []),
    {
      name: "word/document.xml",
      content: `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${"A disc. ".repeat(40)}</w:t></w:r></w:p></w:body></w:document>`,
    },
    { name: "word/media/note.bin", content: "\x00\x01\x02 as it is", isStored: true },
  ];
}

export function zipOf(entries: readonly OfficeEntry[], comment = ""): Buffer {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const { name, content, hasDescriptor = false, isStored = false } of entries) {
    const data = Buffer.from(content, "utf8");
    const packed = isStored ? data : deflateRawSync(data, { level: 1 });
    const sizes = numbers([crc32(data), 4], [packed.length, 4], [data.length, 4]);
    const start = numbers(
      [20, 2],
      [hasDescriptor ? 8 : 0, 2],
      [isStored ? 0 : 8, 2],
      [0x6000, 2],
      [0x5b21, 2],
    );
    const lengths = numbers([name.length, 2], [0, 2]);
    const local = Buffer.concat([
      Buffer.from("PK\x03\x04"),
      start,
      hasDescriptor ? Buffer.alloc(12) : sizes,
      lengths,
      Buffer.from(name),
      packed,
      ...(hasDescriptor ? [Buffer.from("PK\x07\x08"), sizes] : []),
    ]);
    const rest = numbers([0, 6], [0, 4], [offset, 4]);
    records.push(
      Buffer.concat([
        Buffer.from("PK\x01\x02"),
        numbers([20, 2]),
        start,
        sizes,
        lengths,
        rest,
        Buffer.from(name),
      ]),
    );
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(records);
  const count = entries.length;
  const end = numbers([0, 4], [count, 2], [count, 2], [list.length, 4], [offset, 4], [comment.length, 2]);
  return Buffer.concat([...locals, list, Buffer.from("PK\x05\x06"), end, Buffer.from(comment)]);
}

function numbers(...fields: readonly (readonly [value: number, length: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, length]) => {
      const bytes = Buffer.alloc(length);
      bytes.writeUIntLE(value, 0, length);
      return bytes;
    }),
  );
}

/** What is in a ZIP, read by its list and held against what stands in front of each entry. */
export function unzipped(zip: Buffer): Record<string, string> {
  const end = zip.lastIndexOf("PK\x05\x06");
  const found: Record<string, string> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    if (zip.toString("latin1", at, at + 4) !== "PK\x01\x02") throw new Error(`no entry at ${at}`);
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, nameEnd);
    found[name] = unpacked(zip, at, name).toString("utf8");
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  if (at !== end || zip.readUInt32LE(end + 12) !== end - zip.readUInt32LE(end + 16))
    throw new Error("the list is not right");
  return found;
}

function unpacked(zip: Buffer, record: number, name: string): Buffer {
  const local = zip.readUInt32LE(record + 42);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const isNamed = zip.toString("utf8", local + 30, local + 30 + Buffer.byteLength(name)) === name;
  const hasSizes = (zip.readUInt16LE(local + 6) & 8) === 0;
  const isSame = zip.subarray(local + 14, local + 26).equals(zip.subarray(record + 16, record + 28));
  if (zip.toString("latin1", local, local + 4) !== "PK\x03\x04" || !isNamed || (hasSizes && !isSame)) {
    throw new Error(`"${name}" is not at ${local} as the list says`);
  }
  const packed = zip.subarray(start, start + zip.readUInt32LE(record + 20));
  const bytes = zip.readUInt16LE(record + 10) === 0 ? packed : inflateRawSync(packed);
  if (crc32(bytes) !== zip.readUInt32LE(record + 16)) throw new Error(`"${name}" has another checksum`);
  return bytes;
}
