/** The box a packet is in, and the boxes around a codestream that had none. */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { jxl } from "../../../src/core/metadata/jxl.ts";
import { applied, sourceOf } from "../../support/byte-source.ts";
import { packetWithLabel } from "../../support/label-samples.ts";
import { decodedHashes, fixture } from "../../support/media.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { bareJxl, boxedJxl, isoBox } from "../../support/tiny-pictures.ts";

const xmp = packetWithLabel("1");

async function write(bytes: Buffer): Promise<Buffer> {
  return applied(bytes, await jxl.write(sourceOf(bytes), { xmp }));
}

function boxNames(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at))
    names.push(bytes.toString("latin1", at + 4, at + 8));
  return names;
}

const packed = (text: string) => isoBox("brob", Buffer.from("xml "), brotliCompressSync(text));

describe("a packet in a JPEG XL", () => {
  it("is a box between the type of the file and the picture", async () => {
    expect(boxNames(await write(boxedJxl()))).toEqual(["JXL ", "ftyp", "xml ", "jxlc"]);
    const level = isoBox("jxll", Buffer.from([10]));
    expect(boxNames(await write(boxedJxl(level)))).toEqual(["JXL ", "ftyp", "jxll", "xml ", "jxlc"]);
  });

  it("wraps a codestream that stands alone, and every byte of it stays", async () => {
    const after = await write(bareJxl);
    expect(boxNames(after)).toEqual(["JXL ", "ftyp", "xml ", "jxlc"]);
    expect(after.subarray(-bareJxl.length).equals(bareJxl)).toBe(true);
    expect(await jxl.read(sourceOf(after))).toMatchObject([{ text: xmp, isNormative: true }]);
  });

  it("still shows the picture that stood alone", async () => {
    const boxed = readFileSync(fixture("drawing.jxl"));
    const at = boxed.indexOf("jxlc");
    const bare = boxed.subarray(at + 4, at - 4 + boxed.readUInt32BE(at - 4));
    expect(bare.readUInt16BE()).toBe(0xff0a);
    const path = join(temporaryFolder(), "wrapped.jxl");
    await writeFile(path, await write(bare));
    expect(await decodedHashes(path)).toEqual(await decodedHashes(fixture("drawing.jxl")));
  });

  it("is also read where it is compressed, and then written as it should be", async () => {
    const bytes = boxedJxl(packed("<old/>"));
    expect(await jxl.read(sourceOf(bytes))).toMatchObject([{ text: "<old/>", isNormative: false }]);
    expect(await jxl.read(sourceOf(await write(bytes)))).toMatchObject([{ text: xmp, isNormative: true }]);
  });

  it("unpacks no more than a packet can be long", async () => {
    const bytes = boxedJxl(packed("\0".repeat(64 * 1024 * 1024)));
    expect(await jxl.read(sourceOf(bytes))).toMatchObject([{ text: "" }, { kind: "unread" }]);
    await expect(() => write(bytes)).toThrowWithCode("format.damaged");
  });
});

describe("a JPEG XL that holds a whole JPEG", () => {
  const data = isoBox("jbrd", Buffer.from("how to rebuild it"));

  it("gets a packet where it had none", async () => {
    expect(boxNames(await write(boxedJxl(data)))).toEqual(["JXL ", "ftyp", "xml ", "jbrd", "jxlc"]);
  });

  it("keeps the packet that it needs to rebuild the JPEG", async () => {
    await expect(() => write(boxedJxl(data, isoBox("xml ", Buffer.from("<a/>"))))).toThrowWithCode(
      "format.not-writable",
      /could not be rebuilt/,
    );
  });
});

describe("a JPEG XL that is none", () => {
  it.each([
    ["it has no picture", Buffer.concat([boxedJxl().subarray(0, 32)])],
    ["it ends early", boxedJxl().subarray(0, -1)],
    ["it begins otherwise", Buffer.from("not a picture")],
  ])("is refused where %s", async (_, bytes) => {
    await expect(() => write(bytes)).toThrowWithCode("format.damaged");
  });
});
