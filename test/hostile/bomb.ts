/** Small files that ask for much: declared sizes, endless nesting, lists of lists, and a few bytes that inflate. */
import { brotliCompressSync, constants, crc32, deflateSync } from "node:zlib";
import { box, storeOf, superbox } from "../support/boxes.ts";
import type { Case } from "./mutate.ts";

const jpegHead = Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex");
const pngHead = Buffer.from("89504e470d0a1a0a", "hex");

function number32(value: number): Buffer {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(value >>> 0);
  return field;
}

function number32Little(value: number): Buffer {
  return Buffer.from(number32(value)).reverse();
}

/** `levels` boxes, each all that is inside the one before it. */
function deep(type: string, levels: number, wrap: (inner: Buffer) => Buffer = (inner) => inner): Buffer {
  const heads = Array.from({ length: levels }, (_, index) =>
    Buffer.concat([number32((levels - index) * 8), Buffer.from(type, "latin1")]),
  );
  return wrap(Buffer.concat(heads));
}

function pngChunk(type: string, content: Buffer, claimed = content.length): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  return Buffer.concat([number32(claimed), body, number32(crc32(body))]);
}

function png(...chunks: Buffer[]): Buffer {
  const size = Buffer.concat([number32(1), number32(1), Buffer.from("0806000000", "hex")]);
  return Buffer.concat([pngHead, pngChunk("IHDR", size), ...chunks, pngChunk("IEND", Buffer.alloc(0))]);
}

/** C2PA 2.4 §A.3.1: APP11 segments, JPEG's way to hold boxes; here with lengths that nobody meant. */
function jpegWithBoxes(payload: Buffer, claimed = payload.length): Buffer {
  const segment = Buffer.concat([Buffer.from("4a500001", "hex"), number32(1), number32(claimed), payload]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(segment.length + 2);
  return Buffer.concat([jpegHead, Buffer.from("ffeb", "hex"), length, segment, Buffer.from("ffd9", "hex")]);
}

const ftyp = box("ftyp", Buffer.from("isom\0\0\0\0isommp42"));
const c2paUuid = Buffer.from("d8fec3d61b0e483c92975828877ec481", "hex");

function movieWithStore(store: Buffer): Buffer {
  const content = [c2paUuid, number32(0), Buffer.from("manifest\0"), Buffer.alloc(8), store];
  return Buffer.concat([ftyp, box("uuid", ...content), box("moov"), box("mdat", Buffer.alloc(64))]);
}

function tiffLoop(entries: number): Buffer {
  const head = Buffer.concat([Buffer.from("49492a00", "hex"), number32Little(8)]);
  const count = Buffer.from([entries & 255, entries >> 8]);
  const entry = Buffer.concat([Buffer.from("4a010400", "hex"), number32Little(1), number32Little(8)]);
  const loop = Array.from({ length: entries }, () => entry);
  return Buffer.concat([head, count, ...loop, number32Little(8)]);
}

function zeros(mebibytes: number): Buffer {
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 22 } };
  return brotliCompressSync(Buffer.alloc(mebibytes * 1024 * 1024), fast);
}

const manyManifests = (count: number, ...parts: Buffer[]) =>
  superbox("c2pa", ...Array.from({ length: count }, (_, index) => superbox(`urn:c2pa:${index}`, ...parts)));

