import { readFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bigEndian, join, latin1, utf8 } from "../../../src/core/metadata/byte-building.ts";
import { buildUserText, codeSynchsafe } from "../../../src/core/metadata/id3/frame.ts";
import { mp3 } from "../../../src/core/metadata/mp3.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../../support/label-samples.ts";
import { corpusFile } from "../../support/media.ts";

const label = labelFor("0d5f");
const audio = join(new Uint8Array([0xff, 0xfb, 0x90, 0xc4]), new Uint8Array(413));
/** What stands at the end of old files. */
const tail = join(latin1("TAGA drawing"), new Uint8Array(116));

interface TagOptions {
  version?: number;
  flags?: number;
  footer?: boolean;
}

function tag(body: Uint8Array, { version = 3, flags = 0, footer = false }: TagOptions = {}): Uint8Array {
  const rest = join(new Uint8Array([version, 0, flags | (footer ? 0x10 : 0)]), codeSynchsafe(body.length));
  return join(latin1("ID3"), rest, body, ...(footer ? [latin1("3DI"), rest] : []));
}

function frame(id: string, content: Uint8Array, version = 3, flags = 0): Uint8Array {
  const size = version === 4 ? codeSynchsafe(content.length) : bigEndian(content.length, 4);
  return join(latin1(id), size, bigEndian(flags, 2), content);
}

const title = (version = 3) => frame("TIT2", utf8("\0A drawing"), version);
/** A picture whose bytes look like frames of audio. */
const picture = frame(
  "APIC",
  join(utf8("\0image/jpeg\0\x03\0"), new Uint8Array([0xff, 0xe0, 0xff, 0, 0xff, 0xff])),
);

async function write(bytes: Uint8Array, wanted: { aigc?: string; xmp?: string }): Promise<Buffer> {
  return applied(bytes, await mp3.write(sourceOf(bytes), wanted));
}

async function textsOf(bytes: Uint8Array): Promise<string[]> {
  return (await mp3.read(sourceOf(bytes))).map(({ text }) => text);
}

function stuffed(bytes: Uint8Array): Uint8Array {
  const found: number[] = [];
  bytes.forEach((byte, at) => {
    found.push(byte);
    if (byte === 0xff && ((bytes[at + 1] ?? 0) === 0 || (bytes[at + 1] ?? 0) >= 0xe0)) found.push(0);
  });
  return new Uint8Array(found);
}

describe("an MP3 without a tag", () => {
  it("gets one of 2.3 with nothing in it but the label", async () => {
    const after = await write(join(audio, tail), { aigc: label });
    const own = tag(frame("TXXX", utf8(`\0AIGC\0${label}`)));
    expect(after).toEqual(Buffer.from(join(own, audio, tail)));
  });
});

describe("an MP3 with a tag", () => {
  it("pays for the label with padding while there is enough of it", async () => {
    const bytes = join(tag(join(title(), new Uint8Array(800))), audio, tail);
    const after = await write(bytes, { aigc: label });
    expect(after.length).toBe(bytes.length);
    expect(after.subarray(0, 10 + title().length).equals(bytes.subarray(0, 10 + title().length))).toBe(true);
    const shorter = await write(after, { aigc: labelFor("") });
    expect(shorter.length).toBe(bytes.length);
    expect(await textsOf(shorter)).toEqual([labelFor("")]);
  });

  it.each([3, 4])("grows where there is too little: 2.%i", async (version) => {
    const bytes = join(tag(join(title(version), new Uint8Array(3)), { version }), audio, tail);
    const after = await write(bytes, { aigc: label });
    const own = frame("TXXX", utf8(`\0AIGC\0${label}`), version);
    const expected = join(tag(join(title(version), own, new Uint8Array(3)), { version }), audio, tail);
    expect(after).toEqual(Buffer.from(expected));
  });

  it("keeps its footer in step", async () => {
    const bytes = join(tag(title(4), { version: 4, footer: true }), audio);
    const after = await write(bytes, { aigc: label });
    const own = frame("TXXX", utf8(`\0AIGC\0${label}`), 4);
    expect(after).toEqual(Buffer.from(join(tag(join(title(4), own), { version: 4, footer: true }), audio)));
    expect(await textsOf(await write(after, { aigc: labelFor("") }))).toEqual([labelFor("")]);
  });

  it("may be unsynchronized as a whole, and what stands in it stays so", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.boolean(), async (content, isWide) => {
        const others = join(picture, frame("PRIV", join(utf8("x\0"), content)));
        const body = join(stuffed(others), new Uint8Array(10));
        const bytes = join(tag(body, { flags: 0x80 }), audio);
        const text = isWide ? labelFor("标\u00ff") : label;
        const after = await write(bytes, { aigc: text });
        expect(await textsOf(after)).toEqual([text]);
        expect(after.includes(Buffer.from(stuffed(others)))).toBe(true);
        const size = after.subarray(6, 10).reduce((sum, byte) => sum * 128 + byte, 0);
        expect(after.subarray(10 + size).equals(audio)).toBe(true);
        // No byte pair of the tag can be taken for the beginning of a frame of audio.
        const inside = after.subarray(10, 10 + size);
        expect(inside.some((byte, at) => byte === 0xff && (inside[at + 1] ?? 0) >= 0xe0)).toBe(false);
      }),
    );
  });

  it("may have an extended header, whose count of padding follows", async () => {
    const extended = (padding: number) => join(bigEndian(6, 4), bigEndian(0, 2), bigEndian(padding, 4));
    const body = join(extended(600), title(), new Uint8Array(600));
    const after = await write(join(tag(body, { flags: 0x40 }), audio), { aigc: label });
    const own = frame("TXXX", utf8(`\0AIGC\0${label}`));
    expect(after.subarray(10, 20)).toEqual(Buffer.from(extended(600 - own.length)));
    expect(await textsOf(after)).toEqual([label]);
  });

  it("is left alone where the footer it promises is not there, and read all the same", async () => {
    const promised = tag(frame("TXXX", buildUserText("AIGC", label, 4), 4), { version: 4, flags: 0x10 });
    for (const bytes of [promised, join(promised, new Uint8Array(4)), join(promised, audio)]) {
      expect(await textsOf(Buffer.from(bytes))).toEqual([label]);
      await expect(() => mp3.write(sourceOf(bytes), { aigc: "other" })).toThrowWithCode("format.damaged");
    }
  });

  it("is left alone where a checksum covers its frames", async () => {
    const extended = join(bigEndian(10, 4), bigEndian(0x8000, 2), bigEndian(0, 4), bigEndian(1, 4));
    const bytes = join(tag(join(extended, title()), { flags: 0x40 }), audio);
    await expect(() => mp3.write(sourceOf(bytes), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /checksum/,
    );
  });

  it("may have sizes of 2.3 in a tag of 2.4, as one program wrote for years", async () => {
    const large = [200, 300].map((size) =>
      join(latin1("TCOM"), bigEndian(size, 4), new Uint8Array(2), new Uint8Array(size).fill(97)),
    );
    const bytes = join(tag(join(...large, title(4), new Uint8Array(20)), { version: 4 }), audio);
    const after = await write(bytes, { aigc: label });
    expect(await textsOf(after)).toEqual([label]);
    expect(after.includes(Buffer.from(title(4)))).toBe(true);
  });
});

