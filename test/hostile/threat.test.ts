/** Every threat we know of, tried against the built program: its line, its exit code, and nothing else. */
import { execFile } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeIdentity, signOne, testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { peakKilobytes } from "../support/peak-memory.ts";
import { sharedFolder } from "../support/shared.ts";
import { type Attempt, credentials, files, setting, type Threat } from "./threat.ts";

const root = resolve(import.meta.dirname, "../..");
const world = testContext();
const kit = join(world.folder, "kit");
let count = 0;

beforeAll(async () => {
  mkdirSync(kit);
  chmodSync(world.folder, 0o755);
  const noise = await sharp({
    create: {
      width: 600,
      height: 600,
      channels: 3,
      background: "#888",
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toFile(join(kit, "photo.jpg"));
  expect(noise.size).toBeGreaterThan(150_000);
  copyFileSync(fixture("drawing.jpg"), join(kit, "plain.jpg"));
  copyFileSync(fixture("note.txt"), join(kit, "note.txt"));
  const { rootPath } = await makeIdentity(world);
  copyFileSync(rootPath, join(kit, "root.pem"));
  await signOne(world, fixture("drawing.jpg"), { as: "camera", output: join(kit, "signed.jpg") });
  await signOne(world, join(kit, "note.txt"), { as: "camera", sidecar: true });
  makeTools();
});

afterAll(() => chmodSync(world.folder, 0o700));

function makeTools(): void {
  mkdirSync(join(kit, "tools"));
  const script = (name: string, text: string) => {
    writeFileSync(join(kit, "tools", name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(kit, "tools", name), 0o755);
  };
  script("colophon", `exec "${process.execPath}" "${join(root, "bin/colophon.js")}" "$@"`);
  // Root may read everything; the user "nobody" may not.
  const isRoot = process.getuid?.() === 0;
  script("plainly", isRoot ? 'exec setpriv --reuid=65534 --regid=65534 --clear-groups "$@"' : 'exec "$@"');
  writeFileSync(
    join(kit, "peak.cjs"),
    `process.on("exit", () => require("node:fs").appendFileSync(process.env.PEAK, String(${peakKilobytes}) + "\\n"));`,
  );
}

interface Result {
  code: number;
  out: string;
  said: string;
  tookMs: number;
}

async function shell(command: string, cwd: string, more: NodeJS.ProcessEnv = {}): Promise<Result> {
  const env = {
    PATH: `${join(kit, "tools")}${delimiter}${process.env.PATH ?? ""}`,
    HOME: cwd,
    COLOPHON_HOME: world.home,
    LANG: "C.UTF-8",
    KIT: kit,
    ROOT: root,
    CORPUS: join(sharedFolder() ?? "", "corpus"),
    ...more,
  };
  const start = performance.now();
  return new Promise((done) => {
    execFile("bash", ["-c", command], { cwd, env, timeout: 60_000 }, (error, out, err) => {
      const code = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      done({ code, out, said: `${out}\n${err}`, tookMs: performance.now() - start });
    });
  });
}

async function attempt(tried: Attempt): Promise<void> {
  count += 1;
  const folder = join(world.folder, `try-${count}`);
  mkdirSync(folder);
  symlinkSync(fixture("."), join(folder, "media"));
  if (tried.setup) {
    const { code, said } = await shell(tried.setup, folder);
    expect(code, `${tried.setup}\n${said}`).toBe(0);
  }
  const peak = join(folder, "peak");
  const watched = tried.peakMiB ? { NODE_OPTIONS: `--require=${join(kit, "peak.cjs")}`, PEAK: peak } : {};
  const result = await shell(tried.run, folder, watched);
  check(tried, result, folder);
  if (tried.peakMiB) {
    const peaks = readFileSync(peak, "utf8").trim().split("\n").map(Number);
    expect(Math.max(...peaks) / 1024).toBeLessThan(tried.peakMiB);
  }
  if (tried.code)
    checkJson(tried, await shell(tried.run.replace(/colophon (\w+)/, "colophon $1 --json"), folder));
}

function check(tried: Attempt, { code, said, tookMs }: Result, folder: string): void {
  const told = `${tried.run}\n${said}`;
  expect(code, told).toBe(tried.exit);
  for (const words of tried.says ?? []) {
    if (typeof words === "string") expect(said, told).toContain(words);
    else expect(said, told).toMatch(words);
  }
  if (tried.never) expect(said, told).not.toMatch(tried.never);
  expect(said, told).not.toMatch(/panicked|RUST_BACKTRACE|\n {4}at |node:internal/);
  for (const name of tried.leaves ?? []) expect(existsSync(join(folder, name)), name).toBe(true);
  for (const name of tried.leavesNot ?? []) expect(existsSync(join(folder, name)), name).toBe(false);
  if (tried.withinMs) expect(tookMs, told).toBeLessThan(tried.withinMs);
}

/** One document whose error has the code, whether it is about one file or about the call. */
function checkJson(tried: Attempt, { code, out, said }: Result): void {
  expect(code, said).toBe(tried.exit);
  const document = JSON.parse(out) as {
    error?: { code: string };
    results?: { error?: { code: string } }[];
  };
  expect(document.error?.code ?? document.results?.[0]?.error?.code, said).toBe(tried.code);
}

function checkCovered(place: string): void {
  const [, path = "", words = ""] = /^(\S+): ?([\s\S]*)$/.exec(place) ?? [];
  expect(existsSync(join(root, path)), path).toBe(true);
  expect(readFileSync(join(root, path), "utf8"), place).toContain(words);
}

describe.each<[string, readonly Threat[]]>([
  ["files", files],
  ["credentials and lists", credentials],
  ["settings, keys and surroundings", setting],
])("threats from %s", (_from, threats) => {
  for (const { threat, tries = [], coveredBy = [], needsCorpus } of threats) {
    const isSkipped = needsCorpus === true && sharedFolder() === undefined;
    it.skipIf(isSkipped).concurrent(
      threat,
      async () => {
        expect(tries.length + coveredBy.length).toBeGreaterThan(0);
        coveredBy.forEach(checkCovered);
        for (const tried of tries) await attempt(tried);
      },
      180_000,
    );
  }
});
