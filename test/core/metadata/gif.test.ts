/** The extension a packet is in, with the trailer that leads readers of blocks out of it. */
import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { gif } from "../../../src/core/metadata/gif.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { packetWithLabel } from "../../support/label-samples.ts";
import { fixture } from "../../support/media.ts";

const xmp = packetWithLabel("1");
const moving = readFileSync(fixture("moving.gif"));
const HEAD = Buffer.from("\x21\xff\x0bXMP DataXMP", "latin1");
const MAGIC = Buffer.from([1, ...Array.from({ length: 256 }, (_, at) => 255 - at), 0]);

async function write(bytes: Buffer): Promise<Buffer> {
  return applied(bytes, await gif.write(sourceOf(bytes), { xmp }));
}

describe("a packet in a GIF", () => {
  it("stands whole in its extension, before the first picture and behind the number of loops", async () => {
    const after = await write(moving);
    const at = after.indexOf(HEAD);
    expect(after.subarray(at, at + HEAD.length + Buffer.byteLength(xmp) + MAGIC.length)).toEqual(
      Buffer.concat([HEAD, Buffer.from(xmp), MAGIC]),
    );
    expect(at).toBeGreaterThan(after.indexOf("NETSCAPE2.0"));
    expect(at).toBeLessThan(after.indexOf(Buffer.from([0x21, 0xf9])));
    expect((await sharp(after, { animated: true }).metadata()).pages).toBe(
      (await sharp(moving, { animated: true }).metadata()).pages,
    );
  });

  it("makes a GIF of 1987 one of 1989, which knows extensions", async () => {
    const old = Buffer.from(moving);
    old.write("GIF87a");
    expect((await write(old)).toString("latin1", 0, 6)).toBe("GIF89a");
  });

  it("is also read out of blocks, and then written as it should be", async () => {
    const text = Buffer.from("<old>é</old>");
    const blocks = Buffer.concat([
      Buffer.from([8]),
      text.subarray(0, 8),
      Buffer.from([text.length - 8]),
      text.subarray(8),
      Buffer.alloc(1),
    ]);
    const bytes = Buffer.concat([moving.subarray(0, -1), HEAD, blocks, moving.subarray(-1)]);
    expect(await gif.read(sourceOf(bytes))).toMatchObject([{ text: "<old>é</old>", isNormative: false }]);
    expect(await gif.read(sourceOf(await write(bytes)))).toMatchObject([{ text: xmp, isNormative: true }]);
  });

  it("is refused where the blocks do not lead to the end", async () => {
    await expect(() => write(moving.subarray(0, -1))).toThrowWithCode("format.damaged", /trailer/);
    await expect(() => write(Buffer.from("GIF89a\x01\0\x01\0\0\0\0;", "latin1"))).toThrowWithCode(
      "format.damaged",
      /no picture/,
    );
  });

  it("is left alone where it is too long to be one", async () => {
    const long = Buffer.alloc(9 * 1024 * 1024, "x");
    const bytes = Buffer.concat([moving.subarray(0, -1), HEAD, long, MAGIC, moving.subarray(-1)]);
    expect(await gif.read(sourceOf(bytes))).toMatchObject([{ text: "" }]);
    await expect(() => write(bytes)).toThrowWithCode("format.damaged");
  });
});
