/** Every format colophon writes: signed, read back, recognized, still the same picture or sound, and caught when changed. */
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { type Asset, BMFF, JPEG, MP3, PNG } from "@trustnxt/c2pa-ts/asset";
import { SuperBox } from "@trustnxt/c2pa-ts/jumbf";
import { ManifestStore } from "@trustnxt/c2pa-ts/manifest";
import { beforeAll, describe, expect, it } from "vitest";
import { formats } from "../../src/core/asset/formats.ts";
import { makeIdentity, signOne, testContext, verifyOne, verifyOutcome } from "../support/context.ts";
import { decodedHashes, fixture } from "../support/media.ts";
import { officeEntries, zipOf } from "../support/office-file.ts";

/** A fixture of each format, and where in it the hashed media data lies. */
const media: Readonly<Record<string, (bytes: Buffer) => number>> = {
  "drawing.jpg": (bytes) => bytes.length - 40, // the scan ends with the file
  "drawing.png": after("IDAT", 60),
  "drawing.webp": after("VP8 ", 60),
  "drawing.avif": after("mdat", 60),
  "drawing.heic": (bytes) => bytes.length - 60,
  "drawing.heif": (bytes) => bytes.length - 60,
  "drawing.jxl": after("jxlc", 60),
  "drawing.gif": (bytes) => bytes.length - 60,
  "moving.gif": (bytes) => bytes.length - 60,
  "drawing.tiff": () => 3000, // libtiff puts the strips before the directory
  "drawing.dng": () => 3000,
  "drawing.svg": after("<path d=", 3),
  "moving.mp4": after("mdat", 1500),
  "moving.m4v": after("mdat", 1500),
  "moving.mov": after("mdat", 1500),
  "tone.m4a": after("mdat", 500),
  "moving.avi": after("movi", 800),
  "tone.wav": after("data", 1000),
  "tone.mp3": (bytes) => bytes.length - 300,
  "tone.flac": (bytes) => bytes.length - 300,
};

function after(name: string, distance: number): (bytes: Buffer) => number {
  return (bytes) => bytes.indexOf(name, 0, "latin1") + name.length + distance;
}

const world = testContext();
let rootPath = "";

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
});

async function signed(name: string): Promise<{ source: string; output: string }> {
  const output = join(world.folder, `${basename(name, extname(name))}.signed${extname(name)}`);
  await signOne(world, fixture(name), { as: "drawing", output, force: true });
  return { source: fixture(name), output };
}

/** A copy of the signed file with one bit of the media data flipped, where the fixture has the same bytes. */
async function changedCopy(name: string, output: string): Promise<string> {
  const [before, bytes] = [await readFile(fixture(name)), await readFile(output)];
  const at = media[name]?.(before) ?? 0;
  const window = before.subarray(at - 8, at + 8);
  const found = bytes.indexOf(window);
  // Exactly one such place, or the byte that is flipped might be anything.
  expect([before.indexOf(window), bytes.lastIndexOf(window)]).toEqual([at - 8, found]);
  bytes.writeUInt8(bytes.readUInt8(found + 8) ^ 1, found + 8);
  const path = join(world.folder, `changed${extname(name)}`);
  await writeFile(path, bytes);
  return path;
}

it("covers every format the type table says is written", () => {
  const written = formats
    .filter(({ canEmbed, id }) => canEmbed && id !== "c2pa")
    .map(({ extensions }) => extensions);
  for (const endings of written) {
    expect(
      Object.keys(media).some((name) => endings.includes(extname(name).slice(1))),
      endings.join(),
    ).toBe(true);
  }
});

describe.each(Object.keys(media))("%s", (name) => {
  it("is intact after signing, and recognized by who has the root", async () => {
    const { output } = await signed(name);
    const unlisted = await verifyOutcome(world, output);
    expect(unlisted).toMatchObject({ kind: "result", exitCode: 4 });
    const verification = await verifyOne(world, output, { trust: [rootPath] });
    expect(verification).toMatchObject({
      state: "trusted",
      source: "embedded",
      unchanged: { answer: "unchanged" },
      issuer: { answer: "recognized", name: "Estudio Ruiz" },
      history: { answer: "none" },
    });
  });

  it("shows the same pixels and samples as before", async () => {
    const { source, output } = await signed(name);
    expect(await decodedHashes(output)).toEqual(await decodedHashes(source));
    expect((await readFile(output)).equals(await readFile(source))).toBe(false);
  });

  it("is found out when one bit of its media data changes", async () => {
    const { output } = await signed(name);
    expect(await verifyOutcome(world, await changedCopy(name, output), { trust: [rootPath] })).toMatchObject({
      exitCode: 1,
      value: { verification: { state: "invalid", unchanged: { answer: "changed" } } },
    });
  });
});

