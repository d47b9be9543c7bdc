/** Where a packet goes in a JPEG, and what must follow when it moves the rest. */
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { boundSource } from "../../../src/core/metadata/bounded-source.ts";
import { segmentsOf } from "../../../src/core/metadata/jpeg/segments.ts";
import { jpeg } from "../../../src/core/metadata/jpeg.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { withSegment } from "../../support/foreign-labels.ts";
import { packetWithLabel } from "../../support/label-samples.ts";
import { bigEndian } from "../../support/tiny-pictures.ts";

const XMP = "http://ns.adobe.com/xap/1.0/\0";
const EXTENSION = "http://ns.adobe.com/xmp/extension/\0";
const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } });
const plain = await picture.clone().jpeg().toBuffer();
const xmp = packetWithLabel("1");

async function segments(bytes: Buffer): Promise<string[]> {
  const names: string[] = [];
  for await (const { marker, dataStart } of segmentsOf(boundSource(sourceOf(bytes)))) {
    names.push(
      `${marker.toString(16)} ${bytes
        .subarray(dataStart, dataStart + 4)
        .toString("latin1")
        .replace(/[^A-Za-z]/g, "")}`,
    );
  }
  return names;
}

async function write(bytes: Buffer, packet = xmp): Promise<Buffer> {
  return applied(bytes, await jpeg.write(sourceOf(bytes), { xmp: packet }));
}

describe("a new packet", () => {
  it("stands behind JFIF and EXIF and before everything else", async () => {
    const bytes = await picture
      .clone()
      .withIccProfile("p3")
      .withExif({ IFD0: { Artist: "Ana Ruiz" } })
      .jpeg()
      .toBuffer();
    const before = await segments(bytes);
    const after = await segments(await write(bytes));
    const exif = after.indexOf("e1 Exif");
    expect(after[exif + 1]).toBe("e1 http");
    expect(after.toSpliced(exif + 1, 1)).toEqual(before);
  });

  it("is refused where it is longer than a segment", async () => {
    const long = xmp.replace("<x:xmpmeta", `${" ".repeat(65502 - Buffer.byteLength(xmp))}<x:xmpmeta`);
    const after = await write(plain, long);
    expect((await jpeg.read(sourceOf(after)))[0]?.text).toBe(long);
    await expect(() => write(plain, `${long} `)).toThrowWithCode("format.damaged", /65502 bytes of XMP/);
  });
});

describe("packets that are there already", () => {
  it("become one where they are the same", async () => {
    const twice = withSegment(withSegment(plain, 0xe1, XMP, "<a/>"), 0xe1, XMP, "<a/>");
    const after = await write(twice);
    expect((await jpeg.read(sourceOf(after))).map(({ text }) => text)).toEqual([xmp]);
  });

  it("are left alone where they say different things", async () => {
    const two = withSegment(withSegment(plain, 0xe1, XMP, "<a/>"), 0xe1, XMP, "<b/>");
    await expect(() => write(two)).toThrowWithCode("format.damaged", /found 2 that say different things/);
    const many = Array.from({ length: 9 }).reduce<Buffer>(
      (bytes) => withSegment(bytes, 0xe1, XMP, "<a/>"),
      plain,
    );
    await expect(() => write(many)).toThrowWithCode("format.damaged", /very many/);
  });

  it("are left alone where they are no UTF-8", async () => {
    const broken = withSegment(plain, 0xe1, XMP, Buffer.from("<a>\xe9</a>", "latin1"));
    expect((await jpeg.read(sourceOf(broken)))[0]?.text).toBe("<a>\ufffd</a>");
    await expect(() => write(broken)).toThrowWithCode("format.damaged", /encoding/);
  });
});

