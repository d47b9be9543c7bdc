/** Wishes that exclude each other, refused before anything is read. */
import { ColophonError } from "../../error.js";
import type { SignOptions } from "../signing/options.js";

/** Throws `usage.conflict`. */
export function refuseConflicts(options: SignOptions): void {
  const refuse = (message: string) => {
    throw new ColophonError("usage.conflict", message);
  };
  if (options.identity !== undefined && options.signer !== undefined)
    refuse("--identity and --signer exclude each other");
  if (!options.timestamp && options.tsa.length > 0) refuse("--tsa and --no-timestamp exclude each other");
  if (options.update && (options.as !== undefined || options.parent !== undefined)) {
    refuse("--update only adds statements, so --as and --parent have no place");
  }
  if (options.inPlace && (options.sidecar || options.output !== undefined)) {
    refuse("--in-place excludes --sidecar and --output");
  }
}
