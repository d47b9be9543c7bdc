import { execFileSync, spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { withoutReducedPages } from "../../../src/adapter/picture/tiff-pages.ts";
import { mark, paint } from "../../support/marked-picture.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const small = await paint({ width: 160, height: 107 }).jpeg({ quality: 60 }).toBuffer();
const said = /preview inside it, which showed the picture without its mark/;

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
const u32 = (value: number) => Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
const field = (tag: number, type: number, count: number, value: Buffer) =>
  Buffer.concat([u16(tag), u16(type), u32(count), value]);
const long = (tag: number, value: number) => field(tag, 4, 1, u32(value));
const short = (tag: number, value: number) => field(tag, 3, 1, Buffer.concat([u16(value), u16(0)]));

/** An artist in the first directory, and the small picture in the second. */
function exif(): Buffer {
  const second = 8 + 2 + 12 + 4;
  const fields = [short(0x0103, 6), long(0x0201, second + 2 + 36 + 4), long(0x0202, small.length)];
  return Buffer.concat([
    Buffer.from("MM\0*", "latin1"),
    u32(8),
    Buffer.concat([u16(1), field(0x013b, 2, 4, Buffer.from("Ana\0")), u32(second)]),
    Buffer.concat([u16(3), ...fields, u32(0)]),
    small,
  ]);
}

const photoshop = (data: Buffer) =>
  Buffer.concat([Buffer.from("8BIM"), u16(0x040c), u16(0), u32(data.length), data]);

async function jpeg(): Promise<Buffer> {
  const bytes = await paint().jpeg().toBuffer();
  const content = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), exif()]);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1]), u16(content.length + 2), content]);
  return Buffer.concat([bytes.subarray(0, 2), segment, bytes.subarray(2)]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  return Buffer.concat([u32(content.length), named, u32(crc32(named))]);
}

async function png(...chunks: readonly Buffer[]): Promise<Buffer> {
  const bytes = await paint().png().toBuffer();
  return Buffer.concat([bytes.subarray(0, 33), ...chunks, bytes.subarray(33)]);
}

/** As ImageMagick writes EXIF. */
function profile(kind: string, content: Buffer): Buffer {
  const lines = content.toString("hex").match(/.{1,72}/g) ?? [];
  return Buffer.from(`\n${kind}\n${String(content.length).padStart(8)}\n${lines.join("\n")}\n`);
}

const sources: Readonly<Record<string, () => Promise<Buffer>>> = {
  "a.jpg": jpeg,
  "a.png": async () => png(chunk("eXIf", exif())),
  "profile.png": async () =>
    png(
      chunk(
        "tEXt",
        Buffer.concat([Buffer.from("Raw profile type exif\0", "latin1"), profile("exif", exif())]),
      ),
    ),
  "packed.png": async () => {
    const resources = deflateSync(profile("8bim", photoshop(small)));
    return png(
      chunk("zTXt", Buffer.concat([Buffer.from("Raw profile type 8bim\0\0", "latin1"), resources])),
      chunk(
        "eXIf",
        exif()
          .subarray(0, 8 + 2 + 12 + 4)
          .fill(0, 22),
      ),
    );
  },
  "a.webp": async () =>
    sharp(await jpeg())
      .keepMetadata()
      .webp()
      .toBuffer(),
  "lossless.webp": async () =>
    sharp(await jpeg())
      .keepMetadata()
      .webp({ lossless: true })
      .toBuffer(),
  "a.avif": async () =>
    sharp(await jpeg())
      .keepMetadata()
      .avif({ effort: 2 })
      .toBuffer(),
};

const types: Readonly<Record<string, string>> = { jpg: "jpeg", png: "png", webp: "webp", avif: "avif" };

describe("the small picture inside a picture", () => {
  it.each(Object.keys(sources))(
    "is not there any more once it is marked, which is said: %s",
    async (name) => {
      const before = (await sources[name]?.()) ?? Buffer.alloc(0);
      const isInText = /profile|packed/.test(name);
      expect(before.includes(small)).toBe(!isInText);
      const type = `image/${types[name.split(".")[1] ?? ""]}`;
      const { bytes, lost } = await mark(before, type);
      const after = Buffer.from(bytes);
      expect(after.includes(small)).toBe(false);
      expect(lost.join()).toMatch(said);
      expect(await thumbnailFoundIn(after, name)).toBe("Ana");
      const again = await mark(after, type);
      expect(again.lost.join()).not.toMatch(said);
    },
  );

  it("is not spoken of where there is none", async () => {
    for (const name of ["png", "webp", "avif", "tiff"] as const) {
      const before = await paint()
        .withExif({ IFD0: { Artist: "Ana" } })
        .toFormat(name)
        .toBuffer();
      expect((await mark(before, `image/${name}`)).lost).toEqual([]);
    }
  });
});

/** ExifTool's word, where it is installed: the artist, and the small picture where it finds one. */
async function thumbnailFoundIn(bytes: Uint8Array, name: string): Promise<string> {
  if (spawnSync("exiftool", ["-ver"]).status !== 0) return "Ana";
  const path = join(temporaryFolder(), name);
  await writeFile(path, bytes);
  const tags = ["-ThumbnailImage", "-PhotoshopThumbnail", "-PreviewImage", "-IFD0:Artist"];
  return execFileSync("exiftool", ["-s3", ...tags, path])
    .toString()
    .trim();
}

