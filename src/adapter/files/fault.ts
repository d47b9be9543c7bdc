/** One table from the operating system's error numbers to what went wrong, in words. */
import { ColophonError, type ErrorCode, type ErrorDetails } from "../../error.js";

interface Meaning {
  reading: ErrorCode;
  writing: ErrorCode;
  words: string;
}

const meanings: Readonly<Record<string, Meaning>> = {
  EACCES: { reading: "file.permission", writing: "output.not-writable", words: "permission denied" },
  EBADF: { reading: "file.io", writing: "file.io", words: "was opened for something else" },
  EBUSY: { reading: "file.io", writing: "output.not-writable", words: "in use by another program" },
  EDQUOT: { reading: "file.io", writing: "output.no-space", words: "no space: the disk quota is used up" },
  EEXIST: { reading: "file.io", writing: "output.exists", words: "already exists" },
  EFBIG: { reading: "file.too-large", writing: "output.no-space", words: "no space: the file size limit" },
  EIO: { reading: "file.io", writing: "file.io", words: "the disk reports an error" },
  EISDIR: { reading: "file.directory", writing: "output.folder", words: "is a folder, expected a file" },
  ELOOP: { reading: "file.missing", writing: "output.folder", words: "its links lead round in a circle" },
  EMFILE: { reading: "file.io", writing: "file.io", words: "too many files are open" },
  ENAMETOOLONG: { reading: "file.missing", writing: "output.folder", words: "the name is too long" },
  ENFILE: { reading: "file.io", writing: "file.io", words: "too many files are open on this machine" },
  ENOENT: { reading: "file.missing", writing: "output.folder", words: "no such file" },
  ENOMEM: { reading: "file.io", writing: "file.io", words: "not enough memory" },
  ENOSPC: { reading: "file.io", writing: "output.no-space", words: "no space left on the disk" },
  ENOTDIR: {
    reading: "file.missing",
    writing: "output.folder",
    words: "a part of the path is a file, expected a folder",
  },
  ENOTEMPTY: { reading: "file.io", writing: "output.folder", words: "is a folder, expected a file" },
  ENXIO: { reading: "file.irregular", writing: "output.not-writable", words: "not a regular file" },
  EPERM: { reading: "file.permission", writing: "output.not-writable", words: "not permitted" },
  EROFS: { reading: "file.io", writing: "output.not-writable", words: "the disk is read-only" },
  ESTALE: { reading: "file.changed", writing: "file.io", words: "the network folder went away" },
  ETXTBSY: { reading: "file.io", writing: "output.not-writable", words: "is a program that is running" },
  // Node itself, for a path with a NUL in it.
  ERR_INVALID_ARG_VALUE: {
    reading: "file.missing",
    writing: "output.folder",
    words: "the name is not allowed",
  },
};

/** The error number's name, where the error has one. */
export function errno(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** What the system means by an error number; undefined for one that nobody has met. */
export function faultWords(code: string): string | undefined {
  return meanings[code]?.words;
}

/** What is not an error of the operating system is handed back as it is: it is somebody else's to word. */
export function fileFault(error: unknown, path: string, doing: "reading" | "writing"): unknown {
  const code = errno(error);
  if (error instanceof ColophonError || code === undefined) return error;
  const meaning = meanings[code];
  if (meaning)
    return new ColophonError(meaning[doing], wording(meaning.words, path, doing), { cause: error });
  const isSystemError = error instanceof Error && "errno" in error;
  return isSystemError ? new ColophonError("file.io", `"${path}": ${code}`, { cause: error }) : error;
}

function wording(words: string, path: string, doing: "reading" | "writing"): string {
  if (words === "no such file" && doing === "writing") return `"${path}": no such folder`;
  return `"${path}": ${words}`;
}

/** Runs `work`, wording what the operating system refuses. */
export async function wordingFaults<T>(
  path: string,
  doing: "reading" | "writing",
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileFault(error, path, doing);
  }
}

export function refused(code: ErrorCode, path: string, words: string, details: ErrorDetails = {}): never {
  throw new ColophonError(code, `"${path}": ${words}`, details);
}
