import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { carryOverJpeg, readJpegParts } from "../../../src/adapter/picture/jpeg-parts.ts";
import { mark, paint } from "../../support/marked-picture.ts";

function segment(marker: number, payload: string | Buffer): Buffer {
  const body = Buffer.from(payload as string, "latin1");
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const iptc = segment(0xed, "Photoshop 3.0\0" + "8BIM\x04\x04\0\0\0\0\0\x09\x1c\x02\x50\0\x04Ruiz\0");
const comment = segment(0xfe, "by the sea");
const exif = segment(0xe1, "Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 maker's note with offsets of its own");
const credential = segment(0xeb, "JP\0\x01\0\0\0\x01\0\0\0\x20jumb");
const index = segment(0xe2, "MPF\0MM\0*");

const plain = await paint().jpeg({ quality: 80 }).toBuffer();
const withParts = (...parts: Buffer[]) => Buffer.concat([plain.subarray(0, 2), ...parts, plain.subarray(2)]);

describe("what stands beside the picture in a JPEG", () => {
  it("is carried over byte by byte, in its order: EXIF with maker's notes, IPTC, comments", async () => {
    const { bytes, lost } = await mark(withParts(exif, iptc, comment), "image/jpeg");
    const kept = readJpegParts(bytes).beside.map((part) => Buffer.from(part.bytes));
    const own = readJpegParts(plain).beside.map((part) => Buffer.from(part.bytes));
    expect(Buffer.concat(kept).equals(Buffer.concat([exif, iptc, comment, ...own]))).toBe(true);
    expect(lost).toEqual([]);
    expect((await sharp(bytes).metadata()).iptc?.includes("Ruiz")).toBe(true);
  });

  it("leaves behind a credential, which speaks of other bytes", async () => {
    const { bytes } = await mark(withParts(credential, comment), "image/jpeg");
    expect(readJpegParts(bytes).beside.map(({ marker }) => marker)).not.toContain(0xeb);
  });

  it("tells what cannot come along: the other pictures of the file, and bytes after the picture", async () => {
    const several = Buffer.concat([withParts(index), plain]);
    expect((await mark(several, "image/jpeg")).lost).toEqual([
      "the further pictures of a multi-picture file",
    ]);
    const trailed = Buffer.concat([plain, Buffer.from("a short film")]);
    const { bytes, lost } = await mark(trailed, "image/jpeg");
    expect(lost).toEqual(["12 bytes after the end of the picture"]);
    expect(Buffer.from(bytes).includes("a short film")).toBe(false);
  });

  it("is found in progressive files too, whose scans have tables between them", async () => {
    const progressive = await paint().jpeg({ progressive: true }).toBuffer();
    expect(readJpegParts(progressive).trailingBytes).toBe(0);
    expect(readJpegParts(Buffer.concat([progressive, progressive])).trailingBytes).toBe(progressive.length);
  });

  it("is what is there, in files that end in the middle", () => {
    for (let length = 2; length < 700; length++) {
      expect(() => carryOverJpeg(plain.subarray(0, length), plain)).not.toThrow();
    }
  });
});
