import { describe, expect, it } from "vitest";
import { withoutPreview } from "../../../src/adapter/picture/jpeg-previews.ts";

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const field = (tag: number, value: number) => Buffer.concat([u16(tag), u16(4), u32(1), u32(value)]);

function segment(marker: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([0xff, marker]), u16(content.length + 2), content]);
}

const small = Buffer.from("a small picture!");

/** One field in the first directory, the thumbnail in the second. */
function exif(): Buffer {
  const second = 8 + 2 + 12 + 4;
  const thumbnail = second + 2 + 24 + 4;
  return segment(
    0xe1,
    Buffer.from("Exif\0\0MM\0*", "latin1"),
    u32(8),
    Buffer.concat([u16(1), field(0x0112, 1), u32(second)]),
    Buffer.concat([u16(2), field(0x0201, thumbnail), field(0x0202, small.length), u32(0)]),
    small,
  );
}

const resource = (id: number, data: Buffer) =>
  Buffer.concat([Buffer.from("8BIM"), u16(id), u16(0), u32(data.length), data]);
const photoshop = (...resources: readonly Buffer[]) =>
  segment(0xed, Buffer.from("Photoshop 3.0\0", "latin1"), ...resources);

describe("a small picture of the picture before it was marked", () => {
  it("is taken out of EXIF, and every other field stays where it is", () => {
    const before = exif();
    const after = Buffer.from(withoutPreview(0xe1, before));
    expect(after).toHaveLength(before.length);
    expect(after.includes(small)).toBe(false);
    // The link to the second directory, behind the only field of the first.
    expect(after.readUInt32BE(10 + 8 + 2 + 12)).toBe(0);
    expect(after.subarray(0, 10 + 8 + 2 + 12)).toEqual(before.subarray(0, 10 + 8 + 2 + 12));
  });

  it("is taken out of Photoshop's resources, and the others stay", () => {
    const caption = resource(0x0404, Buffer.from("caption!"));
    const before = photoshop(caption, resource(0x040c, small), resource(0x0409, small), caption);
    expect(Buffer.from(withoutPreview(0xed, before))).toEqual(photoshop(caption, caption));
  });

  it("is taken out of JFIF, whose extension is nothing else", () => {
    const head = Buffer.concat([
      Buffer.from("JFIF\0\x01\x02\x01", "latin1"),
      u16(72),
      u16(72),
      Buffer.from([2, 2]),
    ]);
    const after = Buffer.from(withoutPreview(0xe0, segment(0xe0, head, Buffer.alloc(12, 99))));
    expect(after).toEqual(segment(0xe0, head.subarray(0, -2), Buffer.alloc(2)));
    expect(withoutPreview(0xe0, segment(0xe0, Buffer.from("JFXX\0"), small))).toHaveLength(0);
  });

  it.each([
    ["EXIF of another kind", 0xe1, segment(0xe1, Buffer.from("Exif\0\0XX"))],
    ["EXIF that is cut short", 0xe1, exif().subarray(0, 24)],
    ["XMP", 0xe1, segment(0xe1, Buffer.from("http://ns.adobe.com/xap/1.0/\0<x/>"))],
    ["resources that go on elsewhere", 0xed, photoshop(resource(0x040c, small).subarray(0, 20))],
    ["a comment", 0xfe, segment(0xfe, small)],
  ])("is not looked for in %s", (_what, marker, bytes) => {
    expect(Buffer.from(withoutPreview(marker, bytes))).toEqual(bytes);
  });
});
