/** The passphrase that was handed over in a file or a descriptor: its first line, waited for no longer than wished. */
import {
  constants,
  createReadStream,
  fstatSync,
  open,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { Socket } from "node:net";
import { addAbortSignal, type Readable } from "node:stream";
import { isatty, ReadStream } from "node:tty";
import { promisify } from "node:util";
import { ColophonError } from "../error.js";

export interface PassphraseSource {
  file?: string;
  fd?: number;
}

const longestBytes = 4096;

/** Throws `identity.passphrase`, or `interrupted` when the signal fires. */
export async function readGiven({ file, fd = 0 }: PassphraseSource, signal: AbortSignal): Promise<string> {
  const name = file ?? `file descriptor ${fd}`;
  try {
    const line = file === undefined ? await fromHanded(fd, signal) : await fromFile(file, signal);
    if (line === "") throw new ColophonError("identity.passphrase", `"${name}" holds no passphrase`);
    return line;
  } catch (error) {
    if (error instanceof ColophonError) throw error;
    if (signal.aborted) throw new ColophonError("interrupted", "interrupted");
    const hint =
      file === undefined
        ? "hand it over: --passphrase-fd 3 3<passphrase.txt"
        : "check that it is a file, and that you may read it";
    throw new ColophonError("identity.passphrase", `no passphrase could be read from "${name}"`, {
      hints: [hint],
      cause: error,
    });
  }
}

async function fromFile(path: string, signal: AbortSignal): Promise<string> {
  // An ordinary open would wait for whoever writes into a named pipe, and could not be stopped.
  const fd = await promisify(open)(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  return firstLine(streamOf(fd, true), signal);
}

/** The descriptor itself: by its path it would be opened anew, which a user it was handed down to may not do. */
async function fromHanded(fd: number, signal: AbortSignal): Promise<string> {
  if (isOurOwn(fd)) throw new Error("nobody handed it over");
  return firstLine(streamOf(fd, false), signal);
}

/** Of a pipe that Node made for itself, the end to write is here too. Only Linux tells. */
function isOurOwn(fd: number): boolean {
  if (process.platform !== "linux" || fd < 3) return false;
  const own = pipeOf(String(fd));
  return (
    own !== undefined && readdirSync("/proc/self/fd").some((name) => pipeOf(name) === own && isWritten(name))
  );
}

function pipeOf(name: string): string | undefined {
  try {
    const link = readlinkSync(`/proc/self/fd/${name}`);
    return link.startsWith("pipe:") ? link : undefined;
  } catch {
    // Closed meanwhile, as the listing's own is.
    return undefined;
  }
}

function isWritten(name: string): boolean {
  const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, "utf8"))?.[1] ?? "0";
  return (Number.parseInt(flags, 8) & constants.O_WRONLY) !== 0;
}

/** A read of a pipe by the threads for files could not be stopped, and so neither could the program. */
function streamOf(fd: number, autoClose: boolean): Readable {
  const stats = fstatSync(fd);
  if (stats.isFIFO() || stats.isSocket()) return new Socket({ fd, readable: true, writable: false });
  if (isatty(fd)) return new ReadStream(fd);
  // What is neither, such as a counter of events, would be waited for without end.
  if (!stats.isFile() && !stats.isCharacterDevice()) throw new Error("it holds nothing to read");
  return createReadStream("", { fd, autoClose });
}

async function firstLine(stream: Readable, signal: AbortSignal): Promise<string> {
  const pieces: Buffer[] = [];
  let bytesRead = 0;
  for await (const piece of addAbortSignal(signal, stream) as AsyncIterable<Buffer>) {
    const end = piece.indexOf("\n");
    pieces.push(end === -1 ? piece : piece.subarray(0, end));
    bytesRead += pieces.at(-1)?.length ?? 0;
    if (bytesRead > longestBytes) {
      throw new ColophonError(
        "identity.passphrase",
        `expected a passphrase of at most ${longestBytes} bytes`,
      );
    }
    if (end !== -1) break;
  }
  return Buffer.concat(pieces).toString("utf8").replace(/\r$/, "");
}
