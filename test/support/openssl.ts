/** The openssl program as an independent judge of keys and certificates. */
import { execFileSync, spawnSync } from "node:child_process";

export function openssl(folder: string, ...args: string[]): string {
  return execFileSync("openssl", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** What it says and how it ends, for questions whose answer may be no. */
export function askOpenssl(folder: string, ...args: string[]): { isGood: boolean; says: string } {
  const { status, stdout, stderr } = spawnSync("openssl", args, { cwd: folder, encoding: "utf8" });
  return { isGood: status === 0, says: stdout + stderr };
}
