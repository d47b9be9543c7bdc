/** The journal on disk: lines are added whole, flushed and one process at a time, and never written over. */
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { StringDecoder } from "node:string_decoder";
import { ColophonError } from "../error.js";
import { errno, refused, wordingFaults } from "./files/fault.js";
import { makePrivateFolder } from "./files/folder.js";
import { kindOf } from "./files/inspect.js";
import { openRegular } from "./files/open.js";
import { readText } from "./files/whole.js";
import { type LockRules, withLock } from "./journal-lock.js";

export interface JournalLine {
  text: string;
  isEnded: boolean;
}

export interface NextLine {
  line: string;
  /** Kept beside the journal. */
  head: string;
}

export interface Journal {
  /** Calls `compose` with the end of the journal, alone; what it throws changes nothing. Throws `journal.locked`, `output.*`. */
  append(
    compose: (end: {
      last?: JournalLine | undefined;
      head?: string | undefined;
      path: string;
    }) => NextLine | Promise<NextLine>,
  ): Promise<void>;
  /** Every line that was there when the reading began; none where there is no journal. */
  lines(): AsyncIterable<JournalLine>;
  /** What was kept with the last line. */
  head(): Promise<string | undefined>;
}

const PIECE_BYTES = 64 * 1024;
/** No line of ours comes near; what is longer is cut, and its hash tells. */
const LONGEST_LINE_BYTES = 64 * 1024;

export function openJournal(path: string, rules: LockRules = {}): Journal {
  const headPath = `${path}.head`;
  const head = () => readHead(headPath);
  return {
    head,
    lines: () => linesOf(path, rules),
    async append(compose) {
      await wordingFaults(path, "writing", () => makePrivateFolder(dirname(path)));
      await withLock(path, rules, async () => {
        const handle = await openForAdding(path);
        try {
          const next = await compose({ last: await lastLine(handle), head: await head(), path });
          await wordingFaults(path, "writing", () => addLine(handle, next.line));
          await wordingFaults(headPath, "writing", () => replaceWhole(headPath, `${next.head}\n`));
        } finally {
          await handle.close();
        }
      });
    },
  };
}

/** Non-blocking for the same reason as in `openRegular`. */
async function openForAdding(path: string): Promise<FileHandle> {
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NONBLOCK ?? 0);
  const handle = await wordingFaults(path, "writing", () => open(path, flags, 0o600));
  const stats = await handle.stat();
  if (stats.isFile()) return handle;
  await handle.close();
  return refused("output.not-writable", path, `not a regular file (${kindOf(stats)})`);
}

/** All of it or, where the disk is full, nothing. */
async function addLine(handle: FileHandle, line: string): Promise<void> {
  const { size } = await handle.stat();
  try {
    const bytes = Buffer.from(`${line}\n`);
    const { bytesWritten } = await handle.write(bytes);
    if (bytesWritten < bytes.length)
      throw Object.assign(new Error("written in part"), { code: "ENOSPC", errno: -28 });
    await handle.sync();
  } catch (error) {
    await handle.truncate(size).catch(() => undefined);
    throw error;
  }
}

async function lastLine(handle: FileHandle): Promise<JournalLine | undefined> {
  const { size } = await handle.stat();
  if (size === 0) return undefined;
  const from = Math.max(0, size - LONGEST_LINE_BYTES);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - from), 0, size - from, from);
  const text = buffer.toString("utf8", 0, bytesRead);
  const isEnded = text.endsWith("\n");
  const body = isEnded ? text.slice(0, -1) : text;
  return { text: body.slice(body.lastIndexOf("\n") + 1), isEnded };
}

async function* linesOf(path: string, rules: LockRules): AsyncIterable<JournalLine> {
  const opened = await unlessMissing(openRegular(path));
  if (!opened) return;
  const { handle } = opened;
  try {
    // The line that another process is adding meanwhile may stand there by half.
    const size = await withLock(path, rules, async () => (await handle.stat()).size).catch(async (error) => {
      if (error.code !== "output.not-writable") throw error;
      return (await handle.stat()).size; // a journal that nobody can write to here
    });
    yield* split(handle, size);
  } finally {
    await handle.close();
  }
}

async function* split(handle: FileHandle, size: number): AsyncIterable<JournalLine> {
  const decoder = new StringDecoder("utf8");
  const piece = Buffer.alloc(PIECE_BYTES);
  let rest = "";
  for (let at = 0; at < size; ) {
    const { bytesRead } = await handle.read(piece, 0, Math.min(PIECE_BYTES, size - at), at);
    if (bytesRead === 0) break;
    at += bytesRead;
    const lines = (rest + decoder.write(piece.subarray(0, bytesRead))).split("\n");
    rest = (lines.pop() ?? "").slice(0, LONGEST_LINE_BYTES);
    for (const text of lines) yield { text, isEnded: true };
  }
  if (rest !== "") yield { text: rest, isEnded: false };
}

async function readHead(path: string): Promise<string | undefined> {
  return unlessMissing(readText(path, LONGEST_LINE_BYTES));
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  return work.catch((error) => {
    const code = error instanceof ColophonError ? errno(error.cause) : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  });
}

async function replaceWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString("hex")}`;
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
