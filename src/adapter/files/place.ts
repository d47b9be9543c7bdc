/** Where an output may go: every reason to refuse is looked at before the first byte is written. */
import { constants, type Stats } from "node:fs";
import { access, lstat, realpath, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { refused, wordingFaults } from "./fault.js";

/** The target with links followed. Throws `output.*`. */
export async function findPlace(
  target: string,
  isReplacing: boolean,
  protect: readonly string[],
): Promise<string> {
  const named = join(await realFolder(target), basename(target));
  const found = await lstat(named).catch(() => undefined);
  const standing = found?.isSymbolicLink() ? await stat(named).catch(() => undefined) : found;
  if (standing) await refuseInput(target, standing, protect);
  if (standing?.isDirectory()) refused("output.folder", target, "is a folder, expected a file");
  // Replacing a device by a file would take it away from the whole machine.
  if (standing && !standing.isFile()) refused("output.not-writable", target, "not a regular file");
  if (found && !isReplacing) refuseExisting(target);
  if (found && !standing) refused("output.folder", target, "the link leads to nothing");
  const isLink = found?.isSymbolicLink() === true;
  const place = isLink ? await realpath(named) : named;
  const folder = dirname(isLink ? place : target);
  await wordingFaults(folder, "writing", () => access(folder, constants.W_OK));
  return place;
}

export function refuseExisting(target: string): never {
  refused("output.exists", target, "already exists", {
    hints: ["replace it with --force", "or name another output with -o"],
  });
}

async function realFolder(target: string): Promise<string> {
  const folder = dirname(target);
  const real = await wordingFaults(folder, "writing", () => realpath(folder));
  const stats = await wordingFaults(folder, "writing", () => stat(real));
  if (!stats.isDirectory()) refused("output.folder", folder, "is a file, expected a folder");
  return real;
}

/** By device and inode, which hard links and symbolic links share with the file they name. */
async function refuseInput(target: string, standing: Stats, protect: readonly string[]): Promise<void> {
  for (const path of protect) {
    const input = await stat(path).catch(() => undefined);
    if (input && input.ino === standing.ino && input.dev === standing.dev) {
      refused("output.is-input", target, `is the input "${path}", which is never written over`, {
        hints: ["name another output with -o"],
      });
    }
  }
}
