/** Refuses, before the engine sees it, a file that the engine would hold in memory as a whole. */
import { ColophonError } from "../../error.js";
import { detectFormat } from "./detect.js";
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

const mebibyte = 1024 * 1024;
/** A stream that begins like nothing known may go on for ever; whoever means it can give it as a file. */
const unknownStreamBytes = 64 * mebibyte;
/** The engine's own limit. */
const anyStreamBytes = 10_000_000_000;

/** For a stream that begins like this: throws `file.too-large` as soon as more has come than is allowed. */
export function guardStream(head: Uint8Array): (sizeBytes: number) => void {
  const { format } = detectFormat(head);
  const kind = format?.name ?? "an unknown one";
  const limit = format ? (format.sizeLimitBytes ?? anyStreamBytes) : unknownStreamBytes;
  return (sizeBytes) => {
    if (sizeBytes <= limit) return;
    throw new ColophonError(
      "file.too-large",
      `standard input is larger than the limit for this format: ${kind} up to ${inWords(limit)}`,
    );
  };
}

function inWords(sizeBytes: number): string {
  const mebibytes = sizeBytes / mebibyte;
  return mebibytes < 1024 ? `${Math.ceil(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}
