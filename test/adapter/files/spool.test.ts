/** Standard input is kept where only its user can read it. */
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { removeLiveTemporaries, spoolStdin, withScratch } from "../../../src/adapter/files/index.ts";
import { ColophonError } from "../../../src/error.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const stream = (...pieces: string[]) => Readable.from(pieces.map((piece) => Buffer.from(piece)));
const limits = { headBytes: 100, guard: () => () => undefined };

describe("standard input", () => {
  it("becomes a private file, removed at the end", async () => {
    const folder = temporaryFolder();
    const path = await spoolStdin(stream("ab", "c"), { ...limits, folder });
    expect(readFileSync(path, "utf8")).toBe("abc");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    removeLiveTemporaries();
    expect(existsSync(dirname(path))).toBe(false);
  });

  it("is refused when it is empty, and nothing stays", async () => {
    const folder = temporaryFolder();
    await expect(() => spoolStdin(stream(), { ...limits, folder })).toThrowWithCode("file.empty");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is read no further than its beginning allows, and nothing of it stays", async () => {
    const folder = temporaryFolder();
    const heads: string[] = [];
    let count = 0;
    const endless = async function* () {
      for (;;) yield Buffer.from(`${count++}a`);
    };
    const guard = (head: Uint8Array) => {
      heads.push(Buffer.from(head).toString());
      return (sizeBytes: number) => {
        if (sizeBytes > 8) throw new ColophonError("file.too-large", "enough");
      };
    };
    const attempt = () => spoolStdin(endless(), { headBytes: 3, guard, folder });
    await expect(attempt).toThrowWithCode("file.too-large", /enough/);
    expect([heads, count, readdirSync(folder)]).toEqual([["0a1"], 5, []]);
  });

  it("that is a folder, or cannot be read from, is called so", async () => {
    const folder = temporaryFolder();
    // As Node hands them over: the one without an end of its own, the other as an error number of the system.
    const aFolder = Object.assign(stream(), { fd: openSync(folder, "r") });
    await expect(() => spoolStdin(aFolder, limits)).toThrowWithCode("file.directory", /standard input is a/);
    const closed = new Readable({
      read() {
        this.destroy(Object.assign(new Error("EBADF"), { code: "EBADF" }));
      },
    });
    const attempt = () => spoolStdin(closed, { ...limits, folder });
    await expect(attempt).toThrowWithCode("file.io", /^"standard input": was opened for something else$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names the temporary folder where there is none", async () => {
    const folder = join(temporaryFolder(), "missing");
    const attempt = () => spoolStdin(stream("a"), { ...limits, folder });
    await expect(attempt).toThrowWithCode("output.folder", /cannot use the temporary folder/);
    mkdirSync(folder);
    expect(await spoolStdin(stream("a"), { ...limits, folder })).toContain(folder);
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
