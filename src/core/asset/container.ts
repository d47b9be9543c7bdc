/** Containers shared by several formats (TIFF, ZIP, Matroska, Ogg, ID3): which of them it is. */
import { letters, startsWith, uint } from "./bytes.js";
import type { FormatId } from "./formats.js";
import { id3Length, readAudioFrame } from "./mpeg-audio.js";

/** `tail` is the end of the file, where a ZIP keeps its list of names. */
export function formatByContainer(
  head: Uint8Array,
  tail: Uint8Array,
  extension: string,
): FormatId | undefined {
  return (
    tiffKind(head, extension) ??
    zipKind(head, tail, extension) ??
    matroskaKind(head) ??
    oggKind(head, extension) ??
    audioKind(head, extension)
  );
}

const DNG_VERSION_TAG = 0xc612;

function tiffKind(head: Uint8Array, extension: string): FormatId | undefined {
  const order = startsWith(head, "II") ? "little" : startsWith(head, "MM") ? "big" : undefined;
  const version = order === undefined ? 0 : uint(head, 2, 2, order);
  if (order === undefined || (version !== 42 && version !== 43)) return undefined;
  if (startsWith(head, "CR", 8)) return "cr2";
  if (version === 42) {
    const directory = uint(head, 4, 4, order);
    const count = uint(head, directory, 2, order);
    for (let at = directory + 2; at < Math.min(directory + 2 + count * 12, head.length); at += 12) {
      if (uint(head, at, 2, order) === DNG_VERSION_TAG) return "dng";
    }
  }
  if (extension === "dng" || extension === "arw" || extension === "nef") return extension;
  return "tiff";
}

function zipKind(head: Uint8Array, tail: Uint8Array, extension: string): FormatId | undefined {
  if (!startsWith(head, "PK\x03\x04") && !startsWith(head, "PK\x05\x06")) return undefined;
  const firstName = letters(head, 30, Math.min(uint(head, 26, 2, "little"), 256));
  if (/\.usd[acz]?$/i.test(firstName)) return "usdz";
  if (firstName === "mimetype" && startsWith(head, "application/epub+zip", 38)) return "epub";
  const names = letters(head) + letters(tail);
  if (names.includes("[Content_Types].xml")) {
    if (names.includes("word/")) return "docx";
    if (names.includes("xl/")) return "xlsx";
    if (names.includes("ppt/")) return "pptx";
    if (extension === "docx" || extension === "xlsx" || extension === "pptx") return extension;
  }
  return "zip";
}

function matroskaKind(head: Uint8Array): FormatId | undefined {
  if (!startsWith(head, "\x1a\x45\xdf\xa3")) return undefined;
  return letters(head, 0, Math.min(head.length, 128)).includes("webm") ? "webm" : "mkv";
}

function oggKind(head: Uint8Array, extension: string): FormatId | undefined {
  if (!startsWith(head, "OggS")) return undefined;
  const isOpus = letters(head, 0, Math.min(head.length, 128)).includes("OpusHead");
  return isOpus && !["ogg", "oga"].includes(extension) ? "opus" : "ogg";
}

/** MP3, or what stands behind an ID3 tag: the engine puts a FLAC's credentials into such a tag. */
function audioKind(head: Uint8Array, extension: string): FormatId | undefined {
  if (!startsWith(head, "ID3")) return readAudioFrame(head, 0) ? "mp3" : undefined;
  const at = id3Length(head);
  if (startsWith(head, "fLaC", at)) return "flac";
  const isOutOfSight = at + 4 > head.length;
  // ADTS is twelve sync bits and layer 0.
  const isAdts = head[at] === 0xff && ((head[at + 1] ?? 0) & 0xf6) === 0xf0;
  if (isAdts || (isOutOfSight && extension === "aac")) return "aac";
  return isOutOfSight && extension === "flac" ? "flac" : "mp3";
}
