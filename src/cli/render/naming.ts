/** Names as they can be typed or read: paths for a shell, software with its version. */
import type { Generator } from "../../core/credential/credential.js";
import { makeVisible } from "../escape.js";

/** A path that can be pasted; one with hidden characters cannot, and is left to the reader. */
export function shellName(path: string): string {
  if (makeVisible(path) !== path) return "FILE";
  return /^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

export function generatorName({ name, version }: Generator): string {
  return version === undefined ? name : `${name} ${version}`;
}
