/** The built program in a folder of its own, running: to be waited for, interrupted and killed. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { temporaryFolder } from "./temporary-folder.ts";

const root = resolve(import.meta.dirname, "../..");
const bin = join(root, "bin/colophon.js");
export const drawing = join(root, "fixtures/media/drawing.jpg");

export interface Running {
  child: ChildProcess;
  out(): string;
  err(): string;
  /** Exit code, or the signal's name. */
  ended: Promise<number | string>;
}

export interface Workshop {
  folder: string;
  run(...argv: string[]): { code: number | null; out: string; err: string };
  start(...argv: string[]): Running;
}

/** A home with one identity, and so many pictures in `shoot`. */
export function workshop(pictures: number): Workshop {
  const folder = temporaryFolder();
  const env = { PATH: process.env.PATH, HOME: folder, COLOPHON_HOME: join(folder, "home"), LANG: "C.UTF-8" };
  mkdirSync(join(folder, "shoot"));
  for (let at = 0; at < pictures; at += 1) copyFileSync(drawing, join(folder, "shoot", `p${at}.jpg`));
  const run: Workshop["run"] = (...argv) => {
    const done = spawnSync(process.execPath, [bin, ...argv], { cwd: folder, env, encoding: "utf8" });
    return { code: done.status, out: done.stdout, err: done.stderr };
  };
  run("identity", "create", "studio", "--for", "Ana Ruiz", "--no-passphrase");
  return {
    folder,
    run,
    start: (...argv) => follow(spawn(process.execPath, [bin, ...argv], { cwd: folder, env })),
  };
}

function follow(child: ChildProcess): Running {
  const said = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const ended = new Promise<number | string>((done) => {
    child.once("close", (code, signal) => done(signal ?? code ?? -1));
  });
  return { child, out: () => said.out, err: () => said.err, ended };
}

/** The machine may be slow: what is waited for is seen, never guessed by the clock. */
export async function until(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 50_000;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
    await pause(20);
  }
}
