/** What was typed becomes files. */
import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FindRules, findFiles } from "../../../src/adapter/files/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const home = process.cwd();
let folder = "";

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), "x");
  }
}

async function find(patterns: string[], rules: Partial<FindRules> = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const item of findFiles(patterns, { recursive: true, ...rules })) {
    found.push(item.kind === "file" ? item.path : `${item.error.code}: ${item.name}`);
  }
  return found;
}

beforeEach(() => {
  folder = realpathSync(temporaryFolder());
  process.chdir(folder);
});
afterEach(() => process.chdir(home));

describe("a folder", () => {
  it("gives its files in order, without hidden ones, node_modules and links", async () => {
    put(
      "s/b.jpg",
      "s/a/2.png",
      "s/a/1.png",
      "s/.hidden.jpg",
      "s/.git/x",
      "s/node_modules/y.js",
      "other/z.jpg",
    );
    symlinkSync("../other", join(folder, "s/linked"));
    symlinkSync("b.jpg", join(folder, "s/c.jpg"));
    symlinkSync(".", join(folder, "s/circle"));
    expect(await find(["s"])).toEqual(["s/a/1.png", "s/a/2.png", "s/b.jpg"]);
    expect(await find(["s/"])).toEqual(["s/a/1.png", "s/a/2.png", "s/b.jpg"]);
    expect(await find(["."])).toEqual(["other/z.jpg", "s/a/1.png", "s/a/2.png", "s/b.jpg"]);
    expect(await find(["s"], { recursive: false })).toEqual(["s/b.jpg"]);
  });

  it("that is hidden or a link is looked into when it is named", async () => {
    put(".hidden/a.jpg");
    symlinkSync(".hidden", join(folder, "link"));
    expect(await find([".hidden"])).toEqual([".hidden/a.jpg"]);
    expect(await find(["link"])).toEqual(["link/a.jpg"]);
  });

  it("is narrowed by patterns for names and for paths", async () => {
    put("s/a.jpg", "s/b.PNG", "s/c.txt", "s/raw/d.jpg", "s/raw/[e].jpg");
    expect(await find(["s"], { include: ["*.{jpg,png}"] })).toEqual([
      "s/a.jpg",
      "s/raw/[e].jpg",
      "s/raw/d.jpg",
    ]);
    expect(await find(["s"], { exclude: ["raw"] })).toEqual(["s/a.jpg", "s/b.PNG", "s/c.txt"]);
    expect(await find(["s"], { include: ["raw/**"] })).toEqual(["s/raw/[e].jpg", "s/raw/d.jpg"]);
    expect(await find(["s"], { include: ["[!a-c].*", "?e?.jpg"] })).toEqual(["s/raw/[e].jpg", "s/raw/d.jpg"]);
    expect(await find(["s/c.txt"], { include: ["*.jpg"] })).toEqual(["s/c.txt"]);
  });
});

describe("a pattern", () => {
  it("is looked up where no file has such a name", async () => {
    put("a.jpg", "b.jpg", "x/c.jpg", "[1].jpg", "1.jpg");
    expect(await find(["{a,b}.jpg"])).toEqual(["a.jpg", "b.jpg"]);
    expect(await find(["**/c.jpg"])).toEqual(["x/c.jpg"]);
    expect(await find(["[1].jpg"])).toEqual(["[1].jpg"]);
    expect(await find(["*.png"])).toEqual(["file.missing: *.png"]);
  });

  it("that the library would go on about for hours is refused, and one like it is not", async () => {
    put(`x/${"a".repeat(200)}`, "x/b.jpg");
    for (const pattern of [
      "x/{*a*a*a*a*a*b,c/d}",
      "x/+(*a)b",
      "x/*(a|aa)b^",
      "x/((a|a)+)b",
      "x/!(*a*a*a)*a*b",
    ])
      expect(await find([pattern])).toEqual([`usage.invalid: ${pattern}`]);
    expect(await find(["**/@(b|c)*.{jpg,p/ng}"])).toEqual(["x/b.jpg"]);
    expect(await find(["x/*a*a*a*a*a*b"])).toEqual(["file.missing: x/*a*a*a*a*a*b"]);
  });
});

describe("a list", () => {
  it("is read line by line, with remarks and any line ending", async () => {
    put("a.jpg", "with space.jpg", "s/b.jpg");
    writeFileSync("list.txt", "\ufeff# remark\r\na.jpg\r\n\r\nwith space.jpg\ns\rnone.jpg");
    expect(await find(["@list.txt"])).toEqual(["a.jpg", "with space.jpg", "s/b.jpg", "none.jpg"]);
  });

  it.skipIf(process.platform === "win32")("may come through a pipe, as from another program", async () => {
    put("a.jpg", "b.jpg");
    execFileSync("mkfifo", ["pipe"]);
    const writer = writeFile("pipe", "a.jpg\nb.jpg\n");
    expect(await find(["@pipe"])).toEqual(["a.jpg", "b.jpg"]);
    await writer;
  });

  it("that is none is an error beside the others", async () => {
    put("a.jpg");
    writeFileSync("picture.jpg", Uint8Array.of(0xff, 0xd8, 0, 0));
    expect(await find(["@picture.jpg", "@none.txt", "a.jpg"])).toEqual([
      "usage.invalid: @picture.jpg",
      "file.missing: @none.txt",
      "a.jpg",
    ]);
  });
});

describe("several arguments", () => {
  it("give each file once, under its first name", async () => {
    put("s/a.jpg", "s/b.jpg");
    symlinkSync("s/a.jpg", join(folder, "link.jpg"));
    expect(await find(["link.jpg", "s", "s/b.jpg", join(folder, "s/b.jpg")])).toEqual([
      "link.jpg",
      "s/b.jpg",
    ]);
  });

  it("tell what was named from what was come upon", async () => {
    put("s/a.jpg");
    const named: boolean[] = [];
    for await (const item of findFiles(["s/a.jpg"], { recursive: true })) {
      if (item.kind === "file") named.push(item.isNamed);
    }
    for await (const item of findFiles(["s"], { recursive: true })) {
      if (item.kind === "file") named.push(item.isNamed);
    }
    expect(named).toEqual([true, false]);
  });
});

describe("a folder of very many files", () => {
  it("is given file by file, without being read to its end", async () => {
    for (let part = 0; part < 20; part++)
      put(...Array.from({ length: 50 }, (_, n) => `many/${part}/${n}.jpg`));
    let count = 0;
    for await (const item of findFiles(["many"], { recursive: true })) {
      count += item.kind === "file" ? 1 : 0;
      if (count === 10) break;
    }
    expect(count).toBe(10);
    expect(await find(["many"])).toHaveLength(1000);
    expect(relative(folder, process.cwd())).toBe("");
  });
});
