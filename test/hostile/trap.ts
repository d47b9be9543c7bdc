/** Files made to keep our own readers busy: each asks for far more work than it looks like. */
import {
  box,
  chunk,
  crowdedDocx,
  declarations,
  docxWith,
  element,
  exifsOfOneDirectory,
  ftyp,
  gifOfBlocks,
  id3Frame,
  itemList,
  jpegWith,
  MIB,
  many,
  matroskaWith,
  mp3With,
  oggOfOneByte,
  packedFrame,
  pdfOf,
  pdfOfNestedSections,
  pdfOfNumbers,
  pdfOfSections,
  pngChunk,
  pngWith,
  pngWithXmp,
  properties,
  repeated,
  segment,
  svgOf,
  wavWith,
  xmp,
} from "./trap-parts.ts";

export interface Trap {
  name: string;
  bytes(): Buffer;
}

/** By its name, whose ending says what it is. */
export const traps: readonly Trap[] = [
  { name: "pages-of-one-byte.ogg", bytes: () => oggOfOneByte(600_000) },
  { name: "one-comment.opus", bytes: () => oggOfOneByte(117_000, Buffer.alloc(255, "a")) },
  {
    name: "brackets.pdf",
    bytes: () => pdfOf([{ number: 1, body: `<< /Type /Catalog /X ${"(".repeat(4 * MIB)} >>` }]),
  },
  {
    name: "nested-arrays.pdf",
    bytes: () =>
      pdfOf([
        { number: 1, body: `<< /Type /Catalog /X ${"[".repeat(2 * MIB)}${"]".repeat(2 * MIB - 9000)} >>` },
      ]),
  },
  {
    name: "entries.pdf",
    bytes: () =>
      pdfOf([{ number: 1, body: `<< /Type /Catalog ${many(400_000, (index) => `/${index} 1 `)} >>` }]),
  },
  {
    name: "objects.pdf",
    bytes: () =>
      pdfOf([
        { number: 1, body: "<< /Type /Catalog >>" },
        ...Array.from({ length: 300_000 }, (_, index) => ({ number: index + 2, body: "<< >>" })),
      ]),
  },
  { name: "sections.pdf", bytes: () => pdfOfSections(500, 16) },
  { name: "sections-in-sections.pdf", bytes: () => pdfOfNestedSections(1000) },
  { name: "numbers.pdf", bytes: () => pdfOfNumbers(60) },
  { name: "frames.mp3", bytes: () => mp3With(repeated(id3Frame("TXXX", Buffer.from([0])), 500_000)) },
  { name: "packed-frames.mp3", bytes: () => mp3With(repeated(packedFrame(4 * MIB), 2000)) },
  { name: "one-long-text.mp3", bytes: () => mp3With(id3Frame("TXXX", Buffer.alloc(60 * MIB, "a"))) },
  {
    name: "stuffed.mp3",
    bytes: () => {
      const file = mp3With(id3Frame("TXXX", repeated(Buffer.from([255, 0]), 16 * MIB)), 3);
      file[5] = 0x80;
      return file;
    },
  },
  { name: "entities.png", bytes: () => pngWithXmp(xmp(`<a:b>${"&x;".repeat(2 * MIB)}</a:b>`)) },
  { name: "references.png", bytes: () => pngWithXmp(xmp(`<a:b>${"&amp;".repeat(MIB)}</a:b>`)) },
  {
    name: "attributes.png",
    bytes: () =>
      pngWithXmp(xmp("", Array.from({ length: 90_000 }, (_, index) => ` a:n${index}="1"`).join(""))),
  },
  { name: "unbound.png", bytes: () => pngWithXmp(xmp("<q:a/>".repeat(90_000))) },
  { name: "declarations.png", bytes: () => pngWithXmp(xmp("<a:b/>".repeat(45_000), declarations(45_000))) },
  { name: "nesting.png", bytes: () => pngWithXmp(xmp("<a:b>".repeat(100_000))) },
  {
    name: "packets.png",
    bytes: () => pngWithXmp(...Array<string>(64).fill(xmp("<a:b>text</a:b>".repeat(90_000)))),
  },
  {
    name: "values.png",
    bytes: () => pngWithXmp(xmp(`<a:b><rdf:Bag>${"<rdf:li>v</rdf:li>".repeat(99_000)}</rdf:Bag></a:b>`)),
  },
  { name: "chunks.png", bytes: () => pngWith(repeated(pngChunk("teXt", Buffer.alloc(0)), 2_000_000)) },
  { name: "segments.jpg", bytes: () => jpegWith(repeated(segment(0xe5, Buffer.from("a")), 1_000_000)) },
  { name: "padded-markers.jpg", bytes: () => jpegWith(Buffer.alloc(16 * MIB, 0xff)) },
  { name: "one-directory.jpg", bytes: () => exifsOfOneDirectory(60_000) },
  { name: "chunks.wav", bytes: () => wavWith(repeated(chunk("junk", Buffer.alloc(0)), 3_000_000)) },
  { name: "lists.wav", bytes: () => wavWith(repeated(chunk("LIST", Buffer.from("INFO")), 1_000_000)) },
  { name: "boxes.mp4", bytes: () => Buffer.concat([ftyp, box("moov"), repeated(box("free"), 3_000_000)]) },
  {
    name: "tracks.mp4",
    bytes: () =>
      Buffer.concat([ftyp, box("moov", repeated(box("trak"), 3_000_000)), box("mdat", Buffer.alloc(9))]),
  },
  {
    name: "labels.mp4",
    bytes: () =>
      Buffer.concat([
        ftyp,
        box(
          "moov",
          repeated(
            box(
              "udta",
              itemList(repeated(box("\0\0\0\x01", box("data", Buffer.from("\0\0\0\x01\0\0\0\0{}"))), 99_000)),
            ),
            15,
          ),
        ),
        box("mdat", Buffer.alloc(9)),
      ]),
  },
  {
    name: "keys.mp4",
    bytes: () =>
      Buffer.concat([
        ftyp,
        box(
          "moov",
          box(
            "udta",
            box("meta", Buffer.alloc(4), box("keys", Buffer.alloc(8), repeated(box("mdta"), 4 * MIB))),
          ),
        ),
        box("mdat", Buffer.alloc(9)),
      ]),
  },
  { name: "no-newline.txt", bytes: () => Buffer.alloc(16 * MIB, "a ") },
  { name: "no-newline.md", bytes: () => Buffer.alloc(16 * MIB, "---a: ") },
  { name: "newlines.md", bytes: () => Buffer.concat([Buffer.from("---\n"), Buffer.alloc(16 * MIB, "\n")]) },
  { name: "spaces.md", bytes: () => Buffer.from(`---\nAIGC:\n  Label:${" ".repeat(500_000)}\u2028"\n---\n`) },
  { name: "deep.html", bytes: () => Buffer.from(`<!doctype html><html>${"<div>".repeat(3_000_000)}`) },
  { name: "open-tags.html", bytes: () => Buffer.from(`<!doctype html><html>${"<a ".repeat(5_000_000)}`) },
  {
    name: "open-declarations.html",
    bytes: () => Buffer.from(`<!doctype html><html>${"<!".repeat(8_000_000)}`),
  },
  {
    name: "metas.html",
    bytes: () => Buffer.from(`<!doctype html><html>${'<meta name="AIGC" content="{}">'.repeat(30_000)}`),
  },
  {
    name: "attributes.html",
    bytes: () => Buffer.from(`<!doctype html><html><meta ${"a ".repeat(400_000)}>`),
  },
  { name: "entries.docx", bytes: crowdedDocx },
  { name: "bomb.docx", bytes: () => docxWith(properties("a".repeat(200 * MIB))) },
  {
    name: "properties.docx",
    bytes: () =>
      docxWith(properties('<property fmtid="a" pid="2" name="AIGC"><a>{}</a></property>'.repeat(120_000))),
  },
  {
    name: "simple-tags.mkv",
    bytes: () => matroskaWith(repeated(element("67c8", Buffer.alloc(0)), 4_000_000)),
  },
  {
    name: "nested-tags.mkv",
    bytes: () =>
      matroskaWith(
        Array.from({ length: 3000 }).reduce<Buffer>(
          (inner) => element("67c8", inner),
          element("67c8", Buffer.alloc(0)),
        ),
      ),
  },
  { name: "blocks.gif", bytes: () => gifOfBlocks(30_000_000) },
  { name: "packets.svg", bytes: () => svgOf("<x:xmpmeta/>".repeat(400_000)) },
  { name: "entities.svg", bytes: () => svgOf(`<text>${"&x;".repeat(5_000_000)}</text>`) },
  { name: "unbound.svg", bytes: () => svgOf("<q:a/>".repeat(1_000_000)) },
  {
    name: "declarations.svg",
    bytes: () => svgOf(`<x:xmpmeta>${"a".repeat(4 * MIB)}</x:xmpmeta>`, declarations(100_000)),
  },
  { name: "elements.svg", bytes: () => svgOf("<g/>".repeat(1_900_000)) },
];
