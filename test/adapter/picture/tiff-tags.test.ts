import { describe, expect, it } from "vitest";
import { measureInk } from "../../../src/adapter/measure-ink.ts";
import { carryOverTiff } from "../../../src/adapter/picture/tiff-tags.ts";
import { distanceOutside, mark, paint } from "../../support/marked-picture.ts";

type Field = [tag: number, type: number, count: number, value: number | Buffer];

const ascii = (tag: number, text: string): Field => [
  tag,
  2,
  text.length + 1,
  Buffer.from(`${text}\0`, "latin1"),
];
const [width, height] = [320, 240];

/** A grey TIFF, uncompressed, in either byte order, with the tags of a camera. */
function cameraTiff(isLittle: boolean): Buffer {
  const u16 = (value: number) =>
    isLittle ? Buffer.from([value & 255, value >> 8]) : Buffer.from([value >> 8, value & 255]);
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (isLittle) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const directory = (at: number, fields: readonly Field[]) => {
    let data = at + 2 + 12 * fields.length + 4;
    const values: Buffer[] = [];
    const entries = fields.map(([tag, type, count, value]) => {
      const inline = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(4 - bytes.length)]);
      let field: Buffer;
      if (typeof value === "number") field = type === 3 ? inline(u16(value)) : u32(value);
      else if (value.length <= 4) field = inline(value);
      else {
        field = u32(data);
        values.push(value);
        data += value.length;
      }
      return Buffer.concat([u16(tag), u16(type), u32(count), field]);
    });
    return Buffer.concat([u16(fields.length), ...entries, u32(0), ...values]);
  };
  const exif = (at: number) =>
    directory(at, [
      [33_434, 5, 1, Buffer.concat([u32(1), u32(250)])],
      [34_855, 3, 1, 400],
      [37_500, 7, 6, Buffer.from("note\0\x01", "latin1")],
    ]);
  const first = 8 + width * height;
  const main = (exifAt: number) =>
    directory(first, [
      [256, 3, 1, width],
      [257, 3, 1, height],
      [258, 3, 1, 8],
      [259, 3, 1, 1],
      [262, 3, 1, 1],
      ascii(271, "Ana's cameras"),
      [273, 4, 1, 8],
      [277, 3, 1, 1],
      [278, 3, 1, height],
      [279, 4, 1, width * height],
      ascii(315, "Ana Ruiz"),
      ascii(33_432, "(c) Ana Ruiz"),
      [34_665, 4, 1, exifAt],
    ]);
  const exifAt = first + main(0).length;
  const pixels = Buffer.alloc(width * height, 120);
  return Buffer.concat([
    Buffer.from(isLittle ? "II" : "MM"),
    u16(42),
    u32(first),
    pixels,
    main(exifAt),
    exif(exifAt),
  ]);
}

/** tag → value of the first directory, read by hand and in little-endian order. */
function tagsOf(bytes: Uint8Array, at?: number): Map<number, { type: number; count: number; at: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = at ?? view.getUint32(4, true);
  return new Map(
    Array.from({ length: view.getUint16(start, true) }, (_, index) => {
      const place = start + 2 + 12 * index;
      const entry = {
        type: view.getUint16(place + 2, true),
        count: view.getUint32(place + 4, true),
        at: view.getUint32(place + 8, true),
      };
      return [view.getUint16(place, true), entry];
    }),
  );
}

describe.each([true, false])("the tags of a TIFF (little-endian: %s)", (isLittle) => {
  it("are carried over, EXIF too, and the picture stays as it is", async () => {
    const source = cameraTiff(isLittle);
    const { bytes, plate, lost } = await mark(source, "image/tiff");
    expect(lost).toEqual([]);
    const text = (entry?: { at: number; count: number }) =>
      Buffer.from(bytes.subarray(entry?.at, (entry?.at ?? 0) + (entry?.count ?? 1) - 1)).toString("latin1");
    const tags = tagsOf(bytes);
    expect([271, 315, 33_432].map((tag) => text(tags.get(tag)))).toEqual([
      "Ana's cameras",
      "Ana Ruiz",
      "(c) Ana Ruiz",
    ]);
    expect([...tags.keys()]).toEqual([...tags.keys()].sort((a, b) => a - b));
    const exif = tagsOf(bytes, tags.get(34_665)?.at);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const exposure = exif.get(33_434)?.at ?? 0;
    expect([view.getUint32(exposure, true), view.getUint32(exposure + 4, true)]).toEqual([1, 250]);
    expect((exif.get(34_855)?.at ?? 0) & 0xffff).toBe(400);
    expect(text(exif.get(37_500))).toBe("note\0");
    expect(await measureInk(bytes, plate)).toMatchObject({ kind: "found" });
    expect((await distanceOutside(source, bytes, plate.box)).largest).toBe(0);
  });

  it("are left out where they lie outside of the file", async () => {
    const source = cameraTiff(isLittle);
    const drawn = await paint({ width, height, bands: 1 }).tiff().toBuffer();
    for (let length = 8; length < source.length; length += 101) {
      expect(() => carryOverTiff(source.subarray(0, length), drawn)).not.toThrow();
    }
    // A directory whose next one is itself, and an EXIF pointer back to it, must come to an end.
    const circle = Buffer.from(source);
    const first = 8 + width * height;
    const write = (value: number, at: number) =>
      isLittle ? circle.writeUInt32LE(value, at) : circle.writeUInt32BE(value, at);
    write(first, first + 2 + 12 * 12 + 8);
    write(first, first + 2 + 12 * 13);
    expect(carryOverTiff(circle, drawn).bytes.length).toBeLessThan(2 * (drawn.length + circle.length));
  });
});

describe("a BigTIFF", () => {
  it("is marked, and said to lose its tags", async () => {
    const source = await paint().tiff({ bigtiff: true }).toBuffer();
    expect((await mark(source, "image/tiff")).lost).toEqual([expect.stringContaining("BigTIFF")]);
  });
});
