/** The terminal as one value: streams, what they are, and the environment; tests hand in their own. */
import { once } from "node:events";
import type { ReadStream, WriteStream } from "node:tty";
import { ColophonError } from "../error.js";
import { forPeople } from "./letters.js";

export interface Output {
  write(text: string | Uint8Array): void;
  isTerminal: boolean;
  /** Bits of color the terminal has, as `getColorDepth` says: 1, 4, 8 or 24. */
  colorDepth: number;
  /** Columns of the terminal; absent where the output is none. */
  columns?: number;
  /** The stream behind it, for spinners; absent in tests. */
  stream?: WriteStream;
}

export interface Io {
  stdin: NodeJS.ReadableStream;
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
}

/** The real one. */
export function processIo(): Io {
  dropAfterBrokenPipe(process.stdout);
  dropAfterBrokenPipe(process.stderr);
  return {
    // Node opens it when it is first looked at, and few commands do.
    get stdin() {
      return process.stdin as ReadStream;
    },
    stdout: outputOf(process.stdout),
    stderr: forPeople(outputOf(process.stderr), process.env),
    env: process.env,
  };
}

/**
 * A reader that goes away (`| head -1`) is no failure: the rest is not written, and the exit code stays the
 * answer about the files. Without a listener Node would end the process with a stack.
 */
function dropAfterBrokenPipe(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") failure.fault ??= error;
  });
}

const failure: { fault?: NodeJS.ErrnoException; isTold?: boolean } = {};

/**
 * What kept the result from being written, such as a full disk behind `>`; a reader that went away is none. Said once:
 * whoever takes it tells the user.
 */
export function takeOutputFault(): ColophonError | undefined {
  const { fault: cause, isTold } = failure;
  if (cause === undefined || isTold) return undefined;
  failure.isTold = true;
  const isFull = cause.code === "ENOSPC" || cause.code === "EDQUOT" || cause.code === "EFBIG";
  const words = isFull ? "no space left on the disk" : `cannot be written to (${cause.code ?? "unknown"})`;
  const code = isFull ? "output.no-space" : "output.not-writable";
  return new ColophonError(code, `standard output: ${words}`, { cause });
}

function outputOf(stream: NodeJS.WriteStream): Output {
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => {
      if (stream.writable) stream.write(text);
    },
    isTerminal,
    // With FORCE_COLOR and NO_COLOR both set, Node would print a warning of its own: style.ts decides instead.
    colorDepth: isTerminal ? stream.getColorDepth(withoutColorWishes(process.env)) : 1,
    ...(isTerminal && stream.columns > 0 ? { columns: stream.columns } : {}),
    stream: stream as WriteStream,
  };
}

function withoutColorWishes(env: NodeJS.ProcessEnv): Record<string, string> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, NODE_DISABLE_COLORS: _node, ...rest } = env;
  return rest as Record<string, string>;
}

/**
 * Bytes of a file as the result; waits where the reader is slower, and stops where it has gone.
 * @throws output.no-space, output.not-writable
 */
export async function sendBytes(output: Output, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) {
    if (output.stream?.writable === false) break;
    output.write(chunk);
    await drained(output);
  }
  if (output.stream !== undefined) await emptied(output.stream);
  const fault = takeOutputFault();
  if (fault) throw fault;
}

/** Waits where the reader is slower: what he has not taken would pile up here. */
export async function drained({ stream }: Output): Promise<void> {
  // A reader that has gone takes nothing any more, and nobody would tell.
  if (!stream?.writable || !stream.writableNeedDrain) return;
  const over = new AbortController();
  const until = (event: string) => once(stream, event, { signal: over.signal });
  // `once` fails with the stream's error; whoever listens to that decides whether it is one.
  await Promise.race([until("drain"), until("close")]).catch(() => undefined);
  // Whoever waited for the other would be left waiting, one more each time.
  over.abort();
}

/** Everything written has left the process: `process.exit` would cut a pipe short. */
export async function flush(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(emptied));
}

function emptied(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // A full disk refuses even nothing: where all has left, no more is written. Its own complaint comes a tick later.
    if (!stream.writable || stream.writableLength === 0) setImmediate(resolve);
    else stream.write("", () => resolve());
  });
}

/** Width for wrapped text: the terminal's, between 20 and 100 columns, 80 where there is none. */
export function columnsOf(io: Io): number {
  const told = Number.parseInt(io.env.COLUMNS ?? "", 10);
  const columns = io.stdout.columns ?? (Number.isNaN(told) ? 80 : told);
  return Math.min(100, Math.max(20, columns));
}
