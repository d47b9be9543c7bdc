/** Formats the engine holds in memory have a size limit. */
import { describe, expect, it } from "vitest";
import { formatById } from "../../../src/core/asset/formats.ts";
import { checkSize, guardStream } from "../../../src/core/asset/limit.ts";

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

describe("a stream", () => {
  const refusal = (begins: string, sizeBytes: number) => () =>
    guardStream(Buffer.from(begins, "latin1"))(sizeBytes);

  it("may be as long as a file that begins like it", async () => {
    const limit = formatById("jpeg").sizeLimitBytes ?? 0;
    refusal("\xff\xd8\xff", limit)();
    await expect(refusal("\xff\xd8\xff", limit + 1)).toThrowWithCode(
      "file.too-large",
      /: JPEG up to 1.0 GiB$/,
    );
    refusal("\0\0\0\x18ftypisom\0\0\0\0isommp42", FIVE_GIB)();
  });

  it("of no known kind is not followed for long", async () => {
    refusal("\0\0\0\0", 64 * 1024 * 1024)();
    await expect(refusal("\0\0\0\0", 64 * 1024 * 1024 + 1)).toThrowWithCode(
      "file.too-large",
      /up to 64 MiB$/,
    );
  });
});
