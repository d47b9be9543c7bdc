/** Private temporary folders, which only this user can look into. */
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ColophonError } from "../../error.js";
import { errno, fileFault } from "./fault.js";
import { forgetTemporary, rememberTemporary, sweepTemporaries, temporaryFolderPrefix } from "./temporary.js";

/** Removed at the end of the process, or by `removeScratch`. Throws `output.*` where none can be made. */
export async function makeScratch(parent = tmpdir()): Promise<string> {
  await sweepTemporaries(parent);
  try {
    const folder = await mkdtemp(temporaryFolderPrefix(parent));
    rememberTemporary(folder);
    await chmod(folder, 0o700);
    return folder;
  } catch (error) {
    throw temporaryFault(error, parent);
  }
}

/** The output's disk may have room all the same: who is told must know which folder is meant. */
export function temporaryFault(error: unknown, folder: string): unknown {
  const fault = isUnusable(error, folder)
    ? new ColophonError("output.not-writable", `"${folder}": no file can be made in it`)
    : fileFault(error, folder, "writing");
  if (!(fault instanceof ColophonError)) return fault;
  return new ColophonError(fault.code, `cannot use the temporary folder ${fault.message}`, {
    hints: ["set TMPDIR to a folder that can be written to"],
    cause: error,
  });
}

/** Of a folder that the system makes up, such as /proc, it says what it says of one that is not there. */
function isUnusable(error: unknown, folder: string): boolean {
  return errno(error) === "ENOENT" && existsSync(folder);
}

export async function removeScratch(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  forgetTemporary(folder);
}

/** Calls `use` with a path that does not exist yet; `extension` without a dot. */
export async function withScratch<T>(extension: string, use: (path: string) => Promise<T>): Promise<T> {
  const folder = await makeScratch();
  try {
    return await use(join(folder, extension === "" ? "file" : `file.${extension}`));
  } finally {
    await removeScratch(folder);
  }
}
