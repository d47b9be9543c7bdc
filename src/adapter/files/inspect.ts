/** What stands at a path, found out without opening it: opening a FIFO hangs and a device never ends. */
import type { Stats } from "node:fs";
import { lstat, stat, statfs } from "node:fs/promises";
import { ColophonError } from "../../error.js";
import { errno, fileFault, refused } from "./fault.js";

export interface InspectedPath {
  path: string;
  /** The same for every name of one file, whatever links lead to it. */
  fileId: string;
  sizeBytes: number;
  isDirectory: boolean;
  modifiedMs: number;
  /** Also moved, or given other permissions. */
  changedMs: number;
}

/**
 * Throws `file.missing` (also for links that lead nowhere), `file.permission`, `file.irregular` and
 * `file.empty`; a folder is no error here.
 */
export async function inspectPath(path: string): Promise<InspectedPath> {
  const stats = await follow(path);
  if (!stats.isFile() && !stats.isDirectory()) {
    refused("file.irregular", path, `not a regular file (${kindOf(stats)})`);
  }
  if (stats.isFile() && stats.size === 0) await refuseEmpty(path);
  return {
    path,
    fileId: `${stats.dev}:${stats.ino}`,
    sizeBytes: stats.size,
    isDirectory: stats.isDirectory(),
    modifiedMs: stats.mtimeMs,
    changedMs: stats.ctimeMs,
  };
}

/** As statfs(2) numbers them: proc and sysfs. Their files have no size until they are read. */
const madeUp = [0x9fa0, 0x62656572];

async function refuseEmpty(path: string): Promise<never> {
  const kind = await statfs(path).then(
    ({ type }) => type,
    () => undefined,
  );
  if (kind !== undefined && madeUp.includes(kind)) {
    return refused("file.irregular", path, "not a regular file (the system makes it up when it is read)");
  }
  return refused("file.empty", path, "file is empty");
}

async function follow(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    if (errno(error) === "ENOENT") return refuseMissing(path);
    throw fileFault(error, path, "reading");
  }
}

async function refuseMissing(path: string): Promise<never> {
  const isLink = await lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );
  if (isLink) return refused("file.missing", path, "the link leads to nothing");
  // Node decodes names as UTF-8; a name that is not comes back altered and cannot be opened by it.
  if (path.includes("\ufffd")) {
    throw new ColophonError("file.missing", `"${path}": cannot be opened, its name is not valid UTF-8`, {
      hints: ["rename the file, or name it through a link"],
    });
  }
  return refused("file.missing", path, "no such file");
}

export function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return "a named pipe";
  if (stats.isSocket()) return "a socket";
  if (stats.isCharacterDevice() || stats.isBlockDevice()) return "a device";
  return stats.isDirectory() ? "a folder" : "of another kind";
}
