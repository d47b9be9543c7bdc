import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { boundSource } from "../../../src/core/metadata/bounded-source.ts";
import { bigEndian, join as bytesOf, latin1, utf8 } from "../../../src/core/metadata/byte-building.ts";
import { type Box, boxesIn, buildBox, walkFile } from "../../../src/core/metadata/mp4/box.ts";
import { mp4 } from "../../../src/core/metadata/mp4.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../../support/label-samples.ts";
import { metadataByFfmpeg, remuxed } from "../../support/made-films.ts";
import { corpusFile, decodedHashes, fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function boxesOf(bytes: Uint8Array) {
  const boxes: Box[] = [];
  for await (const box of walkFile(boundSource(sourceOf(bytes)))) boxes.push(box);
  return boxes;
}

async function write(bytes: Uint8Array, wanted: { aigc?: string; xmp?: string }): Promise<Buffer> {
  return applied(bytes, await mp4.write(sourceOf(bytes), wanted));
}

async function hashesOf(bytes: Uint8Array): Promise<string[]> {
  const path = join(temporaryFolder(), "film.mp4");
  await writeFile(path, bytes);
  return decodedHashes(path);
}

const label = labelFor("0d5f");
const long = labelFor("x".repeat(2000));
let film: Buffer;

beforeAll(async () => {
  film = await readFile(fixture("moving.mp4"));
});

describe("when the index stands in front of the samples", () => {
  it.each([
    ["plain", "faststart"],
    ["fragmented, with positions in every fragment", "frag_keyframe+empty_moov"],
    ["fragmented, counting from each fragment", "frag_keyframe+empty_moov+default_base_moof"],
    [
      "fragmented, with a segment index in front",
      "frag_keyframe+empty_moov+default_base_moof+dash+global_sidx",
    ],
  ])("moves every position by what it grows: %s", async (_, movflags) => {
    const bytes = await remuxed(film, "mp4", { movflags });
    const after = await write(bytes, { aigc: long, xmp: packetWithLabel("x") });
    expect(after.length).toBeGreaterThan(bytes.length + 4000);
    expect(await hashesOf(after)).toEqual(await hashesOf(bytes));
    expect((await metadataByFfmpeg(after)).AIGC).toBe(long);
  });

  it("takes what it needs from free space, and moves no sample", async () => {
    const bytes = await remuxed(film, "mp4", { moov_size: "9000" });
    const types = (boxes: readonly Box[]) => boxes.map(({ type }) => type);
    const before = await boxesOf(bytes);
    const after = await write(bytes, { aigc: long });
    const boxes = await boxesOf(after);
    expect(types(before)).toEqual(["ftyp", "moov", "free", "free", "mdat"]);
    expect(types(boxes)).toEqual(types(before));
    expect(boxes.at(-1)).toEqual(before.at(-1));
    expect(await hashesOf(after)).toEqual(await hashesOf(bytes));
    // What a shorter label gives back goes there again.
    const shorter = await write(after, { aigc: label });
    expect((await boxesOf(shorter)).at(-1)).toEqual(before.at(-1));
  });

  it("corrects chunk offsets of eight bytes as well", async () => {
    const table = (offset: number) =>
      buildBox("co64", new Uint8Array(4), bigEndian(1, 4), bigEndian(offset, 8));
    const moov = (offset: number) =>
      buildBox("moov", buildBox("trak", buildBox("mdia", buildBox("minf", buildBox("stbl", table(offset))))));
    const head = buildBox("ftyp", latin1("isom"), new Uint8Array(4));
    const start = head.length + moov(0).length + 8;
    const after = await write(bytesOf(head, moov(start), buildBox("mdat", utf8("sample"))), { aigc: label });
    const held = { bytes: after, base: 0 };
    const [box] = (await boxesOf(after)).filter(({ type }) => type === "moov");
    let boxes = box ? [box] : [];
    for (const type of ["trak", "mdia", "minf", "stbl", "co64"]) {
      boxes = boxes.flatMap((parent) => boxesIn(held, parent)).filter((child) => child.type === type);
    }
    const offset = Number(after.readBigUInt64BE((boxes[0]?.start ?? 0) + 8));
    expect(after.subarray(offset, offset + 6).toString()).toBe("sample");
  });
});

describe("when the movie has metadata of its own", () => {
  it("keeps the list of iTunes beside the label", async () => {
    const data = buildBox("data", bigEndian(1, 4), new Uint8Array(4), utf8("Ana Ruiz"));
    const handler = buildBox("hdlr", new Uint8Array(8), latin1("mdirappl"), new Uint8Array(9));
    const meta = buildBox("meta", new Uint8Array(4), handler, buildBox("ilst", buildBox("\xa9ART", data)));
    const moov = (await boxesOf(film)).find(({ type }) => type === "moov");
    if (moov === undefined || moov.end !== film.length) throw new Error("the fixture has its index in front");
    const udta = boxesIn({ bytes: film, base: 0 }, moov).find(({ type }) => type === "udta");
    const cut = udta?.offset ?? moov.end;
    const inside = bytesOf(film.subarray(moov.start, cut), buildBox("udta", meta));
    const tagged = bytesOf(film.subarray(0, moov.offset), buildBox("moov", inside));
    const found = await metadataByFfmpeg(await write(tagged, { aigc: label }));
    expect(found).toMatchObject({ artist: "Ana Ruiz", AIGC: label });
  });

  it("adds a key to the keys that are there, and touches no other", async () => {
    const tagged = await remuxed(film, "mp4", { movflags: "use_metadata_tags" });
    const once = await write(tagged, { aigc: label });
    expect((await metadataByFfmpeg(once)).AIGC).toBe(label);
    expect((await metadataByFfmpeg(await write(once, { aigc: long }))).AIGC).toBe(long);
  });

  const recording = corpusFile("plain/c.mov");

  it.skipIf(recording === undefined)("is numbered so that FFmpeg takes no key for another", async () => {
    const bytes = await readFile(recording ?? "");
    const before = await metadataByFfmpeg(bytes);
    expect(before).toHaveProperty("com.apple.quicktime.make");
    const after = await write(bytes, { aigc: label });
    expect(await metadataByFfmpeg(after)).toEqual({ ...before, AIGC: label });
    expect((await metadataByFfmpeg(await write(after, { aigc: long }))).AIGC).toBe(long);
  });

  it.each([
    ["a bare meta box", "moov.meta", (meta: Uint8Array) => meta],
    ["the list of iTunes", "moov.udta.meta mdir", (meta: Uint8Array) => buildBox("udta", meta)],
  ])("reads a label in %s, and says that it is elsewhere", async (_, place, around) => {
    const isKeyed = place === "moov.meta";
    const handler = buildBox(
      "hdlr",
      new Uint8Array(8),
      latin1(isKeyed ? "mdta" : "mdir"),
      new Uint8Array(13),
    );
    const keys = buildBox(
      "keys",
      new Uint8Array(4),
      bigEndian(1, 4),
      buildBox("mdta", latin1("com.apple.quicktime.AIGC")),
    );
    const data = buildBox("data", bigEndian(1, 4), new Uint8Array(4), utf8(label));
    const item = buildBox(isKeyed ? "\0\0\0\x01" : "\xa9cmt", data);
    const meta = buildBox(
      "meta",
      new Uint8Array(4),
      handler,
      ...(isKeyed ? [keys] : []),
      buildBox("ilst", item),
    );
    const marks = await mp4.read(sourceOf(buildBox("moov", around(meta))));
    expect(marks).toMatchObject([{ kind: "aigc", text: label, isNormative: false }]);
    expect(marks[0]?.place).toContain(place);
  });
});

describe("a packet of XMP", () => {
  it("goes behind everything, but before the index of fragments", async () => {
    const plain = await boxesOf(await write(film, { xmp: packetWithLabel("x") }));
    expect(plain.at(-1)?.type).toBe("uuid");
    const fragmented = await remuxed(film, "mp4", { movflags: "frag_keyframe+empty_moov" });
    const types = (await boxesOf(await write(fragmented, { xmp: packetWithLabel("x") }))).map(
      ({ type }) => type,
    );
    expect(types.slice(-2)).toEqual(["uuid", "mfra"]);
  });

  it("is not replaced where two of them differ", async () => {
    const one = await write(film, { xmp: packetWithLabel("x") });
    const other = await write(film, { xmp: packetWithLabel("y") });
    const both = bytesOf(one, other.subarray(film.length));
    await expect(() => mp4.write(sourceOf(both), { xmp: packetWithLabel("z") })).toThrowWithCode(
      "format.damaged",
      /2/,
    );
  });
});

describe("when the file is not understood", () => {
  it.each([
    ["no movie box", buildBox("ftyp", latin1("isom"))],
    ["two movie boxes", bytesOf(buildBox("moov"), buildBox("moov"))],
    ["a compressed movie box", buildBox("moov", buildBox("cmov"))],
    ["bytes that are no box", bytesOf(buildBox("moov"), new Uint8Array([0, 0, 0, 3]))],
    ["a box larger than the file", bytesOf(buildBox("moov"), bigEndian(900, 4), latin1("mdat"))],
  ])("refuses %s", async (_, bytes) => {
    await expect(() => mp4.write(sourceOf(bytes), { aigc: label })).toThrowWithCode("format.damaged");
  });

  it("refuses to move samples that items or another file point to", async () => {
    const mdat = buildBox("mdat", utf8("sample"));
    const items = buildBox("meta", new Uint8Array(4), buildBox("iloc", new Uint8Array(4)));
    const withItems = bytesOf(buildBox("moov", items), mdat);
    await expect(() => mp4.write(sourceOf(withItems), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /items/,
    );
    const reference = buildBox(
      "dref",
      new Uint8Array(4),
      bigEndian(1, 4),
      buildBox("url ", new Uint8Array(4)),
    );
    const trak = buildBox("trak", buildBox("mdia", buildBox("minf", buildBox("dinf", reference))));
    const elsewhere = bytesOf(buildBox("moov", trak), mdat);
    await expect(() => mp4.write(sourceOf(elsewhere), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /another file/,
    );
  });
});

describe("films of others", () => {
  const path = corpusFile("signed/video1.mp4");

  it.skipIf(path === undefined)("keep the bytes of their Content Credential", async () => {
    const bytes = await readFile(path ?? "");
    const after = await write(bytes, { aigc: label, xmp: packetWithLabel("x") });
    const credential = bytes.subarray(24, 24 + 30662);
    expect(credential.subarray(4, 8).toString()).toBe("uuid");
    expect(after.subarray(24, 24 + 30662).equals(credential)).toBe(true);
  });

  it("are gone through to an end where they are made of the smallest boxes", async () => {
    const small = Buffer.alloc(24_000_000, buildBox("free"));
    const start = performance.now();
    expect(await mp4.read(sourceOf(small))).toMatchObject([{ kind: "unread" }]);
    expect(await mp4.read(sourceOf(buildBox("moov", small)))).toEqual([]);
    await expect(() => mp4.write(sourceOf(small), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /parts/,
    );
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  const nested = corpusFile("hostile/nested_moov_1000.mp4");

  it.skipIf(nested === undefined)("are read where they are a thousand boxes in each other", async () => {
    expect(await mp4.read(sourceOf(await readFile(nested ?? "")))).toEqual([]);
  });
});