/** Each by its name: bytes, and where it is a store, the file it stands beside. */
export function bombs(): Case[] {
  const text = Buffer.from("a text beside a bomb\n");
  const brotli = box("brob", zeros(200));
  const beside: Readonly<Record<string, Buffer>> = {
    "jumb in jumb": deep("jumb", 50_000),
    "superbox in superbox": Array.from({ length: 600 }).reduce<Buffer>(
      (inner) => superbox("c2pa", inner),
      box("free"),
    ),
    "a manifest that inflates": storeOf("urn:c2pa:1", brotli),
    "manifests that inflate": manyManifests(100, box("brob", zeros(30))),
    "manifests without end": manyManifests(20_000),
    "one label twenty thousand times": superbox(
      "c2pa",
      ...Array.from({ length: 20_000 }, () => superbox("urn:c2pa:1")),
    ),
    "cbor in cbor": storeOf(
      "urn:c2pa:1",
      superbox("c2pa.claim.v2", box("cbor", Buffer.alloc(100_000, 0x81))),
    ),
    "json in json": storeOf("urn:c2pa:1", superbox("a", box("json", Buffer.alloc(200_000, "[")))),
    "a claim of four gigabytes": storeOf(
      "urn:c2pa:1",
      superbox("c2pa.claim", box("cbor", Buffer.from("5affffffff", "hex"))),
    ),
    "a box of sixty-four bits": Buffer.from("000000016a756d62ffffffffffffffff", "hex"),
    "nothing but zeros": Buffer.alloc(200_000),
  };
  const alone: Readonly<Record<string, Buffer>> = {
    "moov in moov.mp4": Buffer.concat([ftyp, deep("moov", 60_000)]),
    "meta in meta.heic": Buffer.concat([
      box("ftyp", Buffer.from("heic\0\0\0\0mif1heic")),
      deep("meta", 60_000),
    ]),
    "uuid in uuid.mp4": Buffer.concat([ftyp, deep("uuid", 60_000)]),
    "store that inflates.mp4": movieWithStore(storeOf("urn:c2pa:1", brotli)),
    "jumb in jumb.mp4": movieWithStore(deep("jumb", 50_000)),
    "box of sixty-four bits.mp4": Buffer.concat([
      ftyp,
      Buffer.from("000000016d646174ffffffffffffffff", "hex"),
    ]),
    "jumb in jumb.jxl": Buffer.concat([
      box("JXL ", Buffer.from("\r\n\x87\n", "latin1")),
      deep("jumb", 20_000),
    ]),
    "four gigabytes of box.jpg": jpegWithBoxes(
      Buffer.concat([Buffer.from("jumb"), Buffer.alloc(100)]),
      0xffffffff,
    ),
    "jumb in jumb.jpg": jpegWithBoxes(deep("jumb", 7_000)),
    "segments without end.jpg": Buffer.concat([
      jpegHead,
      ...Array.from({ length: 200_000 }, () => Buffer.from("ffeb0002", "hex")),
    ]),
    "chunk of two gigabytes.png": png(pngChunk("caBX", Buffer.alloc(20), 0x7fffffff)),
    "chunk of four gigabytes.png": png(pngChunk("caBX", Buffer.alloc(20), 0xffffffff)),
    "store that inflates.png": png(pngChunk("caBX", storeOf("urn:c2pa:1", brotli))),
    "text that inflates.png": png(
      pngChunk(
        "zTXt",
        Buffer.concat([Buffer.from("XML:com.adobe.xmp\0\0"), deflateSync(Buffer.alloc(1 << 27))]),
      ),
    ),
    "chunks without end.png": png(
      Buffer.concat(Array.from({ length: 200_000 }, () => pngChunk("tEXt", Buffer.alloc(0)))),
    ),
    "directories in a circle.tiff": tiffLoop(1),
    "subfiles without end.tiff": tiffLoop(3000),
    "list in list.wav": Buffer.concat([
      Buffer.from("RIFF"),
      number32Little(480_004),
      Buffer.from("WAVE"),
      ...Array.from({ length: 40_000 }, (_, index) =>
        Buffer.concat([Buffer.from("LIST"), number32Little((40_000 - index) * 12 - 8), Buffer.from("INFO")]),
      ),
    ]),
    "riff of four gigabytes.webp": Buffer.concat([
      Buffer.from("RIFF"),
      number32Little(0xffffffff),
      Buffer.from("WEBPVP8L"),
      number32Little(0xffffffff),
      Buffer.alloc(20),
    ]),
    "tag of a quarter gigabyte.mp3": Buffer.concat([
      Buffer.from("4944330400007f7f7f7f", "hex"),
      Buffer.alloc(200),
    ]),
    "sub-blocks without end.gif": Buffer.concat([
      Buffer.from("GIF89a\x01\0\x01\0\0\0\0!\xff\x0b", "latin1"),
      Buffer.from("C2PA_GIF010"),
      ...Array.from({ length: 100_000 }, () => Buffer.from([1, 0x41])),
    ]),
    "elements in elements.svg": Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg">${"<g>".repeat(200_000)}`,
    ),
    "entities in entities.svg": Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "${"x".repeat(1000)}">${Array.from({ length: 9 }, (_, level) => `<!ENTITY ${"bcdefghij"[level]} "${`&${"abcdefghi"[level]};`.repeat(10)}">`).join("")}]><svg xmlns="http://www.w3.org/2000/svg">&j;</svg>`,
    ),
    "objects in objects.pdf": Buffer.from(
      `%PDF-1.7\n1 0 obj\n${"[".repeat(200_000)}\nendobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF`,
    ),
    "references in a circle.pdf": Buffer.from(
      "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer<</Size 1/Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
    ),
  };
  const shared = { family: "bomb", isMediaChanged: false, isCredentialChanged: false };
  return [
    ...Object.entries(beside).map(([name, sidecar]) => ({
      ...shared,
      name: `${name}.txt`,
      bytes: text,
      sidecar,
    })),
    ...Object.entries(alone).map(([name, bytes]) => ({ ...shared, name, bytes })),
  ];
}
