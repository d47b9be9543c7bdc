/** `watch`: takes up each file of a folder once it has come to rest, and once only. */
import { relative } from "node:path";
import type { Format } from "../../core/asset/formats.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import { isMedia } from "../media-only.js";
import { createMemory, type Memory } from "./memory.js";
import { isPassing, waitInWords } from "./retry.js";

export interface WatchOptions {
  folder: string;
  recurse: boolean;
  include: readonly string[];
  exclude: readonly string[];
  /** A file is left alone until its size and time have been the same for so long. */
  settleMs: number;
  /** Which formats are meant. */
  isMeant: (format: Format) => boolean;
  /** A credential that comes beside a file later is a reason to look at the file again. */
  readsSidecars?: boolean;
  /** What an earlier run has dealt with, and when: by path, as its report says. */
  before?: ReadonlyMap<string, Date>;
}

export interface Watched {
  /** Files that have come to rest since the last round. */
  paths: readonly string[];
  /** What was made of them is not taken up as new. */
  ignore(outputs: readonly string[]): Promise<void>;
  /** What failed is taken up again later, where the reason is not the file's own. */
  failed(path: string, error: ColophonError): void;
}

/** So many at once, so that results of the first come before all are known. */
const mostInRound = 500;
/** Looking takes a tenth of the time at most, however large the folder. */
const restPerLook = 9;

/**
 * Rounds of files until the signal. The folder is looked through again and again: a system's own notices are
 * missing on network folders, run out on large ones, and say nothing of what happened before the start.
 * The folder has been looked at by `refuseUnwatchable`.
 */
export async function* watchFolder(options: WatchOptions, context: Context): AsyncIterable<Watched> {
  const memory = createMemory(options.settleMs, options.before);
  const tellOfFolder = folderNews(options.folder, context);
  const ignore: Watched["ignore"] = async (outputs) => {
    for (const path of outputs) memory.isDone(path, await stampOf(path, memory, context));
  };
  const failed: Watched["failed"] = (path, error) => {
    if (isPassing(error)) context.announce(`"${path}": is tried again in ${waitInWords(memory.again(path))}`);
  };
  while (!context.signal.aborted) {
    const started = performance.now();
    let workedMs = 0;
    for await (const paths of look(options, memory, tellOfFolder, context)) {
      const given = performance.now();
      yield { paths, ignore, failed };
      workedMs += performance.now() - given;
      if (context.signal.aborted) return;
    }
    const tookMs = performance.now() - started - workedMs;
    await rest(Math.max(options.settleMs / 2, tookMs * restPerLook), context.signal);
  }
}

/** Throws `file.missing` and `usage.invalid` for what is no folder, and `file.permission` for one that is shut. */
export async function refuseUnwatchable(folder: string, { files }: Pick<Context, "files">): Promise<void> {
  const { isDirectory } = await files.inspectPath(folder);
  if (!isDirectory) {
    throw new ColophonError("usage.invalid", `"${folder}": is a file, expected a folder to watch`);
  }
  for await (const first of files.findFiles([literal(folder)], { recursive: false })) {
    if (first.kind === "error" && relative(first.name, folder) === "") throw first.error;
    return;
  }
}

/** Says once that the folder has gone, and once that it is back. */
function folderNews(folder: string, { announce }: Context): (isThere: boolean) => void {
  let wasThere = true;
  return (isThere) => {
    if (isThere !== wasThere)
      announce(`"${folder}": the folder ${isThere ? "is back" : "has gone, and is waited for"}`);
    wasThere = isThere;
  };
}

async function* look(
  options: WatchOptions,
  memory: Memory,
  tellOfFolder: (isThere: boolean) => void,
  context: Context,
): AsyncIterable<string[]> {
  const { recurse: recursive, include, exclude } = options;
  const rules = { recursive, include, exclude };
  let ready = new Set<string>();
  memory.begin();
  for await (const found of context.files.findFiles([literal(options.folder)], rules)) {
    if (context.signal.aborted) return;
    if (found.kind === "error") {
      memory.cannotSee(found.name);
      if (memory.isNews(found.name)) context.announce(found.error.message);
      continue;
    }
    // The folder itself, when it is gone: what was in it may come back, and would not be new.
    if (found.isNamed) return tellOfFolder(false);
    const subject = subjectOf(found.path, options);
    if (memory.isReady(found.path, await stampOf(found.path, memory, context), subject)) {
      if (await isWanted(subject, options, context)) ready.add(subject);
    }
    if (ready.size < mostInRound) continue;
    yield [...ready];
    ready = new Set();
  }
  memory.end();
  tellOfFolder(true);
  if (ready.size > 0) yield [...ready];
}

/** Whose credential a file is, where it is one that stands beside another. */
function subjectOf(path: string, { readsSidecars }: WatchOptions): string {
  return readsSidecars ? path.replace(/\.c2pa$/i, "") : path;
}

/** Here "-" and "@list" are a folder's name. */
function literal(folder: string): string {
  return /^[-@]/.test(folder) ? `./${folder}` : folder;
}

/** Undefined for what is empty, as a file is that somebody begins to write, or gone again, or no file. */
async function stampOf(path: string, memory: Memory, { files, announce }: Context) {
  try {
    return await files.inspectPath(path);
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    // A name that is no UTF-8 comes back altered, and nothing stands at it: unlike what is gone, it never will.
    const isGone = /^file\.(missing|empty|irregular)$/.test(error.code) && !path.includes("\ufffd");
    if (isGone) return undefined;
    memory.cannotSee(path);
    if (memory.isNews(path)) announce(error.message);
    return undefined;
  }
}

async function isWanted(path: string, { isMeant }: WatchOptions, { files }: Context): Promise<boolean> {
  try {
    return await isMedia(path, isMeant, files);
  } catch (error) {
    // Of what is gone, or has not come yet, nothing is to be said; of the rest whoever opens it says what is wrong.
    if (error instanceof ColophonError) return error.code !== "file.missing";
    throw error;
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
  });
}