describe("extended XMP", () => {
  const digest = "0".repeat(32);
  const piece = (bytes: Buffer, whole: number, at: number, text: string) =>
    withSegment(bytes, 0xe1, EXTENSION, digest, bigEndian([4, whole], [4, at]), text);

  it("is joined from its pieces, and stays when the packet is replaced", async () => {
    const bytes = withSegment(piece(piece(plain, 8, 4, "</a>"), 8, 0, "<a>b"), 0xe1, XMP, "<main/>");
    const extended = { place: "APP1 extended XMP", isNormative: false, isAside: true, text: "<a>b</a>" };
    expect((await jpeg.read(sourceOf(bytes))).at(-1)).toMatchObject(extended);
    const after = await jpeg.read(sourceOf(await write(bytes)));
    expect(after.at(-1)).toMatchObject(extended);
    expect(after[0]?.text).toBe(xmp);
  });

  it("is there without its text where a piece is missing", async () => {
    expect((await jpeg.read(sourceOf(piece(plain, 8, 4, "</a>"))))[0]).toMatchObject({
      text: "",
      isAside: true,
    });
  });
});

describe("further pictures behind the first", () => {
  const second = Buffer.concat([plain, Buffer.from("the gain map")]);

  /** An index with the sizes and places of both, in a segment of its own. */
  function withIndex(
    before: (bytes: Buffer) => Buffer,
    behind: (bytes: Buffer) => Buffer,
    order: "II" | "MM",
  ): Buffer {
    const index = (size: number, place: number) => {
      const number = (bytes: 2 | 4, value: number) => {
        const field = bigEndian([bytes, value]);
        return order === "MM" ? field : Buffer.from(field).reverse();
      };
      const entry = (length: number, at: number) =>
        Buffer.concat([number(4, 0), number(4, length), number(4, at), number(4, 0)]);
      return Buffer.concat([
        Buffer.from(`MPF\0${order}`),
        number(2, 42),
        number(4, 8),
        number(2, 1),
        Buffer.concat([number(2, 0xb002), number(2, 7), number(4, 32), number(4, 26)]),
        number(4, 0),
        entry(size, 0),
        entry(second.length, place),
      ]);
    };
    const build = (size: number, place: number) =>
      before(withSegment(behind(plain), 0xe2, index(size, place)));
    const first = build(0, 0);
    const base = first.indexOf("MPF\0") + 4;
    return Buffer.concat([build(first.length, first.length - base), second]);
  }

  function readIndex(bytes: Buffer, order: "II" | "MM") {
    const base = bytes.indexOf("MPF\0") + 4;
    const number = (at: number) =>
      order === "MM" ? bytes.readUInt32BE(base + at) : bytes.readUInt32LE(base + at);
    return {
      firstSize: number(30),
      second: bytes.subarray(base + number(50), base + number(50) + number(46)),
    };
  }

  const packet = (bytes: Buffer) => withSegment(bytes, 0xe1, XMP, "<a/>");
  const same = (bytes: Buffer) => bytes;

  it.each([
    ["is new", same, same],
    ["stands before the index", packet, same],
    ["stands behind the index", same, packet],
  ] as const)("are found when the packet %s", async (_, before, behind) => {
    for (const order of ["II", "MM"] as const) {
      const bytes = withIndex(before, behind, order);
      expect(readIndex(bytes, order).second.equals(second)).toBe(true);
      const after = await write(bytes);
      expect(after.length).not.toBe(bytes.length);
      expect(readIndex(after, order).second.equals(second)).toBe(true);
      expect(readIndex(after, order).firstSize).toBe(after.length - second.length);
    }
  });
});

describe("a JPEG that is none", () => {
  it.each([
    ["no begin", Buffer.from("GIF89a")],
    ["no scan", plain.subarray(0, 40)],
    [
      "a segment without length",
      Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, 0]), plain.subarray(2)]),
    ],
  ])("is refused: %s", async (_, bytes) => {
    expect(await jpeg.read(sourceOf(bytes))).toEqual([]);
    await expect(() => write(bytes)).toThrowWithCode("format.damaged");
  });

  it("refuses a label beside the packet: its place is inside", async () => {
    await expect(jpeg.write(sourceOf(plain), { aigc: "{}" })).rejects.toThrow(/part of the XMP packet/);
  });
});
