/** What a file is, decided by its content; its name only picks between forms of one container. */
import { formatByBrand, isSegment } from "./brand.js";
import { formatByContainer } from "./container.js";
import { type Format, type FormatId, formatByExtension, formatById } from "./formats.js";
import { formatByMagic } from "./magic.js";
import { textFormat } from "./markup.js";

/** How much of the beginning and of the end detection wants to see; less is allowed. */
export const HEAD_BYTES = 64 * 1024;
export const TAIL_BYTES = 16 * 1024;

export interface Detected {
  /** Absent where the content is of no known kind, and for a segment. */
  format?: Format;
  /** A piece of a fragmented video: it cannot be judged without its initialization file. */
  isSegment: boolean;
  /** Without a dot; only where there is an extension and it does not agree. */
  properExtension?: string;
}

/** `extension` with or without its dot, in any case. Never throws, whatever the bytes are. */
export function detectFormat(
  head: Uint8Array,
  tail: Uint8Array = new Uint8Array(),
  extension = "",
): Detected {
  if (isSegment(head)) return { isSegment: true };
  const name = extension.replace(/^\./, "").toLowerCase();
  const id = head.length === 0 ? undefined : formatId(head, tail, name);
  if (id === undefined) return { isSegment: false };
  const format = formatById(id);
  if (agrees(format, name)) return { format, isSegment: false };
  const [properExtension = format.id] = format.extensions;
  return { format, isSegment: false, properExtension };
}

function formatId(head: Uint8Array, tail: Uint8Array, extension: string): FormatId | undefined {
  return (
    formatByBrand(head, extension) ??
    formatByContainer(head, tail, extension) ??
    formatByMagic(head) ??
    textFormat(head, extension)
  );
}

/** `extension`: without its dot. Plain text has any name it likes, unless the name promises something else. */
export function agrees(format: Format, extension: string): boolean {
  if (extension === "" || format.extensions.includes(extension)) return true;
  return format.id === "txt" && formatByExtension(extension) === undefined;
}
