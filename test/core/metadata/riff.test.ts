import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { avi } from "../../../src/core/metadata/avi.ts";
import { join, latin1, littleEndian, utf8 } from "../../../src/core/metadata/byte-building.ts";
import { buildChunk } from "../../../src/core/metadata/riff-chunks.ts";
import { wav } from "../../../src/core/metadata/wav.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../../support/label-samples.ts";
import { corpusFile, fixture } from "../../support/media.ts";

const label = labelFor("0d5f");
const long = labelFor("x".repeat(900));
const format = buildChunk("fmt ", new Uint8Array(16));
const samples = buildChunk("data", utf8("samples!"));

function riff(form: string, ...chunks: Uint8Array[]): Uint8Array {
  const inside = join(latin1(form), ...chunks);
  return join(latin1("RIFF"), littleEndian(inside.length, 4), inside);
}

async function write(container: typeof wav, bytes: Uint8Array, aigc: string): Promise<Buffer> {
  return applied(bytes, await container.write(sourceOf(bytes), { aigc }));
}

describe("the label of a WAV", () => {
  it("is a chunk at the end, and the size of the whole counts it", async () => {
    const after = await write(wav, riff("WAVE", format, samples), label);
    expect(after).toEqual(Buffer.from(riff("WAVE", format, samples, buildChunk("AIGC", utf8(label)))));
  });

  it("is put behind a padding byte that the last chunk lacks", async () => {
    const odd = buildChunk("LIST", utf8("INFOabc"));
    const whole = riff("WAVE", format, samples, odd);
    for (const size of [whole.length - 8, whole.length - 9]) {
      const cut = whole.slice(0, -1);
      cut.set(littleEndian(size, 4), 4);
      const after = await write(wav, cut, label);
      expect(after).toEqual(Buffer.from(riff("WAVE", format, samples, odd, buildChunk("AIGC", utf8(label)))));
    }
  });

  it("stands before bytes that do not belong to the RIFF, and those stay", async () => {
    const tail = utf8("TAG of somebody else");
    const after = await write(wav, join(riff("WAVE", format, samples), tail), label);
    expect(after.subarray(-tail.length).toString()).toBe("TAG of somebody else");
    expect(after.readUInt32LE(4)).toBe(after.length - 8 - tail.length);
  });

  it.each(["RF64", "BW64"])("counts in the 64 bit sizes of %s", async (id) => {
    const sizes = buildChunk(
      "ds64",
      join(littleEndian(0, 8), littleEndian(8, 8), littleEndian(4, 8), new Uint8Array(4)),
    );
    const data = samples.slice();
    data.set([255, 255, 255, 255], 4);
    const inside = join(latin1("WAVE"), sizes, format, data);
    inside.set(littleEndian(inside.length, 8), 12);
    const after = await write(wav, join(latin1(id), new Uint8Array(4).fill(255), inside), label);
    expect(Number(after.readBigUInt64LE(20))).toBe(after.length - 8);
    expect(after.readUInt32LE(4)).toBe(0xffffffff);
    expect((await wav.read(sourceOf(after))).map(({ text }) => text)).toEqual([label]);
  });

  it("is found in the INFO list too, and said to stand in the wrong place", async () => {
    const list = buildChunk("LIST", join(latin1("INFO"), buildChunk("AIGC", utf8(`${label}\0`))));
    const marks = await wav.read(sourceOf(riff("WAVE", format, list, samples)));
    expect(marks).toMatchObject([{ place: "LIST INFO AIGC", text: label, isNormative: false }]);
  });

  it("is not normative in its wrapper", async () => {
    const wrapped = buildChunk("AIGC", utf8(`{"AIGC":${label}}`));
    expect(await wav.read(sourceOf(riff("WAVE", format, wrapped)))).toMatchObject([{ isNormative: false }]);
  });

  it.each([
    ["that is cut short", riff("WAVE", format, samples).slice(0, -4), /"data" chunk is cut short/],
    [
      "of a stream without an end",
      riff("WAVE", format, join(latin1("data"), new Uint8Array(4).fill(255))),
      /cut short/,
    ],
    ["that is an AVI", riff("AVI ", format), /"WAVE"/],
    ["that is no RIFF", utf8("RIFX and then nothing"), /RIFF header/],
  ])("is not written into a file %s", async (_, bytes, message) => {
    await expect(() => wav.write(sourceOf(bytes), { aigc: label })).toThrowWithCode(
      "format.damaged",
      message,
    );
  });

  const bomb = corpusFile("hostile/riff_bomb_1000.wav") ?? "";
  it.skipIf(bomb === "")("ends its search in a file made of a thousand headers", async () => {
    expect(await wav.read(sourceOf(await readFile(bomb)))).toEqual([]);
  });
});

