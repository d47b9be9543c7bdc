/** What the system refuses to the program itself. */
import { ColophonError } from "../error.js";

/** Even a part of this program can be the one file too many: then nothing is wrong with it. */
export function unlessOutOfFiles(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EMFILE" && code !== "ENFILE") return error;
  return new ColophonError("file.io", "too many files are open", {
    cause: error,
    hints: ["allow more of them: ulimit -n 1024"],
  });
}
