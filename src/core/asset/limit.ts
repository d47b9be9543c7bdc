/** Refuses, before the engine sees it, a file that the engine would hold in memory as a whole. */
import { ColophonError } from "../../error.js";
import { type Format, formatByExtension } from "./formats.js";

export interface SizedFile {
  name: string;
  sizeBytes: number;
  /** What the content says. */
  format?: Format | undefined;
  /** What the name says: an empty 5 GB `.jpg` has no content to tell a format by. */
  extension?: string | undefined;
}

/** Throws `file.too-large`. */
export function checkSize({ name, sizeBytes, format, extension }: SizedFile): void {
  const judged = format ?? formatByExtension(extension ?? "");
  const limit = judged?.sizeLimitBytes;
  if (judged === undefined || limit === undefined || sizeBytes <= limit) return;
  throw new ColophonError(
    "file.too-large",
    `"${name}" is larger than the limit for this format: ${judged.name} up to ${inWords(limit)}, found ${inWords(sizeBytes)}`,
  );
}

function inWords(sizeBytes: number): string {
  const mebibytes = sizeBytes / 1024 / 1024;
  return mebibytes < 1024 ? `${Math.ceil(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}
