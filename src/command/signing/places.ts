/** Under which names a signed file and its credential are found: one file, two, or a sidecar alone. */
import { sidecarPath } from "../../core/asset/sidecar.js";
import type { Draft } from "../../core/signing/draft.js";
import { ColophonError } from "../../error.js";
import type { Destination } from "../outputs.js";

export interface Places {
  /** A path, or `-`. */
  output?: string;
  sidecar?: string;
}

/**
 * The destination is the signed file's; where `isFileChanged` is false, that of a sidecar alone is the sidecar's.
 * Throws `usage.conflict` where two files would go to standard output.
 */
export function placesOf(
  kind: Draft["placement"]["kind"],
  destination: Destination,
  isFileChanged: boolean,
): Places {
  const isTwoFiles = kind === "remote" || (kind === "sidecar" && isFileChanged);
  if (destination.kind === "stdout") {
    if (isTwoFiles) throw twoFiles();
    return { output: "-" };
  }
  const { path } = destination;
  if (isTwoFiles) return { output: path, sidecar: sidecarPath(path) };
  return kind === "sidecar" ? { sidecar: path } : { output: path };
}

function twoFiles(): ColophonError {
  return new ColophonError(
    "usage.conflict",
    "two files are made, the signed one and its credentials, and standard output has room for one",
    { hints: ["name a place for both: -o <file>"] },
  );
}
