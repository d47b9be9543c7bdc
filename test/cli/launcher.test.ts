/** What goes wrong before the program runs is no answer about a file. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { fixture } from "../support/media.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const bin = resolve(import.meta.dirname, "../../bin/colophon.js");

function launch(program: string, ...before: string[]) {
  const [command = "", ...argv] = [...before, process.execPath, program, "verify", fixture("drawing.jpg")];
  const { status, stdout, stderr } = spawnSync(command, argv, { encoding: "utf8" });
  return { status, stdout, stderr };
}

/** The launcher beside a program with this way in. */
function withMain(text?: string): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "bin"));
  cpSync(bin, join(folder, "bin/colophon.js"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  if (text !== undefined) {
    mkdirSync(join(folder, "dist/cli"), { recursive: true });
    writeFileSync(join(folder, "dist/cli/main.js"), text);
  }
  return join(folder, "bin/colophon.js");
}

describe("a program that cannot be loaded", () => {
  it.each([
    ["is not there", undefined],
    ["lacks a part", 'import "./gone.js"; export const start = () => {};'],
    ["was cut short", "export function start() {"],
  ])("because it %s exits 2 and says what to do", (_, text) => {
    const { status, stdout, stderr } = launch(withMain(text));
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(
      /^colophon: error: the program is not whole: .*\ncolophon: hint: install it again.*\n$/,
    );
  });

  it("because of a defect of its own exits 70, in one line", () => {
    const { status, stderr } = launch(
      withMain('export const start = async () => { throw new Error("x\\ny"); };'),
    );
    expect({ status, stderr }).toEqual({ status: 70, stderr: "colophon: defect: x\n" });
  });

  it.skipIf(process.platform === "win32")("for want of open files exits 2, wherever that comes", () => {
    const seen = new Set<number | null>();
    for (const most of [24, 28, 32, 36]) {
      const { status, stderr } = launch(bin, "sh", "-c", `ulimit -n ${most}; exec "$@"`, "limited");
      seen.add(status);
      if (status === 2)
        expect(stderr).toMatch(/^colophon: error: too many files are open\ncolophon: hint: .*\n$/);
    }
    expect(seen).toContain(2);
    expect([...seen].filter((status) => status !== 2 && status !== 3)).toEqual([]);
  });
});
