/** A folder of a case's own; gone when the case is done. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

export function caseFolder({ folder }, name) {
  const own = join(folder, name);
  mkdirSync(own);
  return own;
}
