/** Formats the engine holds in memory have a size limit. */
import { describe, expect, it } from "vitest";
import { formatById } from "../../../src/core/asset/formats.ts";
import { checkSize } from "../../../src/core/asset/limit.ts";

const FIVE_GIB = 5 * 1024 ** 3;

describe("a file of 5 GiB", () => {
  it.each(["jpeg", "svg", "pdf", "c2pa"] as const)("is refused as %s", async (id) => {
    const check = () => checkSize({ name: "huge", sizeBytes: FIVE_GIB, format: formatById(id) });
    await expect(check).toThrowWithCode("file.too-large", /"huge" is larger than the limit for this format/);
  });

  it("is refused by its name where it has no content to tell", async () => {
    const check = () => checkSize({ name: "huge.jpg", sizeBytes: FIVE_GIB, extension: ".jpg" });
    await expect(check).toThrowWithCode("file.too-large", /JPEG up to 1\.0 GiB, found 5\.0 GiB/);
  });

  it("is accepted where the engine streams it, and content goes before the name", () => {
    checkSize({ name: "film.mp4", sizeBytes: FIVE_GIB, format: formatById("mp4") });
    checkSize({ name: "film.jpg", sizeBytes: FIVE_GIB, format: formatById("mp4"), extension: "jpg" });
  });
});
