/** One process at a time: a lock file that names its holder, and is taken from one that is dead. */
import { randomBytes } from "node:crypto";
import { open, readFile, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { ColophonError } from "../error.js";
import { errno, fileFault } from "./files/fault.js";

export interface LockRules {
  /** How long to wait for others. */
  patienceMs?: number;
}

const PATIENCE_MS = 30_000;
const SHORTEST_PAUSE_MS = 3;
const LONGEST_PAUSE_MS = 40;
/** Whoever takes a dead one's lock away is done within a moment. */
const BREAKING_MS = 10_000;

/** Throws `journal.locked`, or `output.*` where no lock can be put. */
export async function withLock<T>(path: string, rules: LockRules, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  await take(lock, path, rules.patienceMs ?? PATIENCE_MS);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string, path: string, patienceMs: number): Promise<void> {
  const until = Date.now() + patienceMs;
  const token = `${process.pid} ${hostname()} ${randomBytes(8).toString("hex")}\n`;
  while (!(await putNew(lock, token))) {
    const holder = await readFile(lock, "utf8").catch(() => "");
    if (isDead(holder) && (await breakLock(lock, holder))) continue;
    if (Date.now() >= until) throw locked(path, lock, holder);
    await wait(SHORTEST_PAUSE_MS + Math.random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
  }
}

async function putNew(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(text).finally(() => handle.close());
    return true;
  } catch (error) {
    if (errno(error) === "EEXIST") return false;
    throw fileFault(error, file, "writing");
  }
}

/** Of a process on another machine nothing is known; an empty lock is one that is being written. */
function isDead(holder: string): boolean {
  const [, pid, host] = holder.match(/^(\d{1,10}) (\S+) /) ?? [];
  if (pid === undefined || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return errno(error) === "ESRCH";
  }
}

/**
 * Two that see the same dead holder must not both take its lock away: the second would take the first one's new
 * one. So only one of them may at a time, and looks again before it does.
 */
async function breakLock(lock: string, holder: string): Promise<boolean> {
  const breaking = `${lock}.breaking`;
  if (!(await putNew(breaking, ""))) {
    const age = await stat(breaking).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > BREAKING_MS) await rm(breaking, { force: true });
    return false;
  }
  try {
    const isSame = (await readFile(lock, "utf8").catch(() => undefined)) === holder;
    if (isSame) await rm(lock, { force: true });
    return isSame;
  } finally {
    await rm(breaking, { force: true });
  }
}

function locked(path: string, lock: string, holder: string): ColophonError {
  const [, pid, host] = holder.match(/^(\d+) (\S+) /) ?? [];
  const who = pid === undefined ? "another process" : `process ${pid} on "${host}"`;
  return new ColophonError("journal.locked", `"${path}": ${who} holds it and does not let go`, {
    hints: [`if there is no such process: rm "${lock}"`],
  });
}
