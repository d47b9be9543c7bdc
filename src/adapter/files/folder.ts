/** Folders: one made for what is about to be written, and what is in one that need not be there. */
import type { Dirent } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { dirname } from "node:path";
import { errno, refused, wordingFaults } from "./fault.js";
import { isFolder, isThere } from "./whole.js";

/** With all folders above it; one that is there already is as good. Throws `output.*`. */
export async function makeFolder(path: string): Promise<void> {
  await wordingFaults(path, "writing", async () => {
    try {
      await makeFolders(path);
    } catch (error) {
      if (errno(error) === "EEXIST") refused("output.folder", path, "is a file, expected a folder");
      throw error;
    }
  });
}

/** For this user's eyes only, together with all folders above it that are not there yet. Throws what the system says. */
export async function makePrivateFolder(path: string): Promise<void> {
  await makeFolders(path, 0o700);
}

/** Step by step: Node 20's recursive `mkdir` never ends where a folder that is there takes no other, as in /proc. */
async function makeFolders(path: string, mode?: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (errno(error) === "EEXIST" && (await isFolder(path))) return;
    const parent = dirname(path);
    if (errno(error) !== "ENOENT" || parent === path || (await isFolder(parent))) throw error;
    await makeFolders(parent, mode);
    await makeFolders(path, mode);
  }
}

/**
 * Nothing where the folder is not there, or cannot be because a part of its path is a file; a file in its own place is
 * none of both. Throws what the system says.
 */
export async function entriesIfThere(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const code = errno(error);
    if (code === "ENOENT" || (code === "ENOTDIR" && !(await isThere(folder)))) return [];
    throw error;
  }
}
