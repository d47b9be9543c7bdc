import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { findPlate, hearSamples } from "../../src/adapter/senses.ts";
import { morseSamples } from "../../src/core/label/morse.ts";
import { type Marked, mark, paint } from "../support/marked-picture.ts";
import { fixture } from "../support/media.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { wavOf } from "../support/wav.ts";

const at = (name: string, bytes: Uint8Array) => {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return path;
};

let plain: Buffer;
let marked: Marked;

beforeAll(async () => {
  plain = await paint().png().toBuffer();
  marked = await mark(plain, "image/png");
});

describe("a plate in a picture", () => {
  it("is found where it was drawn, as high as it was drawn", async () => {
    expect(await findPlate(at("marked.png", marked.bytes), "image/png", marked.plate)).toEqual({
      kind: "found",
      inkHeight: marked.plate.inkHeight,
      shortSide: 320,
    });
  });

  it("is not found in a picture without it, nor in a smaller one", async () => {
    expect(await findPlate(at("plain.png", plain), "image/png", marked.plate)).toMatchObject({
      kind: "not-found",
    });
    const small = await sharp(marked.bytes).resize(200).png().toBuffer();
    expect(await findPlate(at("small.png", small), "image/png", marked.plate)).toMatchObject({
      kind: "not-found",
      reason: expect.stringMatching(/does not reach/),
    });
  });

  it("has to be in the last frame too", async () => {
    const moving = await paint({ frames: 3 }).gif().toBuffer();
    const drawn = await mark(moving, "image/gif");
    expect(await findPlate(at("moving.gif", drawn.bytes), "image/gif", drawn.plate)).toMatchObject({
      kind: "found",
    });
    const { data, info } = await sharp(drawn.bytes, { pages: 1 }).raw().toBuffer({ resolveWithObject: true });
    const bare = await sharp(moving, { pages: -1 }).raw().toBuffer();
    data.copy(bare);
    const raw = {
      width: info.width,
      height: info.height * 3,
      channels: info.channels,
      pageHeight: info.height,
    };
    const half = await sharp(bare, { raw }).gif().toBuffer();
    expect(await findPlate(at("half.gif", half), "image/gif", drawn.plate)).toMatchObject({
      kind: "not-found",
    });
  });

  it("is not looked for in what cannot be decoded", async () => {
    const cut = marked.bytes.subarray(0, 200);
    expect(await findPlate(at("cut.png", cut), "image/png", marked.plate)).toBeUndefined();
    expect(await findPlate(fixture("drawing.heic"), "image/heic", marked.plate)).toBeUndefined();
  });

  it("throws for a file that is not there, since that is no picture without a plate", async () => {
    await expect(() => findPlate("no.png", "image/png", marked.plate)).toThrowWithCode("file.missing");
  });
});

describe("sound", () => {
  it("is read from plain WAV without any package", async () => {
    const rhythm = morseSamples(16_000);
    const path = at("rhythm.wav", wavOf(rhythm));
    const heard = await hearSamples(path, "audio/wav", { from: "start", seconds: 5 });
    expect(heard?.samples).toHaveLength(rhythm.length);
    expect(await readFile(path)).toHaveLength(rhythm.length * 2 + 44);
  });
});
