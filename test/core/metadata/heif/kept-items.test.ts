import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keepsItems } from "../../../../src/core/metadata/index.ts";
import { sourceOf } from "../../../support/byte-source.ts";
import { makeIdentity, signOne, testContext } from "../../../support/context.ts";
import { decodedHashes, fixture } from "../../../support/media.ts";

/** The place of its one item told by the offset alone, with a base of 0: the same picture to every reader. */
async function withoutBase(): Promise<Buffer> {
  const file = Buffer.from(await readFile(fixture("drawing.avif")));
  const [base, offset] = [file.indexOf("iloc") + 4 + 4 + 2 + 2 + 2 + 2, 4 + 2];
  file.writeUInt32BE(file.readUInt32BE(base), base + offset);
  file.writeUInt32BE(0, base);
  return file;
}

describe("the items of a HEIF", () => {
  it("are kept in the same file", async () => {
    const file = await readFile(fixture("drawing.avif"));
    expect(await keepsItems(sourceOf(file), sourceOf(file))).toBe(true);
    expect(await keepsItems(sourceOf(file), sourceOf(await withoutBase()))).toBe(true);
  });

  it("are lost where the table tells another place", async () => {
    const file = await readFile(fixture("drawing.avif"));
    const moved = await withoutBase();
    const at = file.indexOf("iloc") + 4 + 4 + 2 + 2 + 2 + 2;
    moved.writeUInt32BE(7, at);
    expect(await keepsItems(sourceOf(file), sourceOf(moved))).toBe(false);
  });

  it("are nobody's concern in a file that has none", async () => {
    const file = Buffer.from("no such file");
    expect(await keepsItems(sourceOf(file), sourceOf(file))).toBe(true);
  });

  it("keep a picture from being signed that the engine would lose", async () => {
    const world = testContext();
    await makeIdentity(world);
    const path = join(world.folder, "based.avif");
    await writeFile(path, await withoutBase());
    expect(await decodedHashes(path)).toEqual(await decodedHashes(fixture("drawing.avif")));
    await expect(() => signOne(world, path, { as: "drawing" })).toThrowWithCode(
      "sign.unverified",
      /without losing the picture/,
    );
    expect(await signOne(world, path, { as: "drawing", sidecar: true })).toMatchObject({
      sidecar: `${path}.c2pa`,
    });
  });
});
