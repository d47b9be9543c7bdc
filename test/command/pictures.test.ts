import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { picturesOf } from "../../src/command/pictures.ts";
import { type HistoryStep, stepsOf } from "../../src/core/history/history.ts";
import { type TestWorld, testContext } from "../support/context.ts";
import { step } from "../support/verified.ts";

let world: TestWorld;
let hostile: Record<string, Uint8Array>;

beforeAll(async () => {
  world = testContext();
  const picture = sharp({ create: { width: 600, height: 300, channels: 3, background: "#a52" } });
  const jpeg = await picture
    .withExif({ IFD0: { ImageDescription: "a secret" } })
    .jpeg()
    .toBuffer();
  hostile = {
    jpeg,
    png: await picture.png().toBuffer(),
    "cut.jpg": jpeg.subarray(0, jpeg.length / 2),
    text: Buffer.from("\x1b]0;owned\x07"),
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    "much.jpg": Buffer.concat([jpeg, Buffer.alloc(5_000_000)]),
  };
});

const reading = {
  resource: async (uri: string) => {
    const bytes = hostile[uri];
    if (bytes === undefined) throw new Error("no such part");
    return bytes;
  },
};

function pictured(uri: string, wishes: Partial<HistoryStep> = {}): HistoryStep {
  return step({ thumbnail: { uri, mimeType: "image/jpeg" }, ingredients: [], ...wishes });
}

const show = (root: HistoryStep) => picturesOf({ root, steps: 1, sources: 1 }, reading, world.context);

describe("the pictures of a history", () => {
  it("are small PNG files of our own making, each with its step", async () => {
    const root = pictured("jpeg", { ingredients: [pictured("png")] });
    const pictures = await show(root);
    expect(pictures.map((picture) => picture.step)).toEqual([...stepsOf(root)]);
    for (const { png, widthPx, heightPx } of pictures) {
      expect([widthPx, heightPx]).toEqual([192, 96]);
      const { format, exif } = await sharp(png).metadata();
      expect([format, exif]).toEqual(["png", undefined]);
    }
  });

  it("leave out what is no picture, is damaged, drawn, too large or missing", async () => {
    const names = ["cut.jpg", "text", "svg", "much.jpg", "missing"];
    const root = pictured("text", { ingredients: names.map((name) => pictured(name)) });
    expect(await show(root)).toEqual([]);
  });

  it("show nothing of a broken credential, nor anything below one that the file itself has", async () => {
    const below = pictured("jpeg", { state: "invalid" });
    expect(await show(pictured("png", { ingredients: [below] }))).toHaveLength(1);
    expect(await show(pictured("png", { state: "invalid", ingredients: [pictured("png")] }))).toEqual([]);
  });

  it("are never more than a page has room for", async () => {
    const root = pictured("png", { ingredients: Array.from({ length: 60 }, () => pictured("png")) });
    expect(await show(root)).toHaveLength(24);
  });
});
