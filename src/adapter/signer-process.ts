/** Runs an external signer once, with a time limit, a cap on its output, and no way to outlive either. */
import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { ColophonError, type ErrorDetails } from "../error.js";
import { describeStderr } from "./signer-stderr.js";

export interface SignerRun {
  words: readonly [string, ...string[]];
  input: Uint8Array;
  timeoutMs: number;
  maxOutputBytes: number;
  signal?: AbortSignal;
}

interface Exit {
  code: number | null;
  signal: string | null;
}

/** EX_TEMPFAIL of sysexits.h: "try again later". */
const TEMPORARY_FAILURE = 75;

/** Of stderr this much is looked at; the rest is read and dropped, or a chatty signer would block. */
const STDERR_KEPT_BYTES = 8192;

/** What the process printed on stdout. Throws `signer.failed` in every other case, `interrupted` on `signal`. */
export async function runSigner(run: SignerRun): Promise<Uint8Array> {
  const [file, ...args] = run.words;
  const name = JSON.stringify(file);
  const stop = new AbortController();
  const stopWith = (message: string, details: ErrorDetails = {}) =>
    stop.abort(new ColophonError("signer.failed", message, details));
  // A group of its own, so that a wrapper script's children end with it.
  const isGroup = process.platform !== "win32";
  const child = spawn(file, args, { stdio: "pipe", detached: isGroup, windowsHide: true });
  const kill = () => killGroup(child, isGroup);
  const onAbort = () =>
    stop.abort(new ColophonError("interrupted", `stopped waiting for the signer ${name}`));
  const timer = setTimeout(() => {
    stopWith(`the signer ${name} was stopped, it did not finish within ${run.timeoutMs / 1000} s`, {
      lull: {},
    });
  }, run.timeoutMs);
  const ended = endOf(child, name, stop.signal);
  const printed = keep(child.stdout, run.maxOutputBytes, () =>
    stopWith(`the signer ${name} printed more than the ${run.maxOutputBytes} bytes allowed`),
  );
  const complaints = keep(child.stderr, STDERR_KEPT_BYTES);
  process.once("exit", kill);
  run.signal?.addEventListener("abort", onAbort, { once: true });
  if (run.signal?.aborted) onAbort();
  child.stdin.on("error", () => {}); // a signer that answers without reading all of its input is fine
  child.stdin.end(run.input);
  try {
    return judge(await ended, printed(), name, complaints());
  } finally {
    clearTimeout(timer);
    process.off("exit", kill);
    run.signal?.removeEventListener("abort", onAbort);
    kill();
    for (const stream of child.stdio) stream?.destroy();
  }
}

function judge(exit: Exit, printed: Uint8Array, name: string, complaints: Uint8Array): Uint8Array {
  const said = describeStderr(complaints);
  const fail = (what: string) =>
    new ColophonError(
      "signer.failed",
      `the signer ${name} ${what}${said === "" ? "" : `, it says: ${said}`}`,
      exit.code === TEMPORARY_FAILURE ? { lull: {} } : {},
    );
  if (exit.code === null) throw fail(`was ended by ${exit.signal ?? "a signal"}`);
  if (exit.code !== 0) throw fail(`ended with exit code ${exit.code}`);
  if (printed.length === 0) throw fail("printed nothing");
  return printed;
}

/** Once all of its output is read, or as soon as `stop` gives a reason not to wait any longer. */
function endOf(child: ChildProcess, name: string, stop: AbortSignal): Promise<Exit> {
  return new Promise((resolve, reject) => {
    child.on("error", (cause) => {
      reject(new ColophonError("signer.failed", startFailure(name, cause), { cause }));
    });
    child.on("close", (code, signal) => resolve({ code, signal }));
    stop.addEventListener("abort", () => reject(stop.reason), { once: true });
  });
}

/** Keeps the first bytes of a stream and drains the rest; returns what has been kept so far. */
function keep(stream: Readable, maxBytes: number, onExcess: () => void = () => {}): () => Uint8Array {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on("data", (chunk: Buffer) => {
    if (size < maxBytes) chunks.push(chunk.subarray(0, maxBytes - size));
    size += chunk.length;
    if (size > maxBytes) onExcess();
  });
  return () => new Uint8Array(Buffer.concat(chunks));
}

function startFailure(name: string, error: Error): string {
  const code = "code" in error ? error.code : undefined;
  if (code === "ENOENT") return `the signer ${name} was not found`;
  if (code === "EACCES") return `the signer ${name} may not be executed`;
  return `the signer ${name} could not be started (${String(code ?? "unknown reason")})`;
}

function killGroup(child: ChildProcess, isGroup: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (isGroup) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch {
    // already gone
  }
}