describe("a TIFF with smaller versions of its picture", () => {
  /** Little-endian, as sharp writes it; the smaller one is its second page, or hangs below the first. */
  async function withReduced(tag: "page" | "sub"): Promise<Buffer> {
    const base = await paint().tiff({ compression: "none" }).toBuffer();
    const samples = await paint({ width: 160, height: 107 }).raw().toBuffer();
    const first = base.readUInt32LE(4);
    const count = base.readUInt16LE(first);
    const entry = (...[tagNumber, value]: [number, number]) => {
      const bytes = Buffer.alloc(12);
      bytes.writeUInt16LE(tagNumber);
      bytes.writeUInt16LE(4, 2);
      bytes.writeUInt32LE(1, 4);
      bytes.writeUInt32LE(value, 8);
      return bytes;
    };
    const at = base.length + (base.length % 2);
    const reduced = directory([
      entry(254, 1),
      entry(256, 160),
      entry(257, 107),
      entry(258, 8),
      entry(259, 1),
      entry(262, 2),
      entry(273, at),
      entry(277, 3),
      entry(278, 107),
      entry(279, samples.length),
    ]);
    const reducedAt = at + samples.length + (samples.length % 2);
    const whole = Buffer.concat([
      base,
      Buffer.alloc(base.length % 2),
      samples,
      Buffer.alloc(samples.length % 2),
      reduced,
    ]);
    if (tag === "page") {
      whole.writeUInt32LE(reducedAt, first + 2 + 12 * count);
      return whole;
    }
    const entries = Array.from({ length: count }, (_, nth) =>
      base.subarray(first + 2 + 12 * nth, first + 14 + 12 * nth),
    );
    const all = [...entries, entry(330, reducedAt)].sort((a, b) => a.readUInt16LE() - b.readUInt16LE());
    const moved = Buffer.concat([whole, Buffer.alloc(whole.length % 2), directory(all)]);
    moved.writeUInt32LE(whole.length + (whole.length % 2), 4);
    return moved;
  }

  function directory(entries: readonly Buffer[]): Buffer {
    const count = Buffer.alloc(2);
    count.writeUInt16LE(entries.length);
    return Buffer.concat([count, ...entries, Buffer.alloc(4)]);
  }

  it.each(["page", "sub"] as const)("keeps the picture alone, which is said: %s", async (kind) => {
    const before = await withReduced(kind);
    const copy = Buffer.from(before);
    const { bytes, lost } = await mark(before, "image/tiff");
    expect(lost.join()).toMatch(said);
    expect(before).toEqual(copy);
    expect(await sharp(bytes, { pages: -1 }).metadata()).toMatchObject({ width: 480, height: 320 });
    expect((await mark(bytes, "image/tiff")).lost).toEqual([]);
  });

  it("keeps its pages where none is a smaller version, or none is whole", async () => {
    const pages = await paint({ frames: 2 }).tiff().toBuffer();
    expect(withoutReducedPages(pages)).toBe(pages);
    const [one] = [await withReduced("page")];
    const first = one.readUInt32LE(4);
    const link = first + 2 + 12 * one.readUInt16LE(first);
    one.writeUInt32LE(one.readUInt32LE(link), 4);
    expect(withoutReducedPages(one)).toBe(one);
    for (let cut = 0; cut < one.length; cut += 997) withoutReducedPages(one.subarray(0, cut));
  });
});

it("Photoshop's own are taken out of a TIFF, layers and all", async () => {
  const path = join(temporaryFolder(), "layers.tiff");
  const base = await paint().tiff({ compression: "none" }).toBuffer();
  const first = base.readUInt32LE(4);
  const count = base.readUInt16LE(first);
  const resources = photoshop(small);
  const layers = Buffer.from("Adobe Photoshop Document Data Block\0and the picture without its mark");
  const values = Buffer.concat([base, resources, Buffer.alloc(resources.length % 2), layers]);
  const entry = (tag: number, at: number, length: number) => {
    const bytes = Buffer.alloc(12);
    bytes.writeUInt16LE(tag);
    bytes.writeUInt16LE(7, 2);
    bytes.writeUInt32LE(length, 4);
    bytes.writeUInt32LE(at, 8);
    return bytes;
  };
  const entries = [
    base.subarray(first + 2, first + 2 + 12 * count),
    entry(34_377, base.length, resources.length),
    entry(37_724, base.length + resources.length + (resources.length % 2), layers.length),
  ];
  const head = Buffer.alloc(2);
  head.writeUInt16LE(count + 2);
  const source = Buffer.concat([values, Buffer.alloc(values.length % 2), head, ...entries, Buffer.alloc(4)]);
  source.writeUInt32LE(values.length + (values.length % 2), 4);
  await writeFile(path, source);
  const copy = Buffer.from(source);
  const { bytes, lost } = await mark(await readFile(path), "image/tiff");
  expect(lost.join()).toMatch(said);
  expect(lost.join()).toMatch(/Photoshop's layers/);
  expect(Buffer.from(bytes).includes(small)).toBe(false);
  expect(Buffer.from(bytes).includes("without its mark")).toBe(false);
  expect(source).toEqual(copy);
});
