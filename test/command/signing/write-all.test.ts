/** A run over more files than are held: nothing of it is left, however it ends. */
import { linkSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "../../../src/command/context.ts";
import { openSession } from "../../../src/command/sign/index.ts";
import type { SignOptions } from "../../../src/command/signing/options.ts";
import { type Writing, writeAll } from "../../../src/command/signing/write-all.ts";
import { makeIdentity, signOptions, testContext } from "../../support/context.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** More than a run holds. */
const files = 4200;
const world = testContext();
let tree = "";
let scratch = "";

beforeAll(async () => {
  await makeIdentity(world);
});

beforeEach(() => {
  tree = temporaryFolder();
  mkdirSync(join(tree, "one"), { recursive: true });
  mkdirSync(join(tree, "two"));
  const first = join(tree, "one", "first.jpg");
  writeFileSync(first, "no picture");
  for (let at = 1; at < files; at += 1) linkSync(first, join(tree, at % 2 ? "one" : "two", `${at}.jpg`));
  scratch = temporaryFolder();
  vi.stubEnv("TMPDIR", scratch);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const isMeant = () => true;

async function run<T>(
  write: Writing<T>,
  { signal = world.context.signal, ...wishes }: Partial<SignOptions> & Pick<Partial<Context>, "signal"> = {},
) {
  const options = signOptions(tree, { recurse: true, jobs: 4, ...wishes });
  const session = await openSession(options, { ...world.context, signal });
  return writeAll(session, { suffix: "signed", isMeant }, write);
}

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe("a run over very many files", () => {
  it("does each as it was found, one after the other, and takes nothing written meanwhile for one more", async () => {
    const during = new Set<number>();
    const results = await all(
      await run(async ({ path }, destination) => {
        during.add(readdirSync(scratch).length);
        if (destination.kind !== "file") throw new Error("expected a file");
        if (path.includes("9")) writeFileSync(destination.path, "made");
        return [path, destination.path];
      }),
    );
    expect([...during]).toEqual([1]);
    expect(readdirSync(scratch)).toEqual([]);
    const paths = results.flatMap((result) => (result.kind === "result" ? [result.value] : []));
    expect(paths).toHaveLength(files);
    expect(paths.map(([path]) => path)).toEqual(
      paths.map(([path]) => path).toSorted((one = "", other = "") => (one < other ? -1 : 1)),
    );
    expect(paths.every(([path, output]) => output === path?.replace(/jpg$/, "signed.jpg"))).toBe(true);
  });

  it("finds two outputs that would meet before the first is written", async () => {
    const written: string[] = [];
    const last = join(tree, "two", "first.jpg");
    linkSync(join(tree, "one", "first.jpg"), last);
    const results = await run(async ({ path }) => void written.push(path), { output: "out/", dryRun: true });
    await expect(() => all(results)).toThrowWithCode(
      "output.clash",
      new RegExp(`^"${join(tree, "one", "first.jpg")}" and "${last}" would both`),
    );
    expect(written).toEqual([]);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it("leaves nothing when it is interrupted", async () => {
    const interrupt = new AbortController();
    const done: string[] = [];
    const results = await run(
      async ({ path }) => {
        if (done.push(basename(path)) === 50) interrupt.abort();
      },
      { signal: interrupt.signal },
    );
    await expect(() => all(results)).toThrowWithCode("interrupted");
    expect(done.length).toBeLessThan(100);
    expect(readdirSync(scratch)).toEqual([]);
  });

  it("leaves nothing when whoever asked wants no more", async () => {
    for await (const _ of await run(async () => "done")) break;
    expect(readdirSync(scratch)).toEqual([]);
  });
});
