/** Items, and everything in a HEIF that says where something is. */
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { boundSource } from "../../../src/core/metadata/bounded-source.ts";
import { readHeif } from "../../../src/core/metadata/heif/meta.ts";
import { heif } from "../../../src/core/metadata/heif.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { packetWithLabel } from "../../support/label-samples.ts";
import { isoBox, pixels, samples, type TinyHeif, tinyHeif } from "../../support/tiny-pictures.ts";

const xmp = packetWithLabel("1");

async function write(bytes: Buffer, packet = xmp): Promise<Buffer> {
  return applied(bytes, await heif.write(sourceOf(bytes), { xmp: packet }));
}

/** The bytes of every item that lie in the file itself, by its number. */
async function itemsOf(bytes: Buffer): Promise<Record<number, string>> {
  const { locations, data } = await readHeif(boundSource(sourceOf(bytes)));
  return Object.fromEntries(
    locations.items.map(({ id, method, base, extents }) => {
      const start = base + (method === 1 ? (data?.content ?? 0) : 0);
      const parts = extents.map(({ offset, length }) =>
        bytes.subarray(start + offset, start + offset + length),
      );
      return [id, Buffer.concat(parts).toString()];
    }),
  );
}

const versions: TinyHeif[] = [
  { version: 0 },
  { version: 1, hasReferences: true },
  { version: 2, baseBytes: 8, offsetBytes: 8 },
  { version: 1, baseBytes: 4, offsetBytes: 0 },
  { version: 1, isOpen: true },
];

describe("a HEIF without a packet", () => {
  it.each(versions)("gets an item that describes its picture: %o", async (wishes) => {
    const bytes = tinyHeif(wishes);
    const after = await write(bytes);
    expect(await itemsOf(after)).toEqual({ 1: pixels.toString(), 2: xmp });
    const { items, references, primary } = await readHeif(boundSource(sourceOf(after)));
    expect(items.at(-1)).toEqual({
      id: 2,
      type: "mime",
      contentType: "application/rdf+xml",
      contentEncoding: "",
    });
    expect(references?.describes.get(2)).toEqual(new Set([primary]));
  });
});

describe("a HEIF with a packet", () => {
  it("holds the new bytes where the old ones were, and nothing of those", async () => {
    const bytes = tinyHeif({ packet: "<old/>", aside: "<depth/>" });
    const after = await write(bytes);
    expect(await itemsOf(after)).toEqual({ 1: pixels.toString(), 2: xmp, 3: "<depth/>" });
    expect(after.length - bytes.length).toBe(Buffer.byteLength(xmp) - "<old/>".length);
  });

  it.each(["pieces", "idat"] as const)(
    "gets the new bytes at its end where the old ones are in %s",
    async (packetIn) => {
      for (const isOpen of [false, true]) {
        const after = await write(tinyHeif({ packet: "<old/>", packetIn, isOpen }));
        expect(await itemsOf(after)).toEqual({ 1: pixels.toString(), 2: xmp });
        expect(after.subarray(-Buffer.byteLength(xmp)).toString()).toBe(xmp);
      }
    },
  );

  it("tells the packet of its picture from that of a depth map", async () => {
    const marks = await heif.read(sourceOf(tinyHeif({ packet: "<a/>", aside: "<depth/>" })));
    expect(marks.map(({ text, isNormative, isAside }) => ({ text, isNormative, isAside }))).toEqual([
      { text: "<a/>", isNormative: true, isAside: undefined },
      { text: "<depth/>", isNormative: false, isAside: true },
    ]);
    const alone = await write(tinyHeif({ aside: "<depth/>" }));
    expect(await itemsOf(alone)).toEqual({ 1: pixels.toString(), 3: "<depth/>", 4: xmp });
  });

  it("is read behind the letters that belong into a JPEG, and written without them", async () => {
    const bytes = tinyHeif({ packet: "http://ns.adobe.com/xap/1.0/\0<a/>\0" });
    expect(await heif.read(sourceOf(bytes))).toMatchObject([{ text: "<a/>", isNormative: false }]);
    expect((await itemsOf(await write(bytes)))[2]).toBe(xmp);
  });
});

describe("a HEIF that is also a film", () => {
  it.each(["stco", "co64"] as const)("finds its samples again (%s)", async (film) => {
    for (const packet of ["", "<old/>"]) {
      const after = await write(tinyHeif({ film, packet }));
      const table = after.indexOf(film) + 12;
      const place = film === "stco" ? after.readUInt32BE(table) : Number(after.readBigUInt64BE(table));
      expect(after.subarray(place, place + samples.length).equals(samples)).toBe(true);
    }
  });

  it("is refused where it is in fragments", async () => {
    await expect(() => write(tinyHeif({ isFragmented: true }))).toThrowWithCode(
      "format.damaged",
      /fragmented/,
    );
  });
});

describe("an AVIF of another program", () => {
  it("has the packet that sharp reads", async () => {
    const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } });
    for (const bytes of [
      await picture.clone().avif().toBuffer(),
      await picture.clone().withXmp("<a/>").avif().toBuffer(),
    ]) {
      expect((await sharp(await write(bytes)).metadata()).xmp?.toString()).toBe(xmp);
    }
  });
});

describe("a HEIF that is not understood", () => {
  const plain = tinyHeif();
  const changed = (from: string, to: string) =>
    Buffer.from(plain.toString("latin1").replace(from, to), "latin1");

  it.each([
    ["it has no items", changed("iinf", "free")],
    ["its metadata are of no picture", changed("pict", "mdir")],
    ["it does not begin with its type", plain.subarray(24)],
    ["it is empty", Buffer.alloc(0)],
    [
      "a size is larger than the file",
      Buffer.concat([plain, Buffer.from([0, 0, 1, 0]), Buffer.from("free")]),
    ],
  ])("is refused where %s", async (_, bytes) => {
    await expect(() => write(bytes)).toThrowWithCode("format.damaged");
  });

  it("is refused where it counts extents that take no bytes, before making any", async () => {
    const one = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 0, 0xff, 0xff])]);
    const bomb = isoBox(
      "iloc",
      Buffer.from([1, 0, 0, 0, 0, 0, 0xff, 0xff]),
      Buffer.concat(Array.from({ length: 65535 }, () => one)),
    );
    const at = plain.indexOf("iloc") - 4;
    const end = at + plain.readUInt32BE(at);
    const bytes = Buffer.concat([plain.subarray(0, at), bomb, plain.subarray(end)]);
    const meta = bytes.indexOf("meta") - 4;
    bytes.writeUInt32BE(bytes.readUInt32BE(meta) + bomb.length - (end - at), meta);
    await expect(() => write(bytes)).toThrowWithCode("format.damaged", /extents without places/);
  });
});