describe("another implementation of C2PA", () => {
  const readers: Readonly<Record<string, (bytes: Uint8Array) => Asset>> = {
    "drawing.jpg": (bytes) => new JPEG(bytes),
    "drawing.png": (bytes) => new PNG(bytes),
    "drawing.heic": (bytes) => new BMFF(bytes),
    "moving.mp4": openMovie,
    "tone.mp3": openMp3,
  };

  /** It knows boxes and their hash, but the brands of still pictures only. */
  function openMovie(bytes: Uint8Array): Asset {
    const brands: unknown = Reflect.get(BMFF, "canReadBrands");
    if (brands instanceof Set) brands.add("isom");
    return new BMFF(bytes);
  }

  /** It follows C2PA 2.1, which named the media type in the ID3 frame otherwise; ours is the first frame. */
  function openMp3(bytes: Uint8Array): Asset {
    const asset = new MP3(bytes);
    expect(Buffer.from(bytes.subarray(0, 64)).toString("latin1")).toContain("GEOB");
    Reflect.set(asset, "manifestFrameIndex", 0);
    return asset;
  }

  async function validate(name: string, path: string) {
    const asset = readers[name]?.(new Uint8Array(await readFile(path)));
    const jumbf = asset?.getManifestJUMBF();
    if (!asset || !jumbf) throw new Error(`no manifest store found in ${path}`);
    return ManifestStore.read(SuperBox.fromBuffer(new Uint8Array(jumbf))).validate(asset);
  }

  it.each(Object.keys(readers))("reads and accepts %s", async (name) => {
    const { output } = await signed(name);
    const result = await validate(name, output);
    expect(result.statusEntries.filter(({ success }) => !success)).toEqual([]);
    expect(result.isValid).toBe(true);
  });

  it.each(Object.keys(readers))("rejects %s once it is changed", async (name) => {
    const { output } = await signed(name);
    const path = await changedCopy(name, output);
    expect((await validate(name, path)).isValid).toBe(false);
  });
});

describe("a file that nothing can be written into", () => {
  const files: Readonly<Record<string, () => Promise<Buffer>>> = {
    "note.txt": () => readFile(fixture("note.txt")),
    "page.pdf": () => readFile(fixture("page.pdf")),
    "letter.docx": async () => zipOf(officeEntries()),
    "sound.ogg": async () => Buffer.concat([Buffer.from("OggS\0\x02"), Buffer.alloc(200, "sample")]),
  };

  it.each(Object.entries(files))("%s is judged by the sidecar beside it", async (name, bytes) => {
    const path = join(world.folder, name);
    await writeFile(path, await bytes());
    const { sidecar, output } = await signOne(world, path, { as: "drawing", sidecar: true });
    expect([sidecar, output]).toEqual([`${path}.c2pa`, undefined]);
    expect(await verifyOutcome(world, path, { trust: [rootPath] })).toMatchObject({
      exitCode: 0,
      value: { sidecar: `${path}.c2pa`, verification: { state: "trusted", source: "sidecar" } },
    });

    const changed = await readFile(path);
    changed.writeUInt8(changed.readUInt8(changed.length - 9) ^ 1, changed.length - 9);
    await writeFile(path, changed);
    expect(await verifyOutcome(world, path, { trust: [rootPath] })).toMatchObject({
      exitCode: 1,
      value: { verification: { state: "invalid", unchanged: { answer: "changed" } } },
    });
  });

  it("is refused without --sidecar, by name", async () => {
    const path = join(world.folder, "refused.txt");
    await copyFile(fixture("note.txt"), path);
    await expect(() => signOne(world, path, { as: "drawing" })).toThrowWithCode(
      "format.not-writable",
      "plain text",
    );
  });
});
