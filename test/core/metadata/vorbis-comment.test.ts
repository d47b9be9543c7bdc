import { readFile, writeFile } from "node:fs/promises";
import { join as pathOf } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bigEndian, join, latin1, littleEndian, utf8 } from "../../../src/core/metadata/byte-building.ts";
import { flac } from "../../../src/core/metadata/flac.ts";
import { ogg } from "../../../src/core/metadata/ogg.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { labelFor } from "../../support/label-samples.ts";
import { madeFilm, metadataByFfmpeg } from "../../support/made-films.ts";
import { decodedHashes, fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const label = labelFor("0d5f");

async function write(container: typeof flac, bytes: Uint8Array, aigc: string): Promise<Buffer> {
  return applied(bytes, await container.write(sourceOf(bytes), { aigc }));
}

async function textsOf(container: typeof flac, bytes: Uint8Array): Promise<string[]> {
  return (await container.read(sourceOf(bytes))).map(({ text }) => text);
}

describe("a FLAC", () => {
  const block = (type: number, content: Uint8Array, isLast = false) =>
    join(new Uint8Array([type | (isLast ? 0x80 : 0)]), bigEndian(content.length, 3), content);
  const info = block(0, new Uint8Array(34));
  const comment = (...entries: string[]) => {
    const listed = entries.map((entry) => join(littleEndian(utf8(entry).length, 4), utf8(entry)));
    return join(littleEndian(3, 4), utf8("abc"), littleEndian(entries.length, 4), ...listed);
  };
  const audio = utf8("\xff\xf8 samples");
  const file = (...blocks: Uint8Array[]) => join(latin1("fLaC"), ...blocks, audio);

  it("pays for the label with its padding, so that no sample moves", async () => {
    const bytes = file(info, block(4, comment("TITLE=A drawing")), block(1, new Uint8Array(500), true));
    const after = await write(flac, bytes, label);
    const used = 4 + 5 + label.length;
    const padding = block(1, new Uint8Array(500 - used), true);
    expect(after).toEqual(
      Buffer.from(file(info, block(4, comment("TITLE=A drawing", `AIGC=${label}`)), padding)),
    );
    expect((await write(flac, after, labelFor(""))).length).toBe(bytes.length);
  });

  it("grows where it has none, and gets a block where it has no comments", async () => {
    const without = await write(flac, file(block(0, new Uint8Array(34), true)), label);
    expect(without).toEqual(
      Buffer.from(
        file(
          info,
          block(4, join(littleEndian(8, 4), utf8("colophon"), comment(`AIGC=${label}`).subarray(7)), true),
        ),
      ),
    );
    const first = await write(flac, file(info, block(4, comment(), true)), label);
    expect(first).toEqual(Buffer.from(file(info, block(4, comment(`AIGC=${label}`), true))));
  });

  it("says the label once, in whatever case it was written", async () => {
    const bytes = file(info, block(4, comment("aigc=x", "TITLE=y", "Aigc=z"), true));
    expect(await textsOf(flac, bytes)).toEqual(["x", "z"]);
    const after = await write(flac, bytes, label);
    expect(after).toEqual(Buffer.from(file(info, block(4, comment(`AIGC=${label}`, "TITLE=y"), true))));
  });

  it("keeps a tag in front, where its Content Credential is", async () => {
    const tag = join(latin1("ID3\x04\0\0"), new Uint8Array([0, 0, 0, 40]), new Uint8Array(40).fill(7));
    const bytes = join(tag, await readFile(fixture("tone.flac")));
    const after = await write(flac, bytes, label);
    expect(after.subarray(0, tag.length).equals(tag)).toBe(true);
    expect(await textsOf(flac, after)).toEqual([label]);
  });

  it.each([
    [
      "whose comments leave their block",
      file(info, block(4, join(comment(), littleEndian(9, 4)).fill(255, 7, 11), true)),
    ],
    ["whose blocks leave the file", latin1("fLaC\x04\xff\xff\xff")],
    ["that is none", utf8("RIFF")],
  ])("is not changed %s", async (_, bytes) => {
    await expect(() => flac.write(sourceOf(bytes), { aigc: label })).toThrowWithCode("format.damaged");
    expect(await flac.read(sourceOf(bytes))).toMatchObject([{ kind: "unread" }]);
  });
});

describe.each(["ogg", "opus"])("a file of .%s", (extension) => {
  let bytes: Buffer;

  beforeAll(async () => {
    bytes = await madeFilm(extension);
  });

  async function hashesOf(file: Uint8Array): Promise<string[]> {
    const path = pathOf(temporaryFolder(), `sound.${extension}`);
    await writeFile(path, file);
    return decodedHashes(path);
  }

  const pagesOf = (file: Buffer) => {
    const pages: { sequence: number; checksum: number; from: number; to: number }[] = [];
    for (let at = 0; at < file.length; ) {
      const count = file[at + 26] ?? 0;
      const size = file
        .subarray(at + 27, at + 27 + count)
        .reduce((sum, segment) => sum + segment, 27 + count);
      pages.push({
        sequence: file.readUInt32LE(at + 18),
        checksum: file.readUInt32LE(at + 22),
        from: at,
        to: at + size,
      });
      at += size;
    }
    return pages;
  };

  it("counts its pages anew where the label takes more of them, and loses no sample", async () => {
    const large = labelFor("x".repeat(50_000));
    const after = await write(ogg, bytes, large);
    const [before, pages] = [pagesOf(bytes), pagesOf(after)];
    expect(pages.length).toBe(before.length + 1);
    expect(pages.map(({ sequence }) => sequence)).toEqual(pages.map((_, index) => index));
    expect(await hashesOf(after)).toEqual(await hashesOf(bytes));
    expect((await metadataByFfmpeg(after)).AIGC).toBe(large);
    const back = await write(ogg, after, label);
    expect(pagesOf(back).length).toBe(before.length);
    expect(await hashesOf(back)).toEqual(await hashesOf(bytes));
  });

  it("leaves the pages of the audio alone where the headers take no more of them", async () => {
    const after = await write(ogg, bytes, label);
    const [before, pages] = [pagesOf(bytes), pagesOf(after)];
    expect(pages.length).toBe(before.length);
    const audio = before.slice(2).map(({ from, to }) => bytes.subarray(from, to));
    expect(pages.slice(2).map(({ from, to }) => after.subarray(from, to))).toEqual(audio);
  });

  it("is refused where its headers are out of order or its first pages are of another kind", async () => {
    const [first, second] = pagesOf(bytes);
    const swapped = Buffer.from(bytes);
    swapped.write("nothing!", (second?.from ?? 0) + 28, "latin1");
    swapped.fill(0, (second?.from ?? 0) + 29, (second?.to ?? 0) - 1);
    await expect(() => ogg.write(sourceOf(swapped), { aigc: label })).toThrowWithCode("format.damaged");
    const strange = Buffer.from(bytes);
    strange.fill(0, 28, first?.to);
    await expect(() => ogg.write(sourceOf(strange), { aigc: label })).toThrowWithCode(
      "format.damaged",
      /no Vorbis/,
    );
    await expect(() => ogg.write(sourceOf(bytes.subarray(0, 60)), { aigc: label })).toThrowWithCode(
      "format.damaged",
    );
  });
});
