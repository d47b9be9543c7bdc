/** The files that a task writes: its output, and an earlier state of it that is gone in the end. */
import { statSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { ColophonError } from "../../error.js";

/** Named so that what sweeps the folder after a crash knows it by the output's own prefix. */
export function partPath(output: string): string {
  const extension = extname(output);
  return join(dirname(output), `${basename(output, extension)}part${extension}`);
}

export function partsOf(output: string): readonly string[] {
  return [output, partPath(output)];
}

/** An empty file is a place that was kept; anything else is somebody's work. */
export function refuseWritten(output: string): void {
  for (const path of partsOf(output)) {
    const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0) throw new ColophonError("output.exists", `"${path}" holds ${size} bytes, expected none`);
  }
}
