import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readGifBlocks } from "../../../src/adapter/picture/gif-parts.ts";
import { mark, paint } from "../../support/marked-picture.ts";

const plain = await paint({ frames: 2, width: 320, height: 240 })
  .gif({ delay: [100, 200], loop: 2 })
  .toBuffer();
const { start } = readGifBlocks(plain);
const withBlocks = (...blocks: Buffer[]) =>
  Buffer.concat([plain.subarray(0, start), ...blocks, plain.subarray(start)]);

const subBlocks = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "latin1")]);
const end = Buffer.from([0]);
const comment = Buffer.concat([Buffer.from([0x21, 0xfe]), subBlocks("by Ana Ruiz"), end]);
const application = (name: string, data: string) =>
  Buffer.concat([Buffer.from([0x21, 0xff]), subBlocks(name), subBlocks(data), end]);

describe("what stands beside the frames of a GIF", () => {
  it("is carried over byte by byte: comments and XMP; loop and timing are there once", async () => {
    const xmp = application("XMP DataXMP", "<x:xmpmeta/>");
    const { bytes } = await mark(withBlocks(comment, xmp), "image/gif");
    const beside = readGifBlocks(bytes).beside.map((block) => Buffer.from(block));
    expect(beside).toEqual([comment, xmp]);
    expect(Buffer.from(bytes).toString("latin1").split("NETSCAPE2.0")).toHaveLength(2);
    expect(await sharp(bytes, { pages: -1 }).metadata()).toMatchObject({
      pages: 2,
      loop: 2,
      delay: [100, 200],
    });
  });

  it("leaves behind a credential, which speaks of other bytes", async () => {
    const { bytes } = await mark(withBlocks(application("C2PA_GIF\x01\0\0", "jumb")), "image/gif");
    expect(readGifBlocks(bytes).beside).toEqual([]);
  });

  it("is what is there, in files that end in the middle", () => {
    const whole = withBlocks(comment);
    for (let length = 0; length < 2000; length += 7) {
      expect(() => readGifBlocks(whole.subarray(0, length))).not.toThrow();
    }
  });
});
