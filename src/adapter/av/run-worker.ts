/** Runs one task in a worker process: it may crash, hang or be interrupted without taking colophon along. */
import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { ColophonError } from "../../error.js";
import { type Allowance, tooLong, tooMuch } from "../host/limits.js";
import { watchMemory } from "../host/memory.js";
import { avMissing } from "./missing.js";
import { partsOf, refuseWritten } from "./part-files.js";
import type { Order, Report, TaskName, Tasks } from "./wire.js";

export interface AvProgress {
  /** Seconds of media, of so many. */
  doneSeconds: number;
  totalSeconds: number;
  /** Time left by the pace so far; undefined in the first moments. */
  secondsLeft?: number;
}

export interface RunOptions {
  signal?: AbortSignal;
  onProgress?: (progress: AvProgress) => void;
  /** Ended when nothing was heard from it for so long. */
  stallMs?: number;
  /** Ended after so long, whatever is heard from it. */
  longestMs?: number;
  /** Ended when it takes more time or memory than the file has. */
  allowance?: Allowance;
}

interface Ending {
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const DEFAULT_STALL_MS = 5 * 60_000;

/** Of stderr this much is kept, the end of it: the last line is the one that says why. */
const STDERR_KEPT = 4096;

export async function runWorker<Name extends TaskName>(
  worker: URL,
  task: Name,
  request: Tasks[Name]["request"],
  options: RunOptions,
  output?: string,
): Promise<Tasks[Name]["result"]> {
  if (options.signal?.aborted) throw interrupted(request.source);
  if (output !== undefined) refuseWritten(output);
  const child = fork(worker, [], {
    // Not the flags of this process: a debugger or a loader is none of the worker's.
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  try {
    return (await answerOf(child, { task, request }, options)) as Tasks[Name]["result"];
  } catch (error) {
    await ended(child, kill);
    if (output !== undefined) for (const path of partsOf(output)) rmSync(path, { force: true });
    throw error;
  } finally {
    process.off("exit", kill);
    // Encoders keep threads that would hold it; its files are closed by now.
    kill();
  }
}

function answerOf(child: ChildProcess, order: Order, options: RunOptions): Promise<unknown> {
  const name = JSON.stringify(order.request.source);
  const started = performance.now();
  let said = "";
  return new Promise((resolve, reject) => {
    const ending: Ending = { resolve, reject };
    const onAbort = () => reject(interrupted(order.request.source));
    const stalled = () => reject(new ColophonError("timeout", `nothing moved in ${name} for too long`));
    const timer = setTimeout(stalled, options.stallMs ?? DEFAULT_STALL_MS);
    const end = options.longestMs === undefined ? undefined : setTimeout(stalled, options.longestMs);
    const limits = options.allowance && limit(child, options.allowance, reject);
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-STDERR_KEPT);
    });
    child.on("message", (report: Report) => {
      timer.refresh();
      hear(report, ending, started, options);
    });
    child.on("error", (cause) => reject(new ColophonError("av.failed", startFailure(cause), { cause })));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      clearTimeout(end);
      limits?.stop();
      options.signal?.removeEventListener("abort", onAbort);
      reject(new ColophonError("av.failed", endFailure(name, code, signal, said)));
    });
    options.signal?.addEventListener("abort", onAbort, { once: true });
    child.send(order, (error) => {
      if (error) child.emit("error", error);
    });
  });
}

function limit(child: ChildProcess, allowance: Allowance, refuse: (error: ColophonError) => void) {
  const timer = setTimeout(() => refuse(tooLong(allowance)), allowance.timeoutMs);
  const memory = watchMemory(child.pid, allowance.maxMemoryBytes, () => refuse(tooMuch(allowance)));
  const stop = () => {
    clearTimeout(timer);
    memory.stop();
  };
  return { stop };
}

function hear(report: Report, { resolve, reject }: Ending, started: number, options: RunOptions): void {
  switch (report.kind) {
    case "progress":
      options.onProgress?.(withTimeLeft(report, (performance.now() - started) / 1000));
      break;
    case "result":
      resolve(report.result);
      break;
    case "error":
      reject(
        report.code === "av.missing"
          ? avMissing(report.message)
          : new ColophonError(report.code, report.message, { hints: [...report.hints] }),
      );
      break;
    case "defect":
      reject(new Error(`the worker for audio and video failed:\n${report.stack}`));
  }
}

/** The first second says little: opening the file and filling the encoder are in it. */
function withTimeLeft(report: { done: number; total: number }, elapsedSeconds: number): AvProgress {
  const { done, total } = report;
  const progress = { doneSeconds: done, totalSeconds: total };
  if (elapsedSeconds < 1 || done <= 0 || total <= 0) return progress;
  return { ...progress, secondsLeft: Math.max(0, (elapsedSeconds * (total - done)) / done) };
}

function interrupted(source: string): ColophonError {
  return new ColophonError("interrupted", `stopped while working on ${JSON.stringify(source)}`);
}

function startFailure(error: Error): string {
  return `the process for audio and video could not be started (${error.message})`;
}

function endFailure(name: string, code: number | null, signal: string | null, said: string): string {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  const last = said.trim().split("\n").at(-1)?.slice(0, 200) ?? "";
  return `FFmpeg ended ${how} while working on ${name}${last === "" ? "" : `, it says: ${last}`}`;
}

/** Until it is gone it may still write. */
async function ended(child: ChildProcess, kill: () => void): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  kill();
  await gone;
}
