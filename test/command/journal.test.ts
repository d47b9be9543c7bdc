import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findLabeled, verifyJournal } from "../../src/command/journal/index.ts";
import type { LabeledFile } from "../../src/command/label/index.ts";
import { labelOne, makeIdentity, testContext } from "../support/context.ts";
import { paint } from "../support/marked-picture.ts";

const world = testContext();
const at = (name: string) => join(world.folder, name);
const journal = join(world.home, "journal.jsonl");
const labeled: LabeledFile[] = [];

beforeAll(async () => {
  await makeIdentity(world);
  for (const name of ["one.png", "two.png"]) {
    await paint().png().toFile(at(name));
    labeled.push(await labelOne(world, at(name), { laws: ["cn"] }));
  }
});

describe("what was labeled here", () => {
  it("is found by file, before and after, by its number and by the number of its line", async () => {
    const [, second] = labeled;
    for (const what of [at("two.png"), second?.output ?? "", second?.label.id ?? "", "2"]) {
      const { found, exitCode } = await findLabeled(what, world.context);
      expect(exitCode).toBe(0);
      expect(found.map(({ line }) => line).at(-1)).toBe(2);
    }
    expect(await findLabeled("7", world.context)).toMatchObject({ exitCode: 3, found: [] });
  });

  it("is not found by any other word, which says what would do", async () => {
    await expect(() => findLabeled("nonsuch", world.context)).toThrowWithCode(
      "file.missing",
      /"nonsuch": no such file, and not the number of a label or of a line/,
    );
  });
});

describe("a journal that is not whole", () => {
  it("is told of before the next line, and loses none", async () => {
    const text = await readFile(journal, "utf8");
    await writeFile(journal, text.replace('"ana"', '"eve"'));
    await paint().png().toFile(at("three.png"));
    await labelOne(world, at("three.png"), { laws: ["cn"], dryRun: true });
    expect(world.announced).toEqual([]);
    await labelOne(world, at("three.png"), { laws: ["cn"] });
    expect(world.announced.join()).toMatch(
      /^the journal is not whole: its line 2 does not follow .*; see: colophon journal verify$/,
    );
    expect((await readFile(journal, "utf8")).trimEnd().split("\n")).toHaveLength(3);
    expect(await verifyJournal(world.context)).toMatchObject({ exitCode: 1, fault: { line: 2 } });
  });
});
