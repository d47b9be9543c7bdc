import { describe, expect, it } from "vitest";
import { exitCodes, foldExitCodes } from "../../src/cli/exit.ts";

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
