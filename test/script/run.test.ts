/**
 * Transcripts: `test/script/*.txt`, run against `bin/colophon.js` in a folder of their own.
 *
 * - `# comment`          ends nothing and does nothing
 * - `$$ shell line`      setup, run by sh; must exit 0
 * - `$ command`          what is tried, run by sh; `colophon` is this program
 * - `? exit 4`           its exit code; 0 where nothing is said
 * - `> text`, `> /re/`   stdout contains the text, or matches the expression (multiline, unicode); in this order
 *                        or another
 * - `>! text`            stdout does not contain it (or match it)
 * - `>`                  stdout is empty
 * - `! text`, `! /re/`   the same for stderr; `!! text` and `!` likewise
 * - `+ file`             the file is there afterwards
 * - `- file`             the file is not
 *
 * The folder is empty but for `media`, a link to the project's own media; COLOPHON_HOME lies inside it, the
 * network is not used, the terminal is none, and the language is UTF-8.
 */
import { execFile } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { folderUntil } from "../support/left-behind.ts";

const here = import.meta.dirname;
const root = resolve(here, "../..");

interface Step {
  line: number;
  kind: "setup" | "try";
  command: string;
  expected: { line: number; mark: string; text: string }[];
}

/** For one command. */
const longestMs = 60_000;

const marks = ["$$", "$", "?", ">!", ">", "!!", "!", "+", "-"] as const;

function readTranscript(text: string): Step[] {
  const steps: Step[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const mark = marks.find((entry) => line === entry || line.startsWith(`${entry} `));
    if (mark === undefined) throw new Error(`line ${at + 1}: no such mark: ${line}`);
    const rest = line.slice(mark.length + 1);
    if (mark === "$$" || mark === "$") {
      steps.push({ line: at + 1, kind: mark === "$$" ? "setup" : "try", command: rest, expected: [] });
      continue;
    }
    const last = steps.at(-1);
    if (last?.kind !== "try") throw new Error(`line ${at + 1}: nothing was tried before: ${line}`);
    last.expected.push({ line: at + 1, mark, text: rest });
  }
  return steps;
}

interface Ran {
  /** Null where a signal ended it. */
  status: number | null;
  stdout: string;
  stderr: string;
}

/** A folder with `colophon` on the path. */
function prepare() {
  const folder = folderUntil("file", "transcript");
  const work = join(folder, "work");
  const tools = join(folder, "tools");
  mkdirSync(work);
  mkdirSync(tools);
  const launcher = join(tools, "colophon");
  writeFileSync(launcher, `#!/bin/sh\nexec "${process.execPath}" "${join(root, "bin/colophon.js")}" "$@"\n`);
  chmodSync(launcher, 0o755);
  symlinkSync(join(root, "fixtures/media"), join(work, "media"));
  const env = {
    PATH: `${tools}${delimiter}${process.env.PATH ?? ""}`,
    HOME: folder,
    COLOPHON_HOME: join(folder, "home"),
    LANG: "C.UTF-8",
  };
  const run = (command: string) =>
    new Promise<Ran>((done) => {
      const options = { cwd: work, env, timeout: longestMs };
      const child = execFile("sh", ["-c", command], options, (_, stdout, stderr) =>
        done({ status: child.exitCode, stdout, stderr }),
      );
      child.stdin?.end();
    });
  return { work, run };
}

function matches(said: string, text: string): boolean {
  if (text === "") return said === "";
  const expression = /^\/(.*)\/$/.exec(text)?.[1];
  return expression === undefined ? said.includes(text) : new RegExp(expression, "mu").test(said);
}

function check(step: Step, work: string, result: Ran) {
  const told = `line ${step.line}: $ ${step.command}\n${result.stdout}\n${result.stderr}`;
  const code = step.expected.find(({ mark }) => mark === "?")?.text.replace(/^exit /, "") ?? "0";
  expect(`exit ${result.status}`, told).toBe(`exit ${code}`);
  for (const { line, mark, text } of step.expected) {
    const where = `line ${line}: ${mark} ${text}\n${told}`;
    if (mark === ">") expect(matches(result.stdout, text), where).toBe(true);
    if (mark === ">!") expect(matches(result.stdout, text), where).toBe(false);
    if (mark === "!") expect(matches(result.stderr, text), where).toBe(true);
    if (mark === "!!") expect(matches(result.stderr, text), where).toBe(false);
    if (mark === "+") expect(existsSync(join(work, text)), where).toBe(true);
    if (mark === "-") expect(existsSync(join(work, text)), where).toBe(false);
  }
}

describe("transcripts", () => {
  it("run against what was built", () => {
    expect(existsSync(join(root, "dist/cli/main.js")), "run: npm run build").toBe(true);
  });

  const files = readdirSync(here).filter((name) => name.endsWith(".txt"));
  for (const name of files) {
    const steps = readTranscript(readFileSync(join(here, name), "utf8"));
    // Each command has its own limit, and a transcript has dozens of them.
    it.concurrent(name, { timeout: steps.length * longestMs }, async () => {
      const { work, run } = prepare();
      expect(steps.some(({ kind }) => kind === "try")).toBe(true);
      for (const step of steps) {
        const result = await run(step.command);
        if (step.kind === "setup") expect(result.status, `line ${step.line}: ${result.stderr}`).toBe(0);
        else check(step, work, result);
      }
    });
  }
});

describe("the form of a transcript", () => {
  it("is refused where nobody would notice a slip", () => {
    expect(() => readTranscript("exit 3")).toThrow(/no such mark/);
    expect(() => readTranscript("> expected before anything was tried")).toThrow(/nothing was tried/);
  });
});
