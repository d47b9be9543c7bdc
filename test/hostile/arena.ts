/** A folder in which the built program signs a file while something goes wrong, and what must be true afterwards. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { expect } from "vitest";
import { type TestWorld, verifyOne } from "../support/context.ts";

const program = resolve(import.meta.dirname, "../../bin/colophon.js");
export const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

export interface Arena {
  world: TestWorld;
  /** What is signed; never in the folder that is written to. */
  source: string;
  folder: string;
  output: string;
  /** SHA-256 of the source as it was. */
  before: string;
  /** What stood at the output before; empty where nothing did. */
  old: Buffer;
}

export interface Outcome {
  code: number | null;
  said: string;
}

export function hashOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

let count = 0;

/** `bytes`: copied to be the source. Every other arena has an older output that is to be replaced. */
export function makeArena(world: TestWorld, bytes: Buffer, extension: string): Arena {
  count += 1;
  const base = join(world.folder, `arena-${count}`);
  const folder = join(base, "out");
  mkdirSync(folder, { recursive: true });
  const source = join(base, `source.${extension}`);
  writeFileSync(source, bytes);
  const output = join(folder, `signed.${extension}`);
  const old = count % 2 === 0 ? Buffer.from("what stood here before") : Buffer.alloc(0);
  if (old.length > 0) writeFileSync(output, old);
  return { world, source, folder, output, before: hashOf(source), old };
}

export interface Running {
  child: ChildProcess;
  done: Promise<Outcome>;
}

export interface RunWishes {
  more?: readonly string[];
  /** As a user who may not write everywhere. */
  isPlain?: boolean;
  /** The largest file it may write, in KiB. */
  fileLimitKiB?: number;
}

export function startSigning(
  arena: Arena,
  { more = [], isPlain = false, fileLimitKiB }: RunWishes = {},
): Running {
  const { source, output, world } = arena;
  const argv = [process.execPath, program, "sign", "--as", "camera", "--no-thumbnail", "--force", ...more];
  const plain =
    isPlain && isRoot ? ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"] : [];
  const limited =
    fileLimitKiB === undefined ? [] : ["bash", "-c", `ulimit -f ${fileLimitKiB}; exec "$@"`, "limited"];
  const [command = "", ...rest] = [...limited, ...plain, ...argv, "-o", output, source];
  const home = isPlain ? homeForAll(world) : world.home;
  const env = { PATH: process.env.PATH, HOME: world.folder, COLOPHON_HOME: home, LANG: "C.UTF-8" };
  const child = spawn(command, rest, { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => (said += text));
  const done = new Promise<Outcome>((end) => child.once("close", (code) => end({ code, said })));
  return { child, done };
}

/** The same identities where "nobody" may read them. */
function homeForAll(world: TestWorld): string {
  const home = `${world.folder}/home-for-all`;
  if (existsSync(home)) return home;
  cpSync(world.home, home, { recursive: true });
  if (isRoot) giveAway(home);
  return home;
}

export function giveAway(path: string): void {
  if (!isRoot) return;
  chownSync(path, nobody, nobody);
  if (!statSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveAway(join(path, name));
}

const ours = /^\.colophon-\d+-[0-9A-Za-z]+(\.[0-9A-Za-z]+)?$/;

export function leftIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** The promise: source whole; output old, absent or complete; nothing else but temporaries under our prefix. */
export async function expectNothingLost(arena: Arena, { said }: Outcome, isSourceOurs = true): Promise<void> {
  const { source, output, folder, before, old, world } = arena;
  if (isSourceOurs) expect(hashOf(source), said).toBe(before);
  const names = leftIn(folder).filter((name) => join(folder, name) !== output);
  expect(
    names.filter((name) => !ours.test(name)),
    said,
  ).toEqual([]);
  if (!existsSync(output)) return;
  if (old.length > 0 && readFileSync(output).equals(old)) return;
  expect((await verifyOne(world, output)).state, said).toBe("valid");
}

/** Temporaries are swept by the next run once they are a minute old. */
export async function expectCleanedByNextRun(arena: Arena): Promise<void> {
  const { folder, output } = arena;
  const past = new Date(Date.now() - 120_000);
  for (const name of leftIn(folder)) if (ours.test(name)) utimesSync(join(folder, name), past, past);
  const { code, said } = await startSigning(arena).done;
  expect(code, said).toBe(0);
  expect(
    leftIn(folder).map((name) => join(folder, name)),
    said,
  ).toEqual([output]);
  await expectNothingLost(arena, { code, said });
}

export function setWritable(folder: string, isWritable: boolean): void {
  if (existsSync(folder)) chmodSync(folder, isWritable ? 0o755 : 0o555);
}
