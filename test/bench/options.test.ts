import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const bench = resolve(import.meta.dirname, "../../bench/run.js");

describe("the measurements", () => {
  it.each([
    [["--help"], "'--help'"],
    [["--only", "nothing"], '"nothing"'],
    [["--rounds", "0"], '"0"'],
  ])("refuse in one line what they do not know: %s", (argv, said) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bench, ...argv], { encoding: "utf8" });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(/^bench: .+\n$/);
    expect(stderr).toContain(said);
  });
});
