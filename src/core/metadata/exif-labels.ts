/** AIGC labels in EXIF: the user comment, where a guide allows them, and the description, where some services put them. */
import { letters, startsWith } from "../asset/bytes.js";
import type { BoundedSource } from "./bounded-source.js";
import type { FoundMark } from "./container.js";
import { labelForm, looksLikeLabel } from "./label-form.js";
import { withoutEndingZeros } from "./packet.js";
import {
  entryOf,
  numberIn,
  readDirectory,
  readTiffHeader,
  type TiffEntry,
  type TiffHeader,
} from "./tiff/directory.js";

const IMAGE_DESCRIPTION = 0x010e;
const EXIF_DIRECTORY = 0x8769;
const USER_COMMENT = 0x9286;
const UNDEFINED = 7;
const MAX_TEXT_BYTES = 64 * 1024;

export interface ExifPlace {
  /** Where the TIFF header of the block stands. */
  base: number;
  /** TC260-PG-20259A, annex B names the user comment for JPEG; elsewhere it is a label in the wrong place. */
  isCommentNormative: boolean;
}

/** Throws `format.damaged` where the block is none. */
export async function* exifLabels(
  source: BoundedSource,
  { base, isCommentNormative }: ExifPlace,
): AsyncIterable<FoundMark> {
  const header = await readTiffHeader(source, base);
  const directory = await readDirectory(source, header, header.firstDirectory);
  const description = entryOf(directory, IMAGE_DESCRIPTION);
  if (description && isReadable(description)) {
    const text = decode(await source.bytes(description.valueOffset, description.valueBytes));
    if (looksLikeLabel(text)) yield mark("EXIF ImageDescription", false, text, description);
  }
  const pointer = entryOf(directory, EXIF_DIRECTORY);
  if (!pointer) return;
  const exif = await readDirectory(source, header, base + (await numberIn(source, pointer, header)));
  const comment = entryOf(exif, USER_COMMENT);
  if (!comment || !isReadable(comment)) return;
  const bytes = await source.bytes(comment.valueOffset, comment.valueBytes);
  const text = commentText(bytes, header);
  if (!looksLikeLabel(text)) return;
  const isInForm =
    comment.type === UNDEFINED && startsWith(bytes, "ASCII\0\0\0") && labelForm(text) === "wrapped";
  yield mark("EXIF UserComment", isCommentNormative && isInForm, text, comment);
}

function isReadable({ valueBytes }: TiffEntry): boolean {
  return valueBytes > 0 && valueBytes <= MAX_TEXT_BYTES;
}

function mark(place: string, isNormative: boolean, text: string, entry: TiffEntry): FoundMark {
  return { kind: "aigc", place, isNormative, text, offset: entry.valueOffset, length: entry.valueBytes };
}

/** Eight letters name the encoding (EXIF 2.32 §4.6.5); many writers leave them out or say "undefined". */
function commentText(bytes: Uint8Array, { order }: TiffHeader): string {
  const code = letters(bytes, 0, Math.min(8, bytes.length));
  if (code === "UNICODE\0") {
    const encoding = order === "big" ? "utf-16be" : "utf-16le";
    return withoutEndingZeros(new TextDecoder(encoding).decode(bytes.subarray(8)));
  }
  const isNamed = /^(?:ASCII|JIS)\0+$|^\0{8}$/.test(code);
  return decode(isNamed ? bytes.subarray(8) : bytes);
}

function decode(bytes: Uint8Array): string {
  return withoutEndingZeros(new TextDecoder().decode(bytes));
}
