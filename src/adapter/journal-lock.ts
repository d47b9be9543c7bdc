/** One process at a time: a lock file that names its holder, and is taken from one that is dead. */
import { randomBytes } from "node:crypto";
import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { ColophonError } from "../error.js";
import { errno, fileFault } from "./files/fault.js";
import { readText } from "./files/whole.js";

export interface LockRules {
  /** How long to wait for others. */
  patienceMs?: number;
}

const PATIENCE_MS = 30_000;
const SHORTEST_PAUSE_MS = 3;
const LONGEST_PAUSE_MS = 40;
const LOOK_EVERY_MS = 1_000;
/** Whoever writes a lock, or takes a dead one's away, is done within a moment. */
const MOMENT_MS = 10_000;
/** A holder touches its lock more often by far. */
const UNTOUCHED_MS = 60_000;
const TOUCH_EVERY_MS = 5_000;
const LONGEST_LOCK_BYTES = 1_000;

/** Throws `journal.locked`, or `output.*` where no lock can be put. */
export async function withLock<T>(path: string, rules: LockRules, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  const token = `${process.pid} ${hostname()} ${randomBytes(8).toString("hex")}\n`;
  const handle = await take(lock, path, token, rules.patienceMs ?? PATIENCE_MS);
  // Written anew rather than given a time: the clock of a network's disk is not this machine's.
  const touching = setInterval(() => handle.write(token, 0).catch(() => undefined), TOUCH_EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await handle.close();
    // After a long sleep it may be another's.
    if ((await holderOf(lock)) === token) await rm(lock, { force: true });
  }
}

async function take(lock: string, path: string, token: string, patienceMs: number): Promise<FileHandle> {
  const until = Date.now() + patienceMs;
  let nextLook = 0;
  for (;;) {
    const handle = await putNew(lock, token);
    if (handle) return handle;
    const holder = await holderOf(lock);
    if (lifeMs(holder) === 0 || Date.now() >= nextLook) {
      nextLook = Date.now() + LOOK_EVERY_MS;
      if ((await isDead(lock, holder)) && (await breakLock(lock, holder))) continue;
    }
    if (Date.now() >= until) throw locked(path, lock, holder);
    await wait(SHORTEST_PAUSE_MS + Math.random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
  }
}

/** Undefined where something stands there; on a full disk nothing is left behind. */
async function putNew(file: string, text: string): Promise<FileHandle | undefined> {
  const handle = await open(file, "wx", 0o600).catch((error) => {
    if (errno(error) === "EEXIST") return undefined;
    throw fileFault(error, file, "writing");
  });
  try {
    await handle?.writeFile(text);
    return handle;
  } catch (error) {
    await handle?.close();
    await rm(file, { force: true });
    throw fileFault(error, file, "writing");
  }
}

async function holderOf(lock: string): Promise<string> {
  return readText(lock, LONGEST_LOCK_BYTES).catch(() => "");
}

async function isDead(lock: string, holder: string): Promise<boolean> {
  const life = lifeMs(holder);
  return life === 0 || (life !== Number.POSITIVE_INFINITY && (await ageMs(lock)) > life);
}

/**
 * How long a lock with this text may stand untouched. A process of this machine can be asked itself; the number of
 * our own may have been another's before, as it is in every run of a container.
 */
function lifeMs(holder: string): number {
  const [, pid, host] = holder.match(/^(\d{1,10}) (\S+) /) ?? [];
  if (pid === undefined) return MOMENT_MS;
  if (host !== hostname() || Number(pid) === process.pid) return UNTOUCHED_MS;
  try {
    process.kill(Number(pid), 0);
    return Number.POSITIVE_INFINITY;
  } catch (error) {
    return errno(error) === "ESRCH" ? 0 : Number.POSITIVE_INFINITY;
  }
}

/** By the clock that wrote the file's time, which on a network is another machine's: beside a file made now. */
async function ageMs(file: string): Promise<number> {
  const made = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    await (await putNew(made, ""))?.close();
    const [now, then] = await Promise.all([stat(made), stat(file)]);
    return now.mtimeMs - then.mtimeMs;
  } catch (error) {
    if (errno(error) === "ENOENT") return 0;
    throw fileFault(error, file, "writing");
  } finally {
    await rm(made, { force: true });
  }
}

/**
 * Two that see the same dead holder must not both take its lock away: the second would take the first one's new
 * one. So only one of them may at a time, and looks again before it does.
 */
async function breakLock(lock: string, holder: string): Promise<boolean> {
  const breaking = `${lock}.breaking`;
  const handle = await putNew(breaking, "");
  if (!handle) {
    if ((await ageMs(breaking)) > MOMENT_MS) await rm(breaking, { force: true });
    return false;
  }
  try {
    const isSame = (await holderOf(lock)) === holder && (await isDead(lock, holder));
    if (isSame) await rm(lock, { force: true });
    return isSame;
  } finally {
    await handle.close();
    await rm(breaking, { force: true });
  }
}

function locked(path: string, lock: string, holder: string): ColophonError {
  const [, pid, host] = holder.match(/^(\d+) (\S+) /) ?? [];
  const who = pid === undefined ? "another process" : `process ${pid} on "${host}"`;
  return new ColophonError("journal.locked", `"${path}": ${who} holds it and does not let go`, {
    hints: [
      lifeMs(holder) === Number.POSITIVE_INFINITY
        ? `if it is none of colophon: rm "${lock}"`
        : "if there is no such process any more: try again in a minute, when that shows",
    ],
  });
}
