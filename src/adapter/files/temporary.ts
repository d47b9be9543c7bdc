/** Temporary files and folders: known while they live, so that an interrupt can remove them, and swept after a crash. */
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { lstat, readdir, rm } from "node:fs/promises";
import { extname, join } from "node:path";

const PREFIX = ".colophon-";
const NAME = /^\.colophon-(\d{1,10})-[0-9A-Za-z]+(?:\.[0-9A-Za-z]{1,10})?$/;
const ABANDONED_AFTER_MS = 60_000;

const live = new Set<string>();
let isExitWatched = false;

/** A fresh name in `folder`, ending like `target`: the engine chooses how to write by the extension. */
export function temporaryPath(folder: string, target: string): string {
  const extension = extname(target);
  const ending = /^\.[0-9A-Za-z]{1,10}$/.test(extension) ? extension : "";
  return join(folder, `${PREFIX}${process.pid}-${randomBytes(8).toString("hex")}${ending}`);
}

/** For `mkdtemp`, which adds letters of its own. */
export function temporaryFolderPrefix(folder: string): string {
  return join(folder, `${PREFIX}${process.pid}-`);
}

/** From now on the path is removed when the process ends. */
export function rememberTemporary(path: string): void {
  live.add(path);
  if (isExitWatched) return;
  isExitWatched = true;
  process.once("exit", removeLiveTemporaries);
}

export function forgetTemporary(path: string): void {
  live.delete(path);
}

/** Synchronous, because a signal handler and "exit" leave no time for anything else. Never throws. */
export function removeLiveTemporaries(): void {
  for (const path of live) {
    live.delete(path);
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Nothing can be done about it at the end of the process; the next sweep will.
    }
  }
}

/**
 * Removes what a process that was killed left in `folder`: our prefix, a process that is gone, untouched
 * for a minute (another machine's process may be at work on a network folder). Gives back the paths.
 */
export async function sweepTemporaries(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const removed: string[] = [];
  for (const name of names) {
    const pid = Number(NAME.exec(name)?.[1]);
    const path = join(folder, name);
    if (!Number.isInteger(pid) || isAlive(pid) || !(await isOld(path))) continue;
    await rm(path, { recursive: true, force: true }).then(
      () => removed.push(path),
      () => undefined,
    );
  }
  return removed;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function isOld(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > ABANDONED_AFTER_MS;
}
