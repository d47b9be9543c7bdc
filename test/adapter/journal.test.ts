import { execFile } from "node:child_process";
import { appendFile, mkdir, readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { type Journal, openJournal } from "../../src/adapter/journal.ts";
import { checkJournal, findInJournal, nextLine } from "../../src/core/label/journal.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { transpile } from "../support/transpiled.ts";

const run = promisify(execFile);
const writer = resolve(import.meta.dirname, "../support/journal-writer.mjs");

let path: string;
let journal: Journal;

beforeEach(() => {
  path = join(temporaryFolder(), "data", "journal.jsonl");
  journal = openJournal(path, { patienceMs: 300 });
});

function entry(id: string) {
  return {
    id,
    time: new Date("2026-11-23T02:00:00Z"),
    input: "a".repeat(64),
    output: "b".repeat(64),
    disclosure: "ai-generated",
    kinds: [],
    identity: "studio",
    isVisible: true,
  };
}

const add = (id: string) => journal.append((end) => nextLine(entry(id), end));
const check = async () => checkJournal(journal.lines(), await journal.head());

describe("a journal that is not there yet", () => {
  it("has no lines, and is made with the first one, for its owner only", async () => {
    expect(await check()).toEqual({ entries: 0, isAnchored: false });
    await add("one");
    expect(await check()).toEqual({ entries: 1, isAnchored: true });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it("has no lines where it cannot be, either", async () => {
    const nowhere = openJournal(join("/dev/null", "home", "journal.jsonl"));
    expect(await checkJournal(nowhere.lines(), await nowhere.head())).toMatchObject({ entries: 0 });
  });
});

describe("four processes that add fifty lines each", () => {
  it("make one unbroken chain of two hundred", async () => {
    const folder = temporaryFolder();
    const modules = [
      transpile("src/adapter/journal.ts", folder),
      transpile("src/core/label/journal.ts", folder),
    ];
    const names = ["a", "b", "c", "d"];
    await Promise.all(names.map((name) => run(process.execPath, [writer, ...modules, path, name, "50"])));
    expect(await check()).toEqual({ entries: 200, isAnchored: true });
    for (const name of names) expect(await findInJournal(journal.lines(), `${name}-49`)).toHaveLength(1);
    const text = await readFile(path, "utf8");
    const writers = text
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { identity: string }).identity);
    // Otherwise they took turns, and nothing was tried.
    expect(writers.filter((name, index) => name !== writers[index - 1]).length).toBeGreaterThan(names.length);
    expect((await readdir(join(path, ".."))).sort()).toEqual(["journal.jsonl", "journal.jsonl.head"]);
  });
});

describe("one process that adds many at once", () => {
  it("makes one unbroken chain too", async () => {
    journal = openJournal(path);
    await Promise.all(Array.from({ length: 30 }, (_, number) => add(`n-${number}`)));
    expect(await check()).toEqual({ entries: 30, isAnchored: true });
  });
});

describe("a journal that was tampered with", () => {
  beforeEach(async () => {
    for (const id of ["one", "two", "three"]) await add(id);
  });

  it("is not carried on where its last line is cut", async () => {
    await truncate(path, (await stat(path)).size - 20);
    expect((await check()).fault).toEqual({ line: 3, says: "is cut short" });
    const before = await readFile(path);
    await expect(() => add("four")).toThrowWithCode("journal.broken", /its last line is cut short/);
    expect(await readFile(path)).toEqual(before);
  });

  it("is not carried on where its last line was taken out", async () => {
    const [one, two] = (await readFile(path, "utf8")).split("\n");
    await writeFile(path, `${one}\n${two}\n`);
    expect((await check()).fault).toMatchObject({ line: 3, says: expect.stringMatching(/is missing/) });
    await expect(() => add("four")).toThrowWithCode("journal.broken", /line 3 /);
  });

  it("is begun anew once it was moved away as the hint says, and stays whole where it is kept", async () => {
    await appendFile(path, "no entry\n");
    const refused = await add("four").catch((error: unknown) => error);
    const [, hint = ""] = (refused as { hints: string[] }).hints;
    const folder = temporaryFolder();
    await run("sh", ["-c", hint.slice(hint.indexOf("mkdir"))], { cwd: folder });
    await add("four");
    expect(await check()).toEqual({ entries: 1, isAnchored: true });
    expect(await readdir(join(folder, "old-journal"))).toEqual(["journal.jsonl", "journal.jsonl.head"]);
  });

  it("says which line does not follow from the one before", async () => {
    await writeFile(path, (await readFile(path, "utf8")).replace('"id":"two"', '"id":"2wo"'));
    expect((await check()).fault).toEqual({
      line: 3,
      says: "does not follow from the line before: one of the two was changed",
    });
  });

  it("is read in bounded memory, whatever is in it", async () => {
    await appendFile(path, "x".repeat(3_000_000));
    expect((await check()).fault).toEqual({ line: 4, says: "is cut short" });
  });
});

describe("what is composed and thrown", () => {
  it("changes nothing, and lets go of the journal", async () => {
    await add("one");
    const before = await readFile(path);
    const boom = journal.append(() => {
      throw new Error("boom");
    });
    await expect(boom).rejects.toThrow("boom");
    expect(await readFile(path)).toEqual(before);
    await add("two");
  });
});

describe("a journal that cannot be written", () => {
  it("says so", async () => {
    await mkdir(path, { recursive: true });
    await expect(() => add("one")).toThrowWithCode("output.folder", /is a folder/);
  });

  it("and is no file at all is not waited for", async () => {
    await mkdir(join(path, ".."), { recursive: true });
    await run("mkfifo", [path]);
    await expect(() => add("one")).toThrowWithCode(
      "output.not-writable",
      /not a regular file \(a named pipe\)/,
    );
    await expect(() => check()).toThrowWithCode("file.irregular", /a named pipe/);
  });

  it("because its head is no file is not waited for either", async () => {
    await mkdir(join(path, ".."), { recursive: true });
    await run("mkfifo", [`${path}.head`]);
    await expect(() => add("one")).toThrowWithCode("file.irregular", /a named pipe/);
  });
});
