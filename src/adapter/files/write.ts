/**
 * Every output is written beside its place under a temporary name, synced, and then put there in one
 * step: after a crash at any moment the old file is whole and the new one is absent or complete.
 */
import { link, lstat, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { errno, fileFault, wordingFaults } from "./fault.js";
import { findPlace, refuseExisting } from "./place.js";
import { findLackOfRoom } from "./room-left.js";
import { forgetTemporary, rememberTemporary, sweepTemporaries, temporaryPath } from "./temporary.js";

export interface OutputRules {
  /** Replace what stands at the target. */
  force: boolean;
  /** Files that must never be written over, by any of their names: all inputs, parents and ingredients. */
  protect: readonly string[];
  /** The file whose permissions the output gets; without it, those of any new file. */
  modeOf?: string;
  signal?: AbortSignal;
}

/** Folders already swept by this process: one look each is enough. */
const swept = new Set<string>();
/** Files come folder by folder: what is forgotten beyond that is hardly asked for again. */
const mostSwept = 1_000;

/**
 * Calls `write` with the path of an empty temporary file, and puts what it wrote at `target`. Throws `output.*`, or
 * whatever `write` throws; then nothing has changed at the target. What must not be done in vain is done after `claim`,
 * which puts a new file there at once, or throws `output.exists`; one that replaces another still waits for the end.
 */
export async function withTemporaryOutput<T>(
  target: string,
  rules: OutputRules,
  write: (temporary: string, claim: () => Promise<void>) => Promise<T>,
): Promise<T> {
  rules.signal?.throwIfAborted();
  const place = await findPlace(target, rules.force, rules.protect);
  const mode = rules.modeOf === undefined ? undefined : await modeOf(rules.modeOf);
  await sweepOnce(dirname(place));
  const temporary = temporaryPath(dirname(place), place);
  rememberTemporary(temporary);
  let isInPlace = false;
  const put = async () => {
    await settle(temporary, target, mode);
    await wordingFaults(target, "writing", () => putInPlace(temporary, place, target, rules.force));
    isInPlace = true;
  };
  let work: Promise<T> | undefined;
  try {
    await create(temporary, target, mode);
    work = write(temporary, () => claim(rules, put));
    const result = await untilAborted(work, temporary, rules.signal);
    if (!isInPlace) await put();
    return result;
  } catch (error) {
    // What follows a claim is soon done, and an interrupt that comes meanwhile too late.
    if (isInPlace && !(await isDone(work))) await rm(place, { force: true });
    const lack = rules.signal?.aborted ? undefined : await findLackOfRoom(error, temporary);
    await rm(temporary, { force: true }).catch(() => undefined);
    throw lack === undefined ? error : fileFault(lack, target, "writing");
  } finally {
    // Aborted work may still be going on and make the file anew: then the end of the process removes it.
    if (!rules.signal?.aborted) forgetTemporary(temporary);
  }
}

async function claim({ force, signal }: OutputRules, put: () => Promise<void>): Promise<void> {
  signal?.throwIfAborted();
  if (!force) await put();
}

async function isDone(work: Promise<unknown> | undefined): Promise<boolean> {
  return work === undefined
    ? false
    : work.then(
        () => true,
        () => false,
      );
}

async function sweepOnce(folder: string): Promise<void> {
  if (swept.has(folder)) return;
  if (swept.size >= mostSwept) swept.clear();
  swept.add(folder);
  await sweepTemporaries(folder);
}

async function modeOf(path: string): Promise<number> {
  return (await wordingFaults(path, "reading", () => stat(path))).mode & 0o777;
}

/** Exclusive, so that nobody can have put a link there; private at first where the source is. */
async function create(temporary: string, target: string, mode: number | undefined): Promise<void> {
  await wordingFaults(target, "writing", async () => {
    const handle = await open(temporary, "wx", mode === undefined ? 0o666 : 0o600);
    await handle.close();
  });
}

/**
 * Native work cannot be stopped. On abort the temporary goes at once, and again when the work that is
 * still going on has come to its end, because it may have made the file anew.
 */
async function untilAborted<T>(work: Promise<T>, temporary: string, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    const result = await Promise.race([work, aborted]);
    signal.throwIfAborted();
    return result;
  } catch (error) {
    if (signal.aborted) removeAfter(work, temporary);
    throw error;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function removeAfter(work: Promise<unknown>, temporary: string): void {
  const remove = () => rm(temporary, { force: true }).catch(() => undefined);
  work.then(remove, remove);
}

async function settle(temporary: string, target: string, mode: number | undefined): Promise<void> {
  await wordingFaults(target, "writing", async () => {
    const handle = await open(temporary, "r+");
    try {
      if (mode !== undefined) await handle.chmod(mode);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

async function putInPlace(
  temporary: string,
  place: string,
  target: string,
  isReplacing: boolean,
): Promise<void> {
  if (isReplacing) await rename(temporary, place);
  else await putWithoutReplacing(temporary, place, target);
  await syncFolder(dirname(place));
}

/** A second name fails where something appeared meanwhile; a rename would write over it. */
async function putWithoutReplacing(temporary: string, place: string, target: string): Promise<void> {
  try {
    await link(temporary, place);
  } catch (error) {
    if (errno(error) === "EEXIST") refuseExisting(target);
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK", "EACCES"].includes(errno(error) ?? ""))
      throw error;
    // FAT and some network folders have no links: look once more, then rename.
    if (await lstat(place).catch(() => undefined)) refuseExisting(target);
    await rename(temporary, place);
    return;
  }
  await rm(temporary, { force: true });
}

/** Some systems cannot sync a folder; the file itself is on the disk by then. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
