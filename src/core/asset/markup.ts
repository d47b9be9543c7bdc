/** Text: which kind it is, by its first words, and whether it is text at all. */
import { findBytes } from "./bytes.js";
import type { FormatId } from "./formats.js";

const NAMED_BY_EXTENSION: Readonly<Record<string, FormatId>> = {
  md: "md",
  markdown: "md",
  json: "json",
  gltf: "gltf",
  csv: "csv",
  vtt: "vtt",
  srt: "srt",
  html: "html",
  htm: "html",
  xhtml: "html",
  xml: "xml",
};

/** `undefined` where the bytes are not text. Only between forms of plain text does the extension decide. */
export function textFormat(head: Uint8Array, extension: string): FormatId | undefined {
  const text = decode(head);
  if (text === undefined) return undefined;
  const root = rootName(text);
  if (root === "svg" || (extension === "svg" && isCutBeforeRoot(text, root))) return "svg";
  if (root === "html" || /^\s*<!doctype html/i.test(text)) return "html";
  return NAMED_BY_EXTENSION[extension] ?? "txt";
}

/** What is called SVG, begins as markup and ends before its root does is a damaged SVG, and no plain text. */
function isCutBeforeRoot(text: string, root: string | undefined): boolean {
  return /^\s*</.test(text) && "svg".startsWith(root ?? "");
}

/** UTF-8 or, with a byte order mark, UTF-16; the last character may be cut by the end of the head. */
function decode(head: Uint8Array): string | undefined {
  const [first, second] = head;
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  if (!isLittle && !isBig && findBytes(head, [0]) !== -1) return undefined;
  try {
    const decoder = new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8", { fatal: true });
    const text = decoder.decode(head, { stream: true });
    // A file of control characters is decodable and still not text.
    return /[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The local name of the XML root element, past declaration, comments, instructions and DOCTYPE. */
function rootName(text: string): string | undefined {
  const prolog = /\s+|<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>/iy;
  let at = 0;
  for (;;) {
    prolog.lastIndex = at;
    if (!prolog.test(text)) break;
    at = prolog.lastIndex;
  }
  const element = /<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>]|$)/y;
  element.lastIndex = at;
  return element.exec(text)?.[1]?.toLowerCase();
}