describe("the label of an AVI", () => {
  const header = buildChunk("LIST", latin1("hdrlheaders."));
  const movi = buildChunk("LIST", join(latin1("movi"), utf8("pictures".repeat(40))));
  const index = buildChunk("idx1", new Uint8Array(16));
  const moviAt = (bytes: Uint8Array) => Buffer.from(bytes).indexOf("movi");

  it("takes the place of junk in front of the pictures, which do not move", async () => {
    const junk = buildChunk("JUNK", new Uint8Array(3000));
    const bytes = riff("AVI ", header, junk, movi, index);
    const after = await write(avi, await write(avi, bytes, label), long);
    expect(after.length).toBe(bytes.length);
    expect(moviAt(after)).toBe(moviAt(bytes));
    expect((await avi.read(sourceOf(after))).map(({ text }) => text)).toEqual([long]);
  });

  it("fills such junk to the last byte", async () => {
    const list = join(latin1("INFO"), buildChunk("AIGC", utf8(label)));
    const bytes = riff("AVI ", header, buildChunk("JUNK", new Uint8Array(list.length)), movi);
    expect(await write(avi, bytes, label)).toEqual(
      Buffer.from(riff("AVI ", header, buildChunk("LIST", list), movi)),
    );
  });

  it("goes behind the pictures where there is no junk", async () => {
    const bytes = riff("AVI ", header, movi, index);
    const after = await write(avi, bytes, label);
    expect(moviAt(after)).toBe(moviAt(bytes));
    expect(after.readUInt32LE(4)).toBe(after.length - 8);
  });

  it("blots out one that is too short, in its own bytes, and keeps its neighbors", async () => {
    const name = buildChunk("INAM", utf8("A drawing\0"));
    const list = buildChunk("LIST", join(latin1("INFO"), buildChunk("AIGC", utf8(label)), name));
    const bytes = riff("AVI ", header, list, movi, index);
    const after = await write(avi, bytes, long);
    expect(after.includes(Buffer.from(label))).toBe(false);
    expect(after.includes(Buffer.from(name))).toBe(true);
    expect(moviAt(after)).toBe(moviAt(bytes));
    expect((await avi.read(sourceOf(after))).map(({ text }) => text)).toEqual([long]);
  });

  it("is refused where positions of a second RIFF would move, and taken where junk has room", async () => {
    const second = riff("AVIX", movi);
    const full = join(riff("AVI ", header, movi, index), second);
    await expect(() => avi.write(sourceOf(full), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /absolute/,
    );
    const roomy = join(riff("AVI ", header, buildChunk("JUNK", new Uint8Array(900)), movi, index), second);
    const after = await write(avi, roomy, label);
    expect(after.length).toBe(roomy.length);
    expect(after.subarray(-second.length).equals(second)).toBe(true);
  });

  it("shares the junk with a packet of XMP", async () => {
    const bytes = riff("AVI ", header, buildChunk("JUNK", new Uint8Array(3000)), movi, index);
    const wanted = { aigc: label, xmp: packetWithLabel("x") };
    const after = await applied(bytes, await avi.write(sourceOf(bytes), wanted));
    const marks = await avi.read(sourceOf(after));
    expect(marks.map(({ text }) => text).sort()).toEqual([wanted.xmp, wanted.aigc].sort());
    expect(moviAt(after)).toBe(moviAt(bytes));
  });

  it("is not written where the list of pictures is missing", async () => {
    const bytes = riff("AVI ", header);
    await expect(() => avi.write(sourceOf(bytes), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /pictures/,
    );
  });

  it("leaves our own fixture's indexes right", async () => {
    const bytes = await readFile(fixture("moving.avi"));
    expect(moviAt(await write(avi, bytes, long))).toBe(moviAt(bytes));
  });
});
