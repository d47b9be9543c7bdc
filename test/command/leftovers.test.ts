/** What is left in a file without a credential, and whether all of it could be looked through. */
import { truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { lookForLeftovers } from "../../src/command/leftovers.ts";
import { openAsset } from "../../src/core/asset/open-asset.ts";
import { checkOne, testContext } from "../support/context.ts";
import { pngChunk, withChunk } from "../support/foreign-labels.ts";

const { context, folder } = testContext();
const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "red" } })
  .png()
  .toBuffer();

function put(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const look = async (path: string) => lookForLeftovers(await openAsset(path, path, context.files), context);

describe("a label that does not unpack", () => {
  const bomb = Buffer.concat([Buffer.from("AIGC\0\0"), deflateSync(Buffer.alloc(64 * 1024 * 1024))]);
  const path = put("bomb.png", withChunk(png, pngChunk("zTXt", bomb)));

  it("is there and not read, as what else may be there", async () => {
    expect(await look(path)).toEqual({
      leftovers: [{ kind: "aigc", value: "", isSigned: false, isUnread: true }],
      isPartlySearched: true,
    });
  });

  it("is not judged by what it says", async () => {
    const { assessment } = await checkOne({ context }, path, {
      laws: ["cn"],
      declared: { isAi: true, kinds: [] },
    });
    const about = assessment.rules.filter(({ id }) => /^CN-[1-7]$/.test(id) && id !== "CN-2");
    expect(about.map(({ verdict }) => verdict)).toEqual(Array(6).fill("undetermined"));
    expect(about.find(({ id }) => id === "CN-3")?.says).toBe("the label cannot be read");
  });
});

describe("a search", () => {
  it("is of the whole of a small file", async () => {
    expect(await look(put("plain.png", png))).toEqual({ leftovers: [] });
  });

  it("is not of the middle of a large one, and says so", async () => {
    const path = put("large.png", png);
    truncateSync(path, 6 * 1024 * 1024);
    expect(await look(path)).toEqual({ leftovers: [], isPartlySearched: true });
  });
});
