/** Many files, one after another's turn: results in the order of the inputs, errors beside them, never instead. */
import { ColophonError } from "../error.js";
import type { FileInput, Input } from "./inputs.js";
import type { ExitCode, FileResult } from "./result.js";

export interface BatchOptions {
  /** How many files may be in hand at once. */
  jobs: number;
  /** Stop at the first file that is not as demanded. */
  failFast: boolean;
  signal: AbortSignal;
}

export type Work<T> = (input: FileInput) => Promise<{ value: T; exitCode: ExitCode }>;

/** At most `jobs` files are read ahead, so memory does not grow with their number. */
export async function* runBatch<T>(
  inputs: AsyncIterable<Input>,
  options: BatchOptions,
  work: Work<T>,
): AsyncIterable<FileResult<T>> {
  const pending: Promise<FileResult<T>>[] = [];
  for await (const input of inputs) {
    if (options.signal.aborted) throw new ColophonError("interrupted", "interrupted");
    pending.push(attempt(input, work));
    if (pending.length < options.jobs) continue;
    const next = await pending.shift();
    if (!next) continue;
    yield next;
    if (options.failFast && isFailure(next)) return;
  }
  for (const entry of pending) {
    const result = await entry;
    yield result;
    if (options.failFast && isFailure(result)) return;
  }
}

async function attempt<T>(input: Input, work: Work<T>): Promise<FileResult<T>> {
  if (input.kind === "error") return { kind: "error", file: input.name, error: input.error };
  try {
    const { value, exitCode } = await work(input);
    return { kind: "result", file: input.displayName, value, exitCode };
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code === "interrupted") throw error;
    return { kind: "error", file: input.displayName, error };
  }
}

function isFailure<T>(result: FileResult<T>): boolean {
  return result.kind === "error" || result.exitCode !== 0;
}
