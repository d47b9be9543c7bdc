/** A file of lines that is written while the work goes on: what is in it when the process is killed stays readable. */
import {
  closeSync,
  constants,
  createReadStream,
  fdatasync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from "node:fs";
import { createInterface } from "node:readline";
import { ColophonError } from "../../error.js";
import { errno, fileFault } from "./fault.js";

export interface ReportRules {
  /** Replace a report that is there. */
  isReplacing: boolean;
  /** Go on behind what is there. */
  isContinued: boolean;
  /** What its lines are, as its first one says: to a report of another kind nothing is added. */
  schema: string;
}

export interface ReportFile {
  /** Throws `output.no-space` and the like. */
  write(line: string): void;
  close(): void;
}

const syncEveryMs = 1_000;
/** How every report begins. */
const firstBytes = '{"kind":"start"';
/** Whatever another run writes into the same report meanwhile, no line goes over another. */
const appending = constants.O_WRONLY | constants.O_APPEND;

/** Throws `output.exists` where something is there that may not be replaced, and what the disk says. */
export function openReport(path: string, rules: ReportRules): ReportFile {
  const file = onDisk(path, () => open(path, rules));
  const sync = { isDue: false };
  // A line is with the system as soon as it is written, whatever becomes of us; this is against a power cut.
  const timer = setInterval(() => {
    if (sync.isDue) fdatasync(file, () => undefined);
    sync.isDue = false;
  }, syncEveryMs).unref();
  return {
    write: (line) => {
      onDisk(path, () => writeAll(file, line));
      sync.isDue = true;
    },
    close: () => {
      clearInterval(timer);
      closeSync(file);
    },
  };
}

/** The lines of a report, one at a time: it may be larger than the memory. What is no file has none. */
export async function* readLines(path: string): AsyncGenerator<string> {
  if (!onDisk(path, () => isFile(path), "reading")) return;
  const input = createReadStream(path);
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw fileFault(error, path, "reading");
  } finally {
    input.destroy();
  }
}

function open(path: string, { isReplacing, isContinued, schema }: ReportRules): number {
  try {
    return openSync(path, appending | constants.O_CREAT | constants.O_EXCL);
  } catch (error) {
    if (errno(error) !== "EEXIST") throw error;
  }
  // A picture that was named by mistake is never written over, not even by force.
  if (!isReport(path)) refuse(path, "exists and is no report", "name another file for the report");
  if (isContinued && !isReport(path, `,"schema":"${schema}"`)) {
    refuse(path, "is the report of another command", "name another file for the report");
  }
  if (isContinued) return openBehind(path);
  if (!isReplacing) refuse(path, "exists already", "replace it with --force, or name another file");
  return openSync(path, appending | constants.O_TRUNC);
}

function isReport(path: string, more = ""): boolean {
  if (!isFile(path)) return false;
  const expected = Buffer.from(firstBytes + more);
  const start = Buffer.alloc(expected.length);
  return withFile(path, (file) => {
    const length = readSync(file, start, 0, start.length, 0);
    return length === 0 || start.equals(expected);
  });
}

/** Opening a pipe would wait for whoever is at its other end. */
function isFile(path: string): boolean {
  return statSync(path).isFile();
}

/** The last line of a run that was killed may be cut: what follows must not be joined to it. */
function openBehind(path: string): number {
  const last = Buffer.from("\n");
  const { size } = statSync(path);
  if (size > 0) withFile(path, (file) => readSync(file, last, 0, 1, size - 1));
  const file = openSync(path, appending);
  if (last.toString() !== "\n") writeAll(file, "\n");
  return file;
}

/** A disk that is nearly full takes a part, and says so at the next attempt. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

function withFile<T>(path: string, use: (file: number) => T): T {
  const file = openSync(path, "r");
  try {
    return use(file);
  } finally {
    closeSync(file);
  }
}

function refuse(path: string, what: string, hint: string): never {
  throw new ColophonError("output.exists", `"${path}": ${what}`, { hints: [hint] });
}

function onDisk<T>(path: string, work: () => T, doing: "reading" | "writing" = "writing"): T {
  try {
    return work();
  } catch (error) {
    throw fileFault(error, path, doing);
  }
}
