import { describe, expect, it } from "vitest";
import { createGiven } from "../../../src/cli/program/given.ts";
import { goOn } from "../../../src/cli/run/go-on.ts";

const declared = [{ flags: "--continue", says: "", group: "", kind: "flag" }] as const;

function after(argv: string[], options: Parameters<typeof createGiven>[0] = declared) {
  return goOn({ argv, path: [argv[0] ?? ""], given: createGiven(options, {}) });
}

describe("the command that goes on", () => {
  it("is the same one with --continue, once, and quoted for a shell", () => {
    expect(after(["sign", "my shoot/"])).toBe("go on: colophon sign --continue 'my shoot/'");
    expect(after(["sign", "--continue", "shoot/"])).toBe("go on: colophon sign --continue shoot/");
  });

  it("is none where nothing was written", () => {
    expect(after(["verify", "shoot/"], [])).toBeUndefined();
  });

  it("is none for what comes through standard input or goes to standard output", () => {
    expect(after(["sign", "-", "-o", "a.jpg"])).toBeUndefined();
    expect(after(["sign", "a.jpg", "-o", "-"])).toBeUndefined();
  });
});
