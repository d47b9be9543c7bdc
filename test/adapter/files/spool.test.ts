/** Standard input is kept where only its user can read it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { removeLiveTemporaries, spoolStdin, withScratch } from "../../../src/adapter/files/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const stream = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));

describe("standard input", () => {
  it("becomes a private file, removed at the end", async () => {
    const folder = temporaryFolder();
    const path = await spoolStdin(stream("ab", "c"), { maxBytes: 100, folder });
    expect(readFileSync(path, "utf8")).toBe("abc");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    removeLiveTemporaries();
    expect(existsSync(dirname(path))).toBe(false);
  });

  it("is refused when it is empty or too long, and nothing stays", async () => {
    const folder = temporaryFolder();
    await expect(() => spoolStdin(stream(), { maxBytes: 100, folder })).toThrowWithCode("file.empty");
    const long = () => spoolStdin(stream("abc", "def"), { maxBytes: 5, folder });
    await expect(long).toThrowWithCode("file.too-large", /limit of 5 bytes/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names the temporary folder where there is none", async () => {
    const folder = join(temporaryFolder(), "missing");
    const attempt = () => spoolStdin(stream("a"), { maxBytes: 100, folder });
    await expect(attempt).toThrowWithCode("output.folder", /cannot use the temporary folder/);
    mkdirSync(folder);
    expect(await spoolStdin(stream("a"), { maxBytes: 100, folder })).toContain(folder);
  });
});

describe("a scratch file", () => {
  it("has the extension asked for and goes with its folder", async () => {
    const path = await withScratch("jpg", async (path) => {
      expect(existsSync(path)).toBe(false);
      expect(existsSync(dirname(path))).toBe(true);
      return path;
    });
    expect(path).toMatch(/\.jpg$/);
    expect(existsSync(dirname(path))).toBe(false);
  });
});
