/** The visible mark in text: the first and the last line of plain text and Markdown, a banner in a page. */
import { ColophonError } from "../../error.js";
import { placeBanner } from "./page-banner.js";
import { type DecodedText, decodeText, encodeText, newlineOf } from "./text-encoding.js";

export type TextKind = "txt" | "md" | "html";

/** GB 45438-2025 5.1 wants "AI" or 人工智能 with 生成 or 合成; the European Code wants the capitals "AI". */
export const textMarks = {
  generated: "本内容由人工智能生成 / AI-generated",
  altered: "本内容由人工智能合成 / AI-modified",
} as const;

export interface TextMark {
  kind: TextKind;
  /** One of `textMarks`, or another sentence of one line. */
  words: string;
}

/**
 * The same bytes with the mark added, or the bytes themselves where it stands already. Encoding, byte order
 * mark and newlines stay. Throws `format.unsupported` for bytes that are no text, `label.invalid` for words
 * that are not one line.
 */
export function markText(bytes: Uint8Array, { kind, words }: TextMark): Uint8Array {
  if (words.trim() === "" || /[\r\n]/.test(words)) {
    throw new ColophonError("label.invalid", `expected a mark of one line, found ${JSON.stringify(words)}`);
  }
  const decoded = decodeText(bytes) ?? (kind === "html" ? decodeAsAscii(bytes) : undefined);
  if (decoded === undefined) throw noText();
  const text = kind === "html" ? placeBanner(decoded.text, words) : markLines(decoded, kind, words);
  return text === decoded.text ? bytes : encodeText({ ...decoded, text });
}

export function noText(): ColophonError {
  return new ColophonError("format.unsupported", "expected text in UTF-8 or UTF-16, found other bytes", {
    hints: ["convert it first: iconv -f GB18030 -t UTF-8 old.txt > new.txt"],
  });
}

/** Tags are ASCII in every encoding that pages use, and so is the banner: the rest passes as it is. */
function decodeAsAscii(bytes: Uint8Array): DecodedText | undefined {
  const text = Buffer.from(bytes).toString("latin1");
  return text.includes("\0") ? undefined : { text, encoding: "latin1", bom: new Uint8Array() };
}

function markLines({ text }: DecodedText, kind: "txt" | "md", words: string): string {
  const newline = newlineOf(text);
  // In Markdown a line is a paragraph of its own only between empty lines.
  const gap = kind === "md" ? newline + newline : newline;
  const start = kind === "md" ? endOfFrontMatter(text) : 0;
  const [front, body] = [text.slice(0, start), text.slice(start)];
  const said = body.trim();
  const [first] = said.split(/[\r\n]/, 1);
  const lastBreak = Math.max(said.lastIndexOf("\n"), said.lastIndexOf("\r"));
  const isFirst = first?.trim() === words;
  // One line cannot be both: a text that holds nothing else has its first, and lacks its last.
  const isLast = lastBreak !== -1 && said.slice(lastBreak + 1).trim() === words;
  const before = isFirst ? "" : `${front === "" ? "" : newline}${words}${gap}`;
  const endsLine = /[\r\n]$/.test(body) || body === "";
  const after = isLast
    ? ""
    : `${endsLine ? gap.slice(newline.length) : gap}${words}${endsLine ? newline : ""}`;
  return front + before + body + after;
}

/** YAML between lines of `---`, TOML between lines of `+++`: what stands above it is no front matter any more. */
export function endOfFrontMatter(text: string): number {
  const found = text.match(
    /^(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(?:[\s\S]*?(?:\r\n|\n|\r))??\1[ \t]*(?:\r\n|\n|\r|$)/,
  );
  return found?.[0].length ?? 0;
}
