/** What traps for our readers are built of: each piece whole by itself, and far too often or far too deep. */

import { readFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import { renumber, SEQUENCE_OFFSET } from "../../src/core/metadata/ogg/page.ts";
import { fixture } from "../support/media.ts";
import { officeEntries, zipOf } from "../support/office-file.ts";

export const MIB = 1024 * 1024;

function big(length: 2 | 4, value: number): Buffer {
  const field = Buffer.alloc(length);
  field.writeUIntBE(value, 0, length);
  return field;
}

const little = (length: 2 | 4, value: number) => Buffer.from(big(length, value)).reverse();

export function many(count: number, make: (index: number) => Buffer | string): Buffer {
  return Buffer.concat(Array.from({ length: count }, (_, index) => Buffer.from(make(index))));
}

export const repeated = (piece: Buffer | string, count: number) =>
  Buffer.alloc(Buffer.byteLength(piece) * count, piece);

export function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  return Buffer.concat([big(4, content.length), body, big(4, crc32(body))]);
}

export function pngWith(...chunks: Buffer[]): Buffer {
  const picture = readFileSync(fixture("drawing.png"));
  const headerEnd = 8 + 12 + picture.readUInt32BE(8);
  return Buffer.concat([picture.subarray(0, headerEnd), ...chunks, picture.subarray(headerEnd)]);
}

const packedText = (text: string) =>
  Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\x01\0\0\0"), deflateSync(text)]);
export const pngWithXmp = (...packets: string[]) =>
  pngWith(...packets.map((packet) => pngChunk("iTXt", packedText(packet))));

const rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
export const xmp = (inside: string, more = "") =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ${rdf}><rdf:Description rdf:about="" xmlns:a="a:a"${more}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;

export function jpegWith(...segments: Buffer[]): Buffer {
  const picture = readFileSync(fixture("drawing.jpg"));
  return Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)]);
}

export function segment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), big(2, content.length + 2), content]);
}

/** A directory of as many tags as are read, which every one of many blocks points to. */
export function exifsOfOneDirectory(count: number): Buffer {
  const blockBytes = 4 + 6 + 8 + 6;
  const own = Buffer.concat([little(2, 4000), repeated(Buffer.alloc(12, 1), 4000), little(4, 0)]);
  const blocks = many(count, (index) => {
    const tiffAt = index * blockBytes + 10;
    const directoryAt = count * blockBytes + 4;
    const content = [Buffer.from("Exif\0\0II*\0"), little(4, directoryAt - tiffAt), Buffer.alloc(6)];
    return segment(0xe1, Buffer.concat(content));
  });
  return jpegWith(blocks, segment(0xe2, own));
}

export function mp3With(frames: Buffer, version = 4): Buffer {
  const size = Buffer.from([21, 14, 7, 0].map((shift) => (frames.length >> shift) & 0x7f));
  const head = Buffer.concat([Buffer.from("ID3"), Buffer.from([version, 0, 0]), size]);
  const sound = readFileSync(fixture("tone.mp3"));
  const isTagged = sound.toString("latin1", 0, 3) === "ID3";
  const tag = isTagged ? 10 + sound.subarray(6, 10).reduce((sum, byte) => sum * 128 + byte, 0) : 0;
  return Buffer.concat([head, frames, sound.subarray(tag)]);
}

export function id3Frame(id: string, content: Buffer, flags = 0): Buffer {
  const size = Buffer.from([21, 14, 7, 0].map((shift) => (content.length >> shift) & 0x7f));
  return Buffer.concat([Buffer.from(id), size, big(2, flags), content]);
}

/** ID3v2.4 §4.1: compressed, with the length it unpacks to. */
export function packedFrame(bytes: number): Buffer {
  const content = Buffer.concat([Buffer.alloc(4), deflateSync(Buffer.alloc(bytes))]);
  return id3Frame("TXXX", content, 0x0009);
}

export function box(type: string, ...content: Buffer[]): Buffer {
  const inside = Buffer.concat(content);
  return Buffer.concat([big(4, inside.length + 8), Buffer.from(type, "latin1"), inside]);
}

export const ftyp = box("ftyp", Buffer.from("isom\0\0\0\0isommp42"));

export function itemList(items: Buffer): Buffer {
  const handler = box("hdlr", Buffer.alloc(8), Buffer.from("mdta"), Buffer.alloc(13));
  const keys = box("keys", Buffer.alloc(4), big(4, 1), box("mdta", Buffer.from("AIGC")));
  return box("meta", Buffer.alloc(4), handler, keys, box("ilst", items));
}

export function chunk(id: string, content: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(id),
    little(4, content.length),
    content,
    Buffer.alloc(content.length % 2),
  ]);
}

export function wavWith(chunks: Buffer): Buffer {
  const sound = readFileSync(fixture("tone.wav"));
  const bytes = Buffer.concat([sound.subarray(0, 12), chunks, sound.subarray(12)]);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  return bytes;
}

/** RFC 3533 §6: a page with one packet, or one piece of it, and the right checksum. */
function oggPage(content: Buffer, flags: number, sequence: number): Buffer {
  const head = Buffer.concat([Buffer.from("OggS\0"), Buffer.from([flags]), Buffer.alloc(20)]);
  const page = Buffer.concat([head, Buffer.from([1, content.length]), content]);
  page.set(renumber(page, sequence), SEQUENCE_OFFSET);
  return page;
}

/** RFC 7845 §5.1 behind which every page holds one byte. */
export function oggOfOneByte(pages: number, one = Buffer.from("a")): Buffer {
  const head = Buffer.concat([
    Buffer.from("OpusHead\x01\x01"),
    little(2, 0),
    little(4, 48_000),
    Buffer.alloc(3),
  ]);
  return Buffer.concat([oggPage(head, 2, 0), many(pages, (index) => oggPage(one, 0, index + 1))]);
}

