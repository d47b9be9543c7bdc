/** What was put aside is read again as it was, and leaves nothing behind. */
import { existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openLineStore, removeLiveTemporaries } from "../../../src/adapter/files/index.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

async function readAll(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

async function fill(lines: readonly string[], folder = temporaryFolder()) {
  const store = await openLineStore(folder);
  for (const line of lines) await store.add(line);
  return store;
}

describe("lines that were put aside", () => {
  it("come back as they were, in their order, as often as they are asked for", async () => {
    const line = fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !text.includes("\n"));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 50 }), async (lines) => {
        const store = await fill(lines);
        expect(await readAll(store.lines())).toEqual(lines);
        expect(await readAll(store.lines())).toEqual(lines);
        await store.remove();
      }),
      { numRuns: 30 },
    );
  });

  it("are not divided where other readers of lines would divide them", async () => {
    const lines = ["a\u2028b", "c\u2029d", "e\rf", ""];
    const store = await fill(lines);
    expect(await readAll(store.lines())).toEqual(lines);
    await store.remove();
  });

  it("may be longer than what is read at once, and end in the middle of a letter there", async () => {
    const lines = Array.from({ length: 50 }, (_, at) => `${"x".repeat(at)}${"ü€🜁".repeat(3000)}`);
    const store = await fill(lines);
    expect(await readAll(store.lines())).toEqual(lines);
    await store.remove();
  });

  it("are read by several at once, and added to meanwhile", async () => {
    const store = await fill(["1", "2"]);
    const one = store.lines()[Symbol.asyncIterator]();
    expect((await one.next()).value).toBe("1");
    expect(await readAll(store.lines())).toEqual(["1", "2"]);
    expect((await one.next()).value).toBe("2");
    await store.add("3");
    expect(await readAll(store.lines())).toEqual(["1", "2", "3"]);
    await store.remove();
  });
});

describe("their file", () => {
  it("is for this user alone, and goes with its folder", async () => {
    const folder = temporaryFolder();
    const store = await fill(["a"], folder);
    const [name = ""] = readdirSync(folder);
    expect(name).toMatch(/^\.colophon-/);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, name, "lines")).mode & 0o777).toBe(0o600);
    await store.remove();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("goes at the end of the process too", async () => {
    const folder = temporaryFolder();
    const store = await fill(["a"], folder);
    const [name = ""] = readdirSync(folder);
    removeLiveTemporaries();
    expect(existsSync(join(folder, name))).toBe(false);
    await store.remove();
  });

  it("names the temporary folder where there is none", async () => {
    const folder = join(temporaryFolder(), "missing");
    await expect(() => openLineStore(folder)).toThrowWithCode(
      "output.folder",
      /cannot use the temporary folder/,
    );
    mkdirSync(folder);
    await (await openLineStore(folder)).remove();
  });
});
