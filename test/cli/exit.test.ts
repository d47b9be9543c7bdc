import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { exitCodes, foldExitCodes } from "../../src/cli/exit.ts";
import { colophon } from "../support/colophon.ts";
import { testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";

describe("several exit codes become one", () => {
  it.each<[readonly number[], number]>([
    [[], 0],
    [[0], 0],
    [[0, 0, 0], 0],
    [[0, 3], 3],
    [[3, 4], 4],
    [[4, 3, 0], 4],
    [[4, 2, 3], 2],
    [[2, 1], 1],
    [[0, 3, 4, 2, 1], 1],
    [[1, 70], 70],
    [[70, 130, 1], 130],
    [[5], 70],
    [[-1, 0], 70],
  ])("%j is %i", (codes, folded) => {
    expect(foldExitCodes(codes)).toBe(folded);
    expect(foldExitCodes([...codes].reverse())).toBe(folded);
  });

  it("is 0 if and only if every code is 0", () => {
    for (const { code } of exitCodes) expect(foldExitCodes([0, code, 0]) === 0).toBe(code === 0);
  });
});

describe("what a command ends with", () => {
  const { folder } = testContext();
  const at = (name: string) => join(folder, name);
  const homes = { mine: at("home"), altered: at("altered") };
  const run = (home: string, ...argv: string[]) =>
    colophon(argv, { env: { COLOPHON_HOME: home, NO_COLOR: "1" } });

  beforeAll(async () => {
    copyFileSync(fixture("drawing.jpg"), at("plain.jpg"));
    copyFileSync(fixture("poster.jpg"), at("made.jpg"));
    writeFileSync(at("none.jws"), "no record\n");
    const label = ["label", "-q", "--no-timestamp", "--as", "ai-generated", "--by", "S", at("made.jpg")];
    for (const [name, home] of Object.entries(homes)) {
      await run(home, "identity", "create", "studio", "--for", "Ana Ruiz", "--no-passphrase", "-q");
      const { code, err } = await run(home, ...label, "-o", at(`${name}.jpg`));
      expect(code, err).toBe(0);
    }
    const bytes = readFileSync(at("mine.jpg"));
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(at("changed.jpg"), bytes);
  }, 60_000);

  it.each<[number, string]>([
    [4, "verify mine.jpg"],
    [1, "verify changed.jpg"],
    [3, "verify plain.jpg"],
    [2, "verify missing.jpg"],
    [0, "check --law eu mine.jpg"],
    [2, "check --law eu missing.jpg"],
    [2, "check --law atlantis mine.jpg"],
    [2, "label --as ai-generated --by S mine.jpg"],
    [2, "label --as ai-generated --by S missing.jpg"],
    [2, "consent show missing.jws"],
    [2, "consent verify none.jws"],
    [0, "journal"],
    [0, "journal find mine.jpg"],
    [3, "journal find plain.jpg"],
    [2, "journal find missing.jpg"],
    [2, "watch missing --do verify"],
    [2, "watch plain.jpg"],
  ])("is %i: %s", async (expected, line) => {
    const argv = line.split(" ").map((word) => (/\.(jpg|jws)$|^missing$/.test(word) ? at(word) : word));
    const { code, err } = await run(homes.mine, ...argv);
    expect(code, err).toBe(expected);
  });

  it("is 1 for a journal with a line that nobody wrote", async () => {
    appendFileSync(join(homes.altered, "journal.jsonl"), "{}\n");
    expect((await run(homes.altered, "journal")).code).toBe(1);
  });
});
