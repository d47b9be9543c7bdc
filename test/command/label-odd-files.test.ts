import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { LabelOptions } from "../../src/command/label/index.ts";
import type { PlateRecord } from "../../src/core/label/mark-record.ts";
import type { ErrorCode } from "../../src/error.ts";
import { makeClip, turn } from "../support/clip.ts";
import { checkOne, labelOne, makeIdentity, testContext, verifyOne } from "../support/context.ts";
import { readPackets, readPictures } from "../support/ffmpeg.ts";
import { pngChunk, withChunk } from "../support/foreign-labels.ts";
import { labelFor } from "../support/label-samples.ts";
import { paint } from "../support/marked-picture.ts";
import { fixture } from "../support/media.ts";

const world = testContext();
const at = (name: string) => join(world.folder, name);
const font = resolve(
  import.meta.dirname,
  "../../node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-cyrillic-500-normal.woff2",
);
let rootPath: string;

beforeAll(async () => {
  ({ rootPath } = await makeIdentity(world));
});

const hashOf = async (path: string) =>
  createHash("sha256")
    .update(await readFile(path))
    .digest("hex");

async function picture(name: string, change: (png: Buffer) => Buffer = (png) => png): Promise<string> {
  await writeFile(at(name), change(await paint().png().toBuffer()));
  return at(name);
}

describe("a font of one's own", () => {
  it("gives the letters that do not come with colophon", async () => {
    const words = "AI generated, сделано";
    const labeled = await labelOne(world, await picture("font.png"), { font, text: words, laws: ["eu"] });
    expect(labeled.label.marks).toMatchObject([{ form: "plate", text: words }]);
    expect(labeled.label.notes.join()).not.toMatch(/--font/);
    const { assessment } = await checkOne(world, labeled.output ?? "", { laws: ["in"] });
    expect(assessment.rules.find(({ id }) => id === "IN-1")).toMatchObject({
      verdict: "pass",
      says: expect.stringMatching(/found again in the pixels/),
    });
  });

  it("that is not needed is said to be so", async () => {
    const { label } = await labelOne(world, await picture("spare.png"), { font });
    expect(label.notes[0]).toBe("--font was not needed: all letters of the mark come with colophon");
  });
});

const clip = { container: "mp4", video: "libx264", width: 320, height: 240 } as const;

describe("a film", () => {
  it("that is turned for viewing is marked as it is seen", async () => {
    const path = await makeClip(at("turned.mp4"), { ...clip, audio: "aac" });
    const [one, w] = [0x10000, 0x40000000];
    turn(path, [0, one, 0, -one, 0, 0, 240 * one, 0, w]);
    const labeled = await labelOne(world, path, { laws: ["cn"] });
    const plate = labeled.label.marks[0] as PlateRecord;
    expect(plate.frame).toEqual({ width: 240, height: 320 });
    const [first] = await readPictures(labeled.output ?? "");
    const { x, y, width, height } = plate.box;
    const lights = Array.from({ length: width * height }, (_, nth) => {
      const [left, top] = [x + (nth % width), y + Math.floor(nth / width)];
      // Turned to the right to be seen: what is seen at the top is stored at the left.
      return first?.luma(top, 239 - left) ?? 0;
    });
    expect(Math.max(...lights)).toBeGreaterThan(200);
  });

  it("without sound is marked, and gets none", async () => {
    const path = await makeClip(at("mute.mp4"), clip);
    const { output = "" } = await labelOne(world, path);
    expect((await verifyOne(world, output, { trust: [rootPath] })).state).toBe("trusted");
    expect(await readPictures(output)).toHaveLength((await readPictures(path)).length);
    expect(await readPackets(output, "audio")).toEqual([]);
  });
});

const wrapped = (id: string) => `AIGC\0{"AIGC":${labelFor(id)}}`;

describe("a file that cannot be labeled", () => {
  const cases: Readonly<Record<string, [ErrorCode, () => Promise<string>, Partial<LabelOptions>, RegExp]>> = {
    "with the label of somebody else in a text chunk": [
      "label.exists",
      () => picture("foreign.png", (png) => withChunk(png, pngChunk("tEXt", wrapped("a")))),
      { force: true },
      /carries the AIGC label of ".+" at tEXt AIGC, which only its producer may change/,
    ],
    "with two labels that contradict each other": [
      "label.conflict",
      () =>
        picture("two.png", (png) =>
          withChunk(withChunk(png, pngChunk("tEXt", wrapped("a"))), pngChunk("tEXt", wrapped("b")), "end"),
        ),
      { force: true },
      /carries 2 AIGC labels, at tEXt AIGC, and only one may be there/,
    ],
    "with a font that is not there": [
      "file.missing",
      () => picture("fontless.png"),
      { font: "/nowhere.ttf" },
      /no font file "\/nowhere\.ttf"/,
    ],
    "a film without a video stream": [
      "format.unsupported",
      () => makeClip(at("sound.mkv"), { container: "matroska", audio: "aac" }),
      {},
      /expected pictures to mark, found audio only/,
    ],
    "a film whose moov is longer than the file": [
      "format.damaged",
      () => spoiled("long.mp4", (film, moov) => film.writeUInt32BE(0x7fffffff, moov - 4)),
      {},
      /its moov box is cut short/,
    ],
    "a film whose moov holds nonsense": [
      "format.damaged",
      () => spoiled("nonsense.mp4", (film, moov) => film.fill(0xa5, moov + 60, moov + 400)),
      {},
      /damaged/,
    ],
  };

  async function spoiled(name: string, spoil: (film: Buffer, moov: number) => void): Promise<string> {
    const film = await readFile(fixture("moving.mp4"));
    spoil(film, film.indexOf("moov"));
    await writeFile(at(name), film);
    return at(name);
  }

  it.each(Object.entries(cases))("%s: one line, and the source untouched", async (_what, [code, ...rest]) => {
    const [source, wishes, says] = rest;
    const path = await source();
    const [before, names] = [await hashOf(path), await readdir(world.folder)];
    await expect(() => labelOne(world, path, wishes)).toThrowWithCode(code, says);
    expect(await hashOf(path)).toBe(before);
    expect(await readdir(world.folder)).toEqual(names);
  });
});
