/** The first and the last words of a text as people read them: without its encoding, its markup, its front matter. */
import { decodeReferences, endOfTag } from "../metadata/tags.js";
import { encodingOf } from "./text-encoding.js";
import { endOfFrontMatter } from "./text-mark.js";

export interface TextEnds {
  head: string;
  tail: string;
}

/** So much is read of a file's beginning and of its end; heads of pages and front matters are long. */
export const endBytes = { head: 256 * 1024, tail: 16 * 1024 } as const;

/** GB 45438-2025, 5.1 wants the label at the start or the end. */
const shownCharacters = 64;

/** `formatId`: "html" and "md" have more in them than their words. */
export function readTextEnds(
  { head, tail }: { head: Uint8Array; tail: Uint8Array },
  formatId: string | undefined,
): TextEnds {
  const { encoding } = encodingOf(head);
  const lettersOf = (bytes: Uint8Array) => {
    const text = new TextDecoder(encoding).decode(bytes);
    return [...(formatId === "html" ? wordsOfPage(text) : text.slice(startOf(text, formatId))).trim()];
  };
  return {
    head: lettersOf(head).slice(0, shownCharacters).join(""),
    tail: lettersOf(tail).slice(-shownCharacters).join(""),
  };
}

function startOf(text: string, formatId: string | undefined): number {
  return formatId === "md" ? endOfFrontMatter(text) : 0;
}

/** What stands inside of them is not for people, or not on the page. */
const unseen = /^<(script|style|template|title|noscript|textarea)\b/i;

/** What has no end takes the rest of the page with it. */
function wordsOfPage(page: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = page.indexOf("<"); start !== -1; start = page.indexOf("<", at)) {
    const isMarkup = /[a-z/!?]/i.test(page[start + 1] ?? "");
    parts.push(page.slice(at, isMarkup ? start : start + 1));
    const end = isMarkup ? endOfMarkup(page, start) : start + 1;
    if (end === undefined) return inOneLine(parts);
    at = end;
  }
  return inOneLine([...parts, page.slice(at)]);
}

/** Of a comment, a tag, or a tag with everything that is not seen inside. */
function endOfMarkup(page: string, start: number): number | undefined {
  if (page.startsWith("<!--", start)) return behind(page, "-->", start + 4);
  const end = endOfTag(page, start);
  const [, element] = end === undefined ? [] : (page.slice(start, start + 16).match(unseen) ?? []);
  if (end === undefined || element === undefined) return end;
  const close = new RegExp(`</${element}`, "gi");
  close.lastIndex = end;
  return close.exec(page)?.index;
}

function behind(page: string, words: string, from: number): number | undefined {
  const found = page.indexOf(words, from);
  return found === -1 ? undefined : found + words.length;
}

function inOneLine(parts: readonly string[]): string {
  return decodeReferences(parts.join(" ")).replaceAll(/\s+/g, " ");
}