describe("a label that is there", () => {
  it("is read in every encoding and packing", async () => {
    const wide = (text: string) => Buffer.from(text, "utf16le");
    const bom = Buffer.from([0xff, 0xfe]);
    const utf16 = join(new Uint8Array([1]), bom, wide("AIGC\0"), bom, wide(label));
    const bigWide = join(new Uint8Array([2]), wide("AIGC\0").swap16(), wide(label).swap16());
    const packed = deflateSync(utf8(`\0AIGC\0${label}`));
    const compressed = join(bigEndian(label.length + 6, 4), new Uint8Array(packed));
    const old = join(latin1("TXX"), bigEndian(label.length + 6, 3), utf8(`\0AIGC\0${label}`));
    for (const body of [
      tag(frame("TXXX", utf16)),
      tag(frame("TXXX", compressed, 3, 0x80)),
      tag(frame("TXXX", bigWide, 4), { version: 4 }),
      tag(frame("TXXX", utf8(`\x03AIGC\0${label}\0`), 4), { version: 4 }),
      tag(frame("TXXX", join(bigEndian(0, 4), utf8(`\0AIGC\0${label}`)), 4, 0x01), { version: 4 }),
    ]) {
      expect(await mp3.read(sourceOf(join(body, audio)))).toMatchObject([{ text: label, isNormative: true }]);
    }
    const older = join(tag(old, { version: 2 }), audio);
    expect(await mp3.read(sourceOf(older))).toMatchObject([{ text: label, isNormative: false }]);
    await expect(() => mp3.write(sourceOf(older), { aigc: label })).toThrowWithCode("format.damaged", /2\.2/);
  });

  it("is one afterwards, where it was two", async () => {
    const own = (id: string) => frame("TXXX", utf8(`\0AIGC\0${labelFor(id)}`));
    const bytes = join(tag(join(own("a"), title(), own("b"))), audio);
    const after = await write(bytes, { aigc: label });
    expect(await textsOf(after)).toEqual([label]);
    expect(after.includes(Buffer.from(title()))).toBe(true);
  });

  it("does not move another user text", async () => {
    const other = frame("TXXX", utf8("\0AIGC note\0x"));
    const after = await write(join(tag(other), audio), { aigc: label, xmp: packetWithLabel("x") });
    expect(after.subarray(10, 10 + other.length).equals(other)).toBe(true);
    expect(await textsOf(after)).toEqual([label, packetWithLabel("x")]);
  });

  it("may stand unread in a frame that unpacks beyond its size", async () => {
    const path = corpusFile("hostile/id3v23_compression_underflow.mp3");
    if (path) expect(await mp3.read(sourceOf(await readFile(path)))).toEqual([]);
    const bomb = new Uint8Array(deflateSync(new Uint8Array(50_000_000)));
    const bytes = join(tag(frame("TXXX", join(bigEndian(1, 4), bomb), 3, 0x80)), audio);
    expect(await mp3.read(sourceOf(bytes))).toMatchObject([{ kind: "unread" }]);
  });
});
