/** Formats that say what they are in fixed bytes at a fixed place. */
import { letters, startsWith, uint } from "./bytes.js";
import type { FormatId } from "./formats.js";

const signatures: readonly (readonly [text: string, id: FormatId, offset?: number])[] = [
  ["\xff\xd8\xff", "jpeg"],
  ["\x89PNG\r\n\x1a\n", "png"],
  ["GIF87a", "gif"],
  ["GIF89a", "gif"],
  ["\0\0\0\x0cJXL \r\n\x87\n", "jxl"],
  ["\xff\x0a", "jxl"],
  ["\0\0\0\x0cjP  \r\n\x87\n", "jp2"],
  ["fLaC", "flac"],
  ["jumb", "c2pa", 4],
  ["8BPS", "psd"],
  ["FUJIFILMCCD-RAW", "raf"],
  ["\0\0\x01\0", "ico"],
  ["OTTO", "otf"],
  ["ttcf", "ttf"],
  ["wOF2", "woff2"],
  ["wOFF", "woff"],
  ["glTF", "glb"],
];

/** The format whose signature stands in `head`, with containers that hold several kinds opened. */
export function formatByMagic(head: Uint8Array): FormatId | undefined {
  const found = signatures.find(([text, , offset]) => startsWith(head, text, offset));
  return found?.[1] ?? stump(head) ?? riffKind(head) ?? formKind(head) ?? weakKind(head) ?? pdfKind(head);
}

/** All that is left of a JPEG whose transfer broke off at once. */
function stump(head: Uint8Array): FormatId | undefined {
  return head.length === 2 && startsWith(head, "\xff\xd8") ? "jpeg" : undefined;
}

function riffKind(head: Uint8Array): FormatId | undefined {
  if (!["RIFF", "RF64", "BW64"].some((name) => startsWith(head, name))) return undefined;
  const kinds: Record<string, FormatId> = { WAVE: "wav", WEBP: "webp", "AVI ": "avi" };
  return kinds[letters(head, 8, 4)];
}

function formKind(head: Uint8Array): FormatId | undefined {
  if (!startsWith(head, "FORM")) return undefined;
  return startsWith(head, "AIFF", 8) || startsWith(head, "AIFC", 8) ? "aiff" : undefined;
}

/** Two and four byte marks that ordinary data may begin with too: a second field must make sense. */
function weakKind(head: Uint8Array): FormatId | undefined {
  const headerSize = uint(head, 14, 4, "little");
  if (startsWith(head, "BM") && uint(head, 6, 4) === 0 && headerSize >= 12 && headerSize <= 124) return "bmp";
  const isTrueType = startsWith(head, "\0\x01\0\0") || startsWith(head, "true");
  const tables = uint(head, 4, 2);
  if (isTrueType && tables > 0 && tables < 128 && /^[ -~]{4}$/.test(letters(head, 12, 4))) return "ttf";
  // ADTS: twelve sync bits, then layer 0, which tells it from MP3.
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0 && ((head[2] ?? 0) & 0x3c) <= 0x30) return "aac";
  return undefined;
}

/** Readers accept a PDF header anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1). */
function pdfKind(head: Uint8Array): FormatId | undefined {
  return letters(head, 0, Math.min(head.length, 1024)).includes("%PDF-") ? "pdf" : undefined;
}
