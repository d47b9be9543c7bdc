/** How much time and memory one file may take, and what is said of a file that wants more. */
import { stat } from "node:fs/promises";
import { ColophonError } from "../../error.js";
import { sizeWords } from "../files/size-words.js";

/** What is left out, or undefined, is as suits the file. */
export interface EngineLimits {
  timeoutMs?: number | undefined;
  maxMemoryBytes?: number | undefined;
}

export interface Allowance {
  timeoutMs: number;
  maxMemoryBytes: number;
}

/** A file, and its size where that is known already. */
export interface Sized {
  path: string;
  sizeBytes?: number;
}

const patienceMs = 30_000;
/** A slow disk reads 20 MB in a second, so that 10 GB of video get nine minutes and a small trap half of one. */
const slowDiskBytesPerMs = 20_000;
/** The engine takes 600 MB for the largest video; JPEG, and WAV while it is signed, it holds in memory twice. */
const roomBytes = 2_000_000_000;
const roomPerByte = 2.5;
/** Larger files are only streamed. */
const largestHeldBytes = 4_000_000_000;
const lookEveryMs = 100;

/** For one file, or for several that are in hand together. */
export async function allowanceFor(assets: readonly Sized[], limits: EngineLimits): Promise<Allowance> {
  const sizes = await Promise.all(assets.map(sizeOf));
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  return {
    timeoutMs: limits.timeoutMs ?? patienceMs + Math.ceil(sizeBytes / slowDiskBytesPerMs),
    maxMemoryBytes: limits.maxMemoryBytes ?? roomBytes + roomPerByte * Math.min(sizeBytes, largestHeldBytes),
  };
}

/** A file that cannot be looked at is allowed what a small one is: whoever opens it says what is wrong. */
export async function sizeOf({ path, sizeBytes }: Sized): Promise<number> {
  if (sizeBytes !== undefined) return sizeBytes;
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** It stands still while somebody outside is waited for: that is not the file's time, and has limits of its own. */
export interface Clock {
  waitFor<T>(outside: () => Promise<T>): Promise<T>;
  stop(): void;
}

export function startClock(timeoutMs: number, onOver: () => void): Clock {
  const state = { leftMs: timeoutMs, since: performance.now(), isStopped: false };
  let timer = setTimeout(onOver, timeoutMs);
  const goOn = () => {
    state.since = performance.now();
    if (!state.isStopped) timer = setTimeout(onOver, Math.max(0, state.leftMs));
  };
  return {
    waitFor: async (outside) => {
      clearTimeout(timer);
      state.leftMs -= performance.now() - state.since;
      return outside().finally(goOn);
    },
    stop: () => {
      state.isStopped = true;
      clearTimeout(timer);
    },
  };
}

/**
 * Limits for work in this process: it cannot be stopped, only left behind, and the run is told of it in time.
 * Throws `timeout`, `engine.memory`, `interrupted`, or what the work throws.
 */
export async function within<T>(
  allowance: Allowance,
  signal: AbortSignal,
  work: (clock: Clock) => Promise<T>,
): Promise<T> {
  const timers: { memory?: NodeJS.Timeout; onAbort?: () => void } = {};
  let onOver: () => void = () => undefined;
  const clock = startClock(allowance.timeoutMs, () => onOver());
  const limit = new Promise<never>((_, reject) => {
    timers.onAbort = () => reject(new ColophonError("interrupted", "interrupted"));
    signal.addEventListener("abort", timers.onAbort, { once: true });
    if (signal.aborted) timers.onAbort();
    onOver = () => reject(tooLong(allowance));
    timers.memory = setInterval(() => {
      if (process.memoryUsage.rss() > allowance.maxMemoryBytes) reject(tooMuch(allowance));
    }, lookEveryMs);
  });
  try {
    return await Promise.race([work(clock), limit]);
  } finally {
    clock.stop();
    clearInterval(timers.memory);
    if (timers.onAbort) signal.removeEventListener("abort", timers.onAbort);
  }
}

export function tooLong({ timeoutMs }: Allowance): ColophonError {
  return new ColophonError(
    "timeout",
    `could not be analyzed within ${Number((timeoutMs / 1000).toFixed(1))} s`,
    {
      hints: ["allow more: --timeout <seconds>"],
    },
  );
}

export function tooMuch({ maxMemoryBytes }: Allowance): ColophonError {
  return new ColophonError("engine.memory", `needed more than ${sizeWords(maxMemoryBytes)} of memory`, {
    hints: ["allow more: --max-memory <size>, such as 4GB"],
  });
}

export function crashed(how: string, said: string): ColophonError {
  if (/out of memory/.test(said)) {
    const message = "needed more memory than one of colophon's processes has for it";
    return new ColophonError("engine.memory", message, { cause: new Error(said) });
  }
  // Nobody in here sends it: the kernel does, or whoever set the container's limit.
  const hint = "if the memory ran out, make room for it, or work on one file at a time: --jobs 1";
  return new ColophonError("engine.crashed", `the analysis crashed (${how})`, {
    ...(how === "SIGKILL" ? { hints: [hint] } : {}),
    ...(said === "" ? {} : { cause: new Error(said) }),
  });
}
