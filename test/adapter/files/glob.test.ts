/** Patterns that are matched on the way find what the library finds, and go nowhere else. */
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { glob } from "tinyglobby";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findFiles } from "../../../src/adapter/files/find.ts";
import { plainGlob } from "../../../src/adapter/files/glob.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const home = process.cwd();
const nothing = () => false;

beforeEach(() => {
  const folder = temporaryFolder();
  process.chdir(folder);
  const names = [
    "a.jpg",
    "b.png",
    "s/a.jpg",
    "s/b.PNG",
    "s/t/c.jpg",
    "s/t/u/d.jpg",
    "s2/a.jpg",
    "s2/t/[e].jpg",
  ];
  for (const name of [
    ...names,
    ".h/a.jpg",
    "s/.h/a.jpg",
    "s/.a.jpg",
    "node_modules/a.jpg",
    "s/node_modules/a.jpg",
  ]) {
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, "x");
  }
  symlinkSync("a.jpg", "link.jpg");
  symlinkSync("s", "linked");
});

afterEach(() => process.chdir(home));

async function find(...patterns: string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const item of findFiles(patterns, { recursive: true })) {
    found.push(item.kind === "file" ? item.path : `${item.error.code}: ${item.name}`);
  }
  return found.sort();
}

describe("a pattern", () => {
  const plain = [
    "*.jpg",
    "./*.jpg",
    "*",
    "s/*.jpg",
    "s*/a.jpg",
    "s*/t/*.jpg",
    "*/*/*.jpg",
    "**/*.jpg",
    "s/**/*.jpg",
    "s/**",
    "**/t/*",
    "**/t/**/d.*",
    "s/*/**/*.jpg",
    "{a,b}.{jpg,png}",
    "s{,2}/a.jpg",
    "?.jpg",
    "s/[!b].*",
    "[ab].*",
    ".h/*.jpg",
    join("nowhere", "*.jpg"),
  ];

  it.each(plain)("finds what the library finds: %s", async (pattern) => {
    expect(plainGlob(pattern, nothing)).toBeDefined();
    const ignore = ["**/node_modules/**"];
    const expected = await glob(pattern, { ignore, expandDirectories: false, followSymbolicLinks: false });
    const none = [`file.missing: ${pattern}`];
    expect(await find(pattern)).toEqual(expected.length === 0 ? none : expected.sort());
  });

  it.each([
    "@(a|b).jpg",
    "!(a).jpg",
    "{1..3}.jpg",
    "[[:alpha:]].jpg",
    "s/{t/c,a}.jpg",
    "a**.jpg",
    "*/.h/*",
    "\\*.jpg",
  ])("of another kind is left to the library: %s", (pattern) =>
    expect(plainGlob(pattern, nothing)).toBeUndefined(),
  );

  it("does not look where nothing can match", async () => {
    mkdirSync("shut");
    chmodSync("shut", 0o000);
    expect(await find("s/*.jpg")).toEqual(["s/a.jpg"]);
    const { rules } = plainGlob("s*/t/*.jpg", nothing) ?? {};
    expect(
      ["s", "s/t", "shut", "other", "s/x", "s/t/u/v"].filter((path) => !rules?.isExcluded(path)),
    ).toEqual(["s", "s/t", "shut"]);
    chmodSync("shut", 0o755);
  });
});

describe("several patterns and folders", () => {
  it("give each file once, whatever found it first", async () => {
    const all = await find("s");
    expect(await find("s", "s/**/*.jpg", "s/a.jpg", "./s")).toEqual(all);
    expect(await find("s/*.jpg", "s", "s/t")).toEqual(all);
    expect(await find("s/a.jpg", "linked", "{s/a,s/t/c}.jpg")).toEqual(
      all.map((path) => (path === "s/a.jpg" ? path : path.replace(/^s\//, "linked/"))).sort(),
    );
  });

  it("do not take a file for known that an earlier one passed by", async () => {
    expect(await find("s", "s/.h")).toContain("s/.h/a.jpg");
    expect(await find("s/*.jpg", "s/t")).toEqual(["s/a.jpg", "s/t/c.jpg", "s/t/u/d.jpg"]);
  });
});
