/** Many files, several at once: results in the order of the inputs as they come, errors beside them, never instead. */
import { ColophonError } from "../error.js";
import type { FileInput, Input } from "./inputs.js";
import type { ExitCode, FileResult } from "./result.js";

export interface BatchOptions {
  /** How many files may be in hand at once. */
  jobs: number;
  /** After the first file that is not as demanded, begin no other. */
  failFast: boolean;
  signal: AbortSignal;
  /** Told that others may have been left behind the first failure. */
  announce?: (text: string) => void;
}

/**
 * For commands that only read: while the answer about one file is judged here, its process has the next one.
 * Who wants to stop at the first failure begins no more than he must.
 */
export function readingRules(
  { jobs, failFast }: Pick<BatchOptions, "jobs" | "failFast">,
  { signal, announce }: Required<Pick<BatchOptions, "signal" | "announce">>,
): BatchOptions {
  return { jobs: failFast ? jobs : jobs * 2, failFast, signal, announce };
}

/** Undefined leaves the file out of the results: there was nothing to do. */
export type Work<T> = (input: FileInput) => Promise<{ value: T; exitCode: ExitCode } | undefined>;

/** One file in the line, done or in hand. */
interface Place<T> {
  isDone: boolean;
  result?: FileResult<T> | undefined;
  /** A defect, or the interrupt. */
  fault?: { error: unknown };
}

interface Line<T> {
  places: Place<T>[];
  inHand: number;
  isFed: boolean;
  isStopped: boolean;
  /** There was another input when it was stopped. */
  isCut: boolean;
  /** What ended the inputs before their end. */
  fault?: { error: unknown };
  bell: Bell;
}

/**
 * Results of a slow file keep those behind it waiting, but not their work: so many may be done ahead of it, and
 * no more, so that memory does not grow with the number of files. Who wants to stop soon looks less far ahead.
 */
function mostAhead({ jobs, failFast }: BatchOptions): number {
  return failFast ? jobs : Math.max(64, jobs * 8);
}

/** When it is interrupted, what was finished by then is still told, and then `interrupted` is thrown. */
export async function* runBatch<T>(
  inputs: AsyncIterable<Input>,
  options: BatchOptions,
  work: Work<T>,
): AsyncIterable<FileResult<T>> {
  const line: Line<T> = {
    places: [],
    inHand: 0,
    isFed: false,
    isStopped: false,
    isCut: false,
    bell: createBell(),
  };
  const onAbort = () => line.bell.ring();
  options.signal.addEventListener("abort", onAbort, { once: true });
  void feed(line, inputs, options, work);
  try {
    for (;;) {
      // Its place is given away when it has been told of: only then it is known whether any is begun.
      line.bell.ring();
      const place = await nextDone(line, options.signal);
      if (!place) break;
      if (place.fault) {
        if (options.signal.aborted) continue;
        throw place.fault.error;
      }
      if (place.result) yield place.result;
    }
    if (options.signal.aborted) throw new ColophonError("interrupted", "interrupted");
    if (line.isCut || (line.isStopped && !line.isFed)) {
      options.announce?.("stopped: after the first file that does not pass no other was begun");
    }
    if (line.fault && !line.isStopped) throw line.fault.error;
  } finally {
    line.isStopped = true;
    line.bell.ring();
    options.signal.removeEventListener("abort", onAbort);
  }
}

/** Begins files as hands become free. */
async function feed<T>(
  line: Line<T>,
  inputs: AsyncIterable<Input>,
  options: BatchOptions,
  work: Work<T>,
): Promise<void> {
  const isOver = () => line.isStopped || options.signal.aborted;
  const hasRoom = () => line.inHand < options.jobs && line.places.length < mostAhead(options);
  try {
    for await (const input of inputs) {
      while (!isOver() && !hasRoom()) await line.bell.wait();
      line.isCut = isOver();
      if (line.isCut) break;
      begin(line, input, options, work);
    }
  } catch (error) {
    line.fault = { error };
  }
  line.isFed = true;
  line.bell.ring();
}

function begin<T>(line: Line<T>, input: Input, { failFast }: BatchOptions, work: Work<T>): void {
  const place: Place<T> = { isDone: false };
  line.places.push(place);
  line.inHand += 1;
  attempt(input, work)
    .then(
      (result) => {
        place.result = result;
        if (failFast && result && isFailure(result)) line.isStopped = true;
      },
      (error: unknown) => {
        place.fault = { error };
      },
    )
    .finally(() => {
      place.isDone = true;
      line.inHand -= 1;
      line.bell.ring();
    });
}

/** The first of the line once it is done; undefined when nothing will come any more. */
async function nextDone<T>(line: Line<T>, signal: AbortSignal): Promise<Place<T> | undefined> {
  for (;;) {
    if (line.places[0]?.isDone) return line.places.shift();
    const isLast = line.isFed || line.isStopped || signal.aborted;
    if (line.places.length === 0 && isLast) return undefined;
    await line.bell.wait();
  }
}

async function attempt<T>(input: Input, work: Work<T>): Promise<FileResult<T> | undefined> {
  if (input.kind === "error") return { kind: "error", file: input.name, error: input.error };
  try {
    const done = await work(input);
    return done && { kind: "result", file: input.displayName, ...done };
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code === "interrupted") throw error;
    return { kind: "error", file: input.displayName, error: asNamed(error, input) };
  }
}

/** Standard input lies in a temporary file, by whose path nobody knows it. */
function asNamed(error: ColophonError, { path, displayName, isStdin }: FileInput): ColophonError {
  if (!isStdin || !error.message.includes(path)) return error;
  const message = error.message.replaceAll(path, () => displayName);
  return new ColophonError(error.code, message, { hints: [...error.hints], cause: error });
}

function isFailure<T>(result: FileResult<T>): boolean {
  return result.kind === "error" || result.exitCode !== 0;
}

/** Wakes everybody who waits; each looks whether it was for him. */
interface Bell {
  ring(): void;
  wait(): Promise<void>;
}

function createBell(): Bell {
  const waiting: (() => void)[] = [];
  return {
    ring: () => {
      for (const wake of waiting.splice(0)) wake();
    },
    wait: () => new Promise((resolve) => void waiting.push(resolve)),
  };
}
