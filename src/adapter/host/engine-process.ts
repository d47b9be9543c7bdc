/** One engine process: started, given one order at a time, and killed when it takes too long or too much. */
import { type ChildProcess, fork } from "node:child_process";
import { ColophonError } from "../../error.js";
import { type Allowance, crashed, startClock, tooLong, tooMuch } from "./limits.js";
import { watchMemory } from "./memory.js";
import type { Message, Order, Report } from "./wire.js";

/** Signs what the engine wants signed; only for orders to sign. */
export type AnswerClaim = (claim: Uint8Array) => Promise<Uint8Array>;

export interface EngineProcess {
  /** Throws what the engine said, or `timeout`, `engine.memory`, `engine.crashed`; then the process is gone. */
  ask(order: Order, allowance: Allowance, terms: Terms): Promise<unknown>;
  isAlive(): boolean;
  kill(): void;
  /** Kills it, and waits until it has gone. */
  end(): Promise<void>;
  pid: number | undefined;
  /** The trust lists that it was sent, by their numbers. */
  trustHeld: Set<number>;
}

export interface Terms {
  signal: AbortSignal;
  sign?: AnswerClaim;
}

/** It holds the engine's answers and little else; what the engine takes is not V8's. */
const heapMegabytes = 512;
const startMs = 60_000;
/** A process in the middle of a slow read of the disk goes when that is done. */
const dyingMs = 5_000;
const stderrKept = 4096;

export function startEngineProcess(worker: URL): EngineProcess {
  const child = forkWorker(worker);
  const life = { said: "", isOver: false };
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    life.said = (life.said + text).slice(-stderrKept);
  });
  const gone = endOf(child);
  void gone.then(() => {
    life.isOver = true;
  });
  // A program that uses the library may end while a process waits for work.
  rest(child);
  const ready = firstReport(child, gone);
  const end = () => kill(child, gone);
  return {
    pid: child.pid,
    trustHeld: new Set(),
    isAlive: () => !life.isOver && child.connected,
    kill: () => void child.kill("SIGKILL"),
    end: async () => {
      wake(child);
      await end();
    },
    async ask(order, allowance, terms) {
      wake(child);
      try {
        await ready;
        return await converse(child, order, allowance, terms, gone);
      } catch (error) {
        if (!(error instanceof Ending)) throw error;
        await end();
        throw error.because instanceof ColophonError ? error.because : crashed(error.because, life.said);
      } finally {
        rest(child);
      }
    },
  };
}

function forkWorker(worker: URL): ChildProcess {
  return fork(worker, [], {
    // Not the flags of this process: a debugger or a loader is none of the worker's.
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    // Out of reach of Ctrl-C, which goes to the whole group: the run decides what becomes of this one.
    detached: process.platform !== "win32",
    serialization: "advanced",
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

/** How it ended: a signal, an exit code, or why it never began. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
    child.once("error", (error) => resolve(error.message));
  });
}

/** The process has to go, or has gone: why it is ended, or how it ended by itself. */
class Ending extends Error {
  readonly because: ColophonError | string;
  constructor(because: ColophonError | string) {
    super("the engine process has ended");
    this.because = because;
  }
}

/** A slow start is not the file's fault, so its time begins here. */
function firstReport(child: ChildProcess, gone: Promise<string>): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Ending("it did not start")), startMs).unref();
    child.once("message", () => resolve());
    void gone.then((how) => reject(new Ending(how)));
    void gone.finally(() => clearTimeout(late));
  });
  // Whoever asks hears of it; a process nobody asked is nobody's loss.
  ready.catch(() => undefined);
  return ready;
}

function converse(
  child: ChildProcess,
  order: Order,
  allowance: Allowance,
  { signal, sign }: Terms,
  gone: Promise<string>,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = (because: ColophonError | string) => settle(() => reject(new Ending(because)));
    const onAbort = () => end(new ColophonError("interrupted", "interrupted"));
    const clock = startClock(allowance.timeoutMs, () => end(tooLong(allowance)));
    const memory = watchMemory(child.pid, allowance.maxMemoryBytes, () => end(tooMuch(allowance)));
    const settle = (how: () => void) => {
      clock.stop();
      memory.stop();
      child.off("message", hear);
      signal.removeEventListener("abort", onAbort);
      how();
    };
    const hear = (report: Report) => {
      if (report.kind === "memory") memory.told(report.sizeBytes);
      if (report.kind === "claim") void clock.waitFor(() => answerClaim(child, report.bytes, sign));
      if (report.kind === "answer") settle(() => resolve(report.answer));
      if (report.kind === "error") settle(() => reject(engineError(report)));
    };
    child.on("message", hear);
    signal.addEventListener("abort", onAbort, { once: true });
    void gone.then(end);
    if (signal.aborted) onAbort();
    else tell(child, order);
  });
}

async function answerClaim(child: ChildProcess, claim: Uint8Array, sign?: AnswerClaim): Promise<void> {
  const bytes = await sign?.(claim).catch(() => undefined);
  tell(child, { kind: "signature", ...(bytes ? { bytes } : {}) });
}

/** One that has gone says so by its end, which is listened for. */
function tell(child: ChildProcess, message: Message): void {
  if (child.connected) child.send(message, () => undefined);
}

function engineError({ code, message, hints, cause }: Report & { kind: "error" }): ColophonError {
  return new ColophonError(code, message, {
    hints: [...hints],
    ...(cause === "" ? {} : { cause: new Error(cause) }),
  });
}

async function kill(child: ChildProcess, gone: Promise<unknown>): Promise<void> {
  child.kill("SIGKILL");
  await Promise.race([gone, pause(dyingMs)]);
}

function wake(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref?(): void } | null)?.unref?.();
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
