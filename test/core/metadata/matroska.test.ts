import { writeFile } from "node:fs/promises";
import { join as pathOf } from "node:path";
import { crc32 } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { join, littleEndian, utf8 } from "../../../src/core/metadata/byte-building.ts";
import { buildElement, buildVoid } from "../../../src/core/metadata/matroska/ebml.ts";
import { matroska } from "../../../src/core/metadata/matroska.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor } from "../../support/label-samples.ts";
import { madeFilm, metadataByFfmpeg, remuxed } from "../../support/made-films.ts";
import { decodedHashes } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const label = labelFor("0d5f");
const long = labelFor("x".repeat(300));

async function write(bytes: Uint8Array, aigc: string): Promise<Buffer> {
  return applied(bytes, await matroska.write(sourceOf(bytes), { aigc }));
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await matroska.read(sourceOf(bytes))).map(({ text }) => text);
}

const header = buildElement(0x1a45dfa3, new Uint8Array(4));
const info = buildElement(0x1549a966, new Uint8Array(8));
const cluster = buildElement(0x1f43b675, utf8("pictures"), 8);
const empty = (room: number) => buildVoid(room) ?? new Uint8Array();
const film = (...parts: Uint8Array[]) => join(header, buildElement(0x18538067, join(...parts), 8));
const simple = (name: string, text: string) =>
  buildElement(0x67c8, join(buildElement(0x45a3, utf8(name)), buildElement(0x4487, utf8(text))));
const targets = (content: Uint8Array = new Uint8Array()) => buildElement(0x63c0, content);
const tags = (...content: Uint8Array[]) => buildElement(0x1254c367, join(...content), 4);
const tag = (...content: Uint8Array[]) => buildElement(0x7373, join(...content), 4);
const clustersOf = (bytes: Uint8Array) => Buffer.from(bytes).indexOf(Buffer.from("1f43b675", "hex"));

describe("the label of a Matroska", () => {
  it("takes the place of empty space in front of the pictures", async () => {
    for (const spare of [0, 1, 2, 3, 128, 200]) {
      const made = film(info, cluster);
      const needed = (await write(made, label)).length - made.length;
      const bytes = film(info, empty(needed + spare), cluster);
      const after = await write(bytes, label);
      expect(after.length).toBe(bytes.length);
      expect(clustersOf(after)).toBe(clustersOf(bytes));
      expect(await textsOf(after)).toEqual([label]);
    }
  });

  it("goes to the end where there is none, and the segment says so", async () => {
    const bytes = film(info, cluster);
    const after = await write(bytes, label);
    const segment = buildElement(0x18538067, join(info, cluster, after.subarray(bytes.length)), 8);
    expect(after).toEqual(Buffer.from(join(header, segment)));
  });

  it("is only appended to a segment of unknown size", async () => {
    const start = join(header, Buffer.from("1853806701ffffffffffffff", "hex"));
    const live = join(Buffer.from("1f43b67501ffffffffffffff", "hex"), buildElement(0xe7, new Uint8Array(1)));
    const bytes = join(start, info, live, live);
    const after = await write(bytes, label);
    expect(after.subarray(0, bytes.length).equals(bytes)).toBe(true);
    expect(await textsOf(after)).toEqual([label]);
    expect(await textsOf(await write(after, labelFor("")))).toEqual([labelFor("")]);
  });

  it("keeps other tags, and blots out the old label where the new one is longer", async () => {
    const other = simple("TITLE", "A drawing");
    const bytes = film(info, tags(tag(targets(), other, simple("AIGC", label))), cluster);
    const after = await write(bytes, long);
    expect(await textsOf(after)).toEqual([long]);
    expect(after.includes(Buffer.from(label))).toBe(false);
    expect(after.includes(Buffer.from(other))).toBe(true);
    expect(clustersOf(after)).toBe(clustersOf(bytes));
    const alone = film(info, tags(tag(targets(), simple("AIGC", label))), cluster);
    expect(await textsOf(await write(alone, long))).toEqual([long]);
  });

  it("is written over in place where it fits, and the checksum of its tags is renewed", async () => {
    const content = tag(targets(), simple("AIGC", long));
    const checksum = buildElement(0xbf, littleEndian(crc32(content), 4));
    const bytes = film(info, tags(checksum, content), cluster);
    const after = await write(bytes, label);
    expect(after.length).toBe(bytes.length);
    const at = after.indexOf(Buffer.from("1254c367", "hex")) + 8;
    const covered = after.subarray(at + 6, at + 6 + content.length);
    expect(after.readUInt32LE(at + 2)).toBe(crc32(covered));
    expect(await textsOf(after)).toEqual([label]);
  });

  it("of a track alone is read, and said to stand in the wrong place", async () => {
    const track = targets(buildElement(0x63c5, new Uint8Array([1])));
    const bytes = film(info, tags(tag(track, simple("AIGC", label))), cluster);
    expect(await matroska.read(sourceOf(bytes))).toMatchObject([{ text: label, isNormative: false }]);
    const after = await matroska.read(sourceOf(await write(bytes, label)));
    expect(after).toMatchObject([{ text: label, isNormative: true }]);
  });

  it("is found inside other tags, however deep", async () => {
    let nested = simple("AIGC", label);
    for (let depth = 0; depth < 2000; depth++) nested = buildElement(0x67c8, nested);
    expect(await textsOf(film(tags(tag(nested))))).toEqual([label]);
  });

  it.each([
    ["without a segment", header],
    ["that is none", utf8("RIFF")],
    ["that is cut short", film(info, cluster).slice(0, -3)],
    [
      "whose size field has no room",
      join(header, buildElement(0x18538067, join(info, buildElement(0xa3, new Uint8Array(90))), 1)),
    ],
    ["with a checksum over all of it", film(buildElement(0xbf, new Uint8Array(4)), info, cluster)],
  ])("is not written into a file %s", async (_, bytes) => {
    await expect(() => matroska.write(sourceOf(bytes), { aigc: label })).toThrowWithCode("format.damaged");
  });
});

describe.each(["mkv", "webm"])("a film in .%s", (extension) => {
  let bytes: Buffer;

  beforeAll(async () => {
    bytes = await madeFilm(extension);
  });

  it("shows the label to a reader that knows it only from the list in front", async () => {
    expect((await metadataByFfmpeg(await write(bytes, label))).AIGC).toBe(label);
  });

  it("keeps its pictures and its label when it was made for streaming", async () => {
    const format = extension === "mkv" ? "matroska" : "webm";
    const live = await remuxed(bytes, format, { live: "1" });
    const after = await write(live, label);
    expect(await textsOf(after)).toEqual([label]);
    const folder = temporaryFolder();
    const [first, second] = [pathOf(folder, `first.${extension}`), pathOf(folder, `second.${extension}`)];
    await writeFile(first, live);
    await writeFile(second, after);
    expect(await decodedHashes(second)).toEqual(await decodedHashes(first));
  });
});
