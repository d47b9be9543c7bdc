import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/explain/index.ts";

describe("every error that colophon can throw", () => {
  it("is explained, as error.ts lists them", async () => {
    const source = await readFile(new URL("../../../src/error.ts", import.meta.url), "utf8");
    const union = source.slice(source.indexOf("export type ErrorCode"), source.indexOf("export interface"));
    const codes = [...union.matchAll(/\| "([^"]+)"/g)].map(([, code = ""]) => code);
    expect(codes).toContain("explain.unknown");
    expect(codes.length).toBeGreaterThan(60);
    expect(codes.filter((code) => explain(code)?.kind !== "error")).toEqual([]);
  });
});

describe("what an error asks the user to do", () => {
  it.each([
    ["identity.none", "colophon identity create"],
    ["output.exists", "--force"],
    ["credential.remote-only", "--remote"],
    ["format.not-writable", "--sidecar"],
    ["timestamp.failed", "--no-timestamp"],
  ])("for %s can be run: %s", (code, command) => {
    expect(explain(code)?.action).toContain(command);
  });

  it("says of network trouble that it says nothing about the file", () => {
    expect(explain("network.failed")?.action).toMatch(/nothing about the file/);
  });
});
