/** The README, held against the program: its session is run, and every other command line is one that exists. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "../../src/cli/program/parse.ts";

const root = resolve(import.meta.dirname, "../..");
const [session = "", ...others] = consoleBlocks(readFileSync(join(root, "README.md"), "utf8"));

function consoleBlocks(page: string): string[] {
  return [...page.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? "");
}

/** Each command with what the page says it prints. */
function steps(text: string): { command: string; says: string }[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const end = part.indexOf("\n");
      return { command: part.slice(0, end), says: part.slice(end + 1) };
    });
}

/** What differs from run to run: days and fingerprints. */
function masked(text: string): string {
  return text.replace(/\b\d{1,2} \w{3} \d{4}\b/g, "DAY").replace(/\b[0-9a-f]{64}\b/g, "SHA-256");
}

describe("the session in the README", () => {
  const folder = mkdtempSync(join(tmpdir(), "colophon-readme-"));
  const work = join(folder, "work");
  const env = {
    PATH: `${folder}:${process.env.PATH}`,
    COLOPHON_HOME: join(folder, "home"),
    HOME: folder,
    LC_ALL: "C.UTF-8",
  };

  beforeAll(async () => {
    writeFileSync(
      join(folder, "colophon"),
      `#!/bin/sh\nexec "${process.execPath}" "${join(root, "bin/colophon.js")}" "$@"\n`,
    );
    chmodSync(join(folder, "colophon"), 0o755);
    mkdirSync(work);
    const drawing = join(root, "fixtures/media/drawing.jpg");
    copyFileSync(drawing, join(work, "holiday.jpg"));
    await sharp(drawing).resize(48).toFile(join(work, "small.jpg"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("prints what the README says it prints", () => {
    const all = steps(session);
    expect(all.length).toBeGreaterThan(5);
    for (const { command, says } of all) {
      const { stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: work, env, encoding: "utf8" });
      expect(masked(stdout), command).toBe(masked(says));
      expect(stderr, command).toBe("");
    }
  });
});

describe("every other command line in the README", () => {
  const lines = others
    .flatMap((block) => steps(block))
    .flatMap(({ command }) => command.match(/(?<=^|\| )colophon[^|]*/g) ?? [])
    .map((line) => line.trim());

  it("is there to be checked", () => expect(lines.length).toBeGreaterThan(20));

  it.each(lines)("%s", async (line) => {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");
    expect((await parse(words.slice(1))).kind).not.toBe("help");
  });
});
