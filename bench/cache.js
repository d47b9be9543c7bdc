/** Where the other programs are kept between runs: outside the repository. */
import { homedir } from "node:os";
import { join } from "node:path";

const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");

export const cacheFolder = join(base, "colophon-bench");
export const c2patoolPath = join(cacheFolder, "c2patool/bin/c2patool");
export const pythonPath = join(cacheFolder, "python/bin/python");
