/** How the vault writes: whole or not at all, flushed, and for the owner's eyes only. */
import { randomBytes } from "node:crypto";
import { access, constants, mkdtemp, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { ColophonError, type ErrorCode } from "../error.js";
import { faultWords } from "./files/fault.js";
import { makePrivateFolder } from "./files/folder.js";
import { readText as readRegular } from "./files/whole.js";

/** Keys and chains take a few kilobytes. */
const LONGEST_BYTES = 16 * 1024 * 1024;

const codes: Readonly<Record<string, ErrorCode>> = {
  EACCES: "file.permission",
  EPERM: "file.permission",
  EROFS: "output.not-writable",
  ENOSPC: "output.no-space",
  EDQUOT: "output.no-space",
};

export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** Our error for a system error in a folder of the vault; anything already ours passes. */
export function vaultError(cause: unknown, path: string): Error {
  const errno = errnoOf(cause);
  if (cause instanceof ColophonError || errno === undefined) {
    return cause instanceof Error ? cause : new Error(String(cause));
  }
  const words = faultWords(errno) ?? errno;
  return new ColophonError(
    codes[errno] ?? "file.io",
    `cannot use "${path}", where identities are kept: ${words}`,
    {
      cause,
    },
  );
}

export async function isThere(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}

/** Replaces one file in a step that a crash cannot halve. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.new`;
  try {
    await writeFlushed(temporary, text);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw vaultError(cause, path);
  }
}

/**
 * Makes a folder with all its files, or nothing.
 * @throws Error with EEXIST or ENOTEMPTY when the folder is there already
 */
export async function writeFolder(
  parent: string,
  name: string,
  files: Record<string, string>,
): Promise<void> {
  await makePrivateFolder(parent);
  const temporary = await mkdtemp(join(parent, ".new-")); // mkdtemp makes it 0700
  try {
    for (const [file, text] of Object.entries(files)) await writeFlushed(join(temporary, file), text);
    await rename(temporary, join(parent, name));
    await flushFolder(parent);
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true });
    throw cause;
  }
}

async function writeFlushed(path: string, text: string): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is on disk only when its folder is; Windows cannot open folders and does not need to. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

export async function isReadableByOthers(path: string): Promise<boolean> {
  if (process.platform === "win32") return false; // its modes say nothing about access lists
  const { mode } = await stat(path);
  return (mode & 0o077) !== 0;
}

/** Undefined where there is no such file; only a regular one is read, since a pipe would never end. */
export async function readText(path: string): Promise<string | undefined> {
  return readRegular(path, LONGEST_BYTES).catch((cause) => {
    if (cause instanceof ColophonError && cause.code === "file.missing") return undefined;
    throw cause;
  });
}
