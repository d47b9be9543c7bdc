/** Making a folder for what is about to be written. */
import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { errno, refused, wordingFaults } from "./fault.js";

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

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