interface PdfObject {
  number: number;
  body: Buffer | string;
}

/** With a table at its end; `more` goes into the trailer. */
export function pdfOf(objects: readonly PdfObject[], more = ""): Buffer {
  const parts = [Buffer.from("%PDF-1.7\n")];
  let length = 9;
  const rows: string[] = [];
  for (const { number, body } of objects) {
    rows.push(`${number} 1\n${String(length).padStart(10, "0")} 00000 n \n`);
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(body),
      Buffer.from("\nendobj\n"),
    ]);
    parts.push(part);
    length += part.length;
  }
  const size = objects.length + 1;
  parts.push(Buffer.from(`xref\n${rows.join("")}trailer\n<< /Size ${size} /Root 1 0 R ${more}>>\n`));
  return Buffer.concat([...parts, Buffer.from(`startxref\n${length}\n%%EOF\n`)]);
}

const stream = (entries: string, content: Buffer) =>
  Buffer.concat([
    Buffer.from(`<< ${entries} /Length ${content.length} >>\nstream\n`),
    content,
    Buffer.from("\nendstream"),
  ]);

/** Sections that each unpack to tens of megabytes, each the older one of the next. */
export function pdfOfSections(count: number, mebibytes: number): Buffer {
  const content = deflateSync(Buffer.alloc(mebibytes * MIB));
  const parts = [Buffer.from("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")];
  let length = parts[0]?.length ?? 0;
  let previous = "";
  let last = 0;
  for (let index = 0; index < count; index++) {
    last = length;
    const rows = (mebibytes * MIB) / 4;
    const entries = `/Type /XRef /Size ${rows} /W [1 2 1] /Root 1 0 R /Filter /FlateDecode ${previous}`;
    const head = Buffer.from(`${index + 2} 0 obj\n`);
    const part = Buffer.concat([head, stream(entries, content), Buffer.from("\nendobj\n")]);
    parts.push(part);
    previous = `/Prev ${length}`;
    length += part.length;
  }
  return Buffer.concat([...parts, Buffer.from(`startxref\n${last}\n%%EOF\n`)]);
}

/** Each section stands in the trailer of the one before it, which has to be read to its end. */
export function pdfOfNestedSections(count: number): Buffer {
  const head = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n";
  const open = (index: number) => {
    const own = "xref\n0 0\ntrailer << /Root 1 0 R /Size 2 /Prev 0000000000 /X [ ";
    return own.replace("0000000000", String(head.length + (index + 1) * own.length).padStart(10, "0"));
  };
  const opened = Array.from({ length: count }, (_, index) => open(index)).join("");
  const filler = "(a)".repeat(20_000);
  return Buffer.from(`${head}${opened}${filler}${" ] >>".repeat(count)}\nstartxref\n${head.length}\n%%EOF\n`);
}

/** The catalog inside a stream of objects whose list of them is most of what it unpacks to. */
export function pdfOfNumbers(mebibytes: number): Buffer {
  const head = repeated("7 0 ", (mebibytes * MIB) / 4);
  const packed = deflateSync(Buffer.concat([head, Buffer.from("<< /Type /Catalog >>")]));
  const objects = stream(
    `/Type /ObjStm /N ${head.length / 4} /First ${head.length} /Filter /FlateDecode`,
    packed,
  );
  const first = Buffer.concat([Buffer.from("%PDF-1.7\n2 0 obj\n"), objects, Buffer.from("\nendobj\n")]);
  const rows = deflateSync(Buffer.concat([big(4, 0), Buffer.from([2, 0, 2, 0]), Buffer.from([1, 0, 9, 0])]));
  const table = stream("/Type /XRef /Size 3 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode", rows);
  return Buffer.concat([
    first,
    Buffer.from("3 0 obj\n"),
    table,
    Buffer.from(`\nendobj\nstartxref\n${first.length}\n%%EOF\n`),
  ]);
}

export function docxWith(custom: string): Buffer {
  return zipOf(officeEntries(custom));
}

export const properties = (inside: string) =>
  `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">${inside}</Properties>`;

/** As many entries as the 32 bit form counts. */
export const crowdedDocx = () =>
  zipOf([
    ...officeEntries(),
    ...Array.from({ length: 65_000 }, (_, index) => ({ name: `word/${index}`, content: "" })),
  ]);

export function element(id: string, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id, "hex"), Buffer.from([1, 0, 0, 0]), big(4, content.length), content]);
}

export function matroskaWith(simpleTags: Buffer): Buffer {
  const head = element("1a45dfa3", element("4282", Buffer.from("webm")));
  return Buffer.concat([head, element("18538067", element("1254c367", element("7373", simpleTags)))]);
}

export const gifOfBlocks = (count: number) => {
  const picture = readFileSync(fixture("moving.gif"));
  const start = 13 + (((picture[10] ?? 0) & 0x80) !== 0 ? 3 * 2 ** (((picture[10] ?? 0) & 7) + 1) : 0);
  const comment = Buffer.concat([
    Buffer.from("21fe", "hex"),
    repeated(Buffer.from([1, 65]), count),
    Buffer.alloc(1),
  ]);
  return Buffer.concat([picture.subarray(0, start), comment, picture.subarray(start)]);
};

export const svgOf = (inside: string, root = "") =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="adobe:ns:meta/"${root}>${inside}</svg>`);

export const declarations = (count: number) =>
  Array.from({ length: count }, (_, index) => ` xmlns:n${index}="u:${index}"`).join("");
