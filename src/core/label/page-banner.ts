/** The visible mark in an HTML page: a banner, the first element of its body. */
import { endOfTag } from "../metadata/tags.js";
import { newlineOf } from "./text-encoding.js";

/** Contrast 21:1, and a height that a short page cannot hide: WCAG 2.1 AA asks for 4.5:1. */
const style =
  "display:block;margin:0;padding:.5em 1em;background:#fff;color:#000;border-bottom:2px solid #000;font:bold 1rem/1.4 sans-serif";

const marker = "data-ai-label";

/** The page with the banner; the page as it is where the same banner stands already. */
export function placeBanner(page: string, words: string): string {
  const banner = `<div ${marker} role="note" style="${style}">${escapeAll(words)}</div>`;
  const at = startOfBody(page);
  if (page.slice(at).trimStart().startsWith(banner)) return page;
  const newline = newlineOf(page);
  const isOnOwnLine = at === 0 || /[\r\n]/.test(page[at - 1] ?? "");
  const follows = /^[\r\n]/.test(page.slice(at)) ? "" : newline;
  return `${page.slice(0, at)}${isOnOwnLine ? "" : newline}${banner}${follows}${page.slice(at)}`;
}

/** As references, so that the words survive in whatever encoding the page names. */
function escapeAll(words: string): string {
  return words.replace(/[^ !#-%'-;=?-~]/gu, (sign) => `&#x${(sign.codePointAt(0) ?? 0).toString(16)};`);
}

/** What stands inside of these is no part of the page's own tags. */
const opaque = /^(script|style|template|title|noscript|textarea)$/;

/** Elements of the head that a page without <body> may begin with. */
const headTags = new Set(["html", "head", "meta", "link", "base"]);

/**
 * Where the content begins: behind <body>, or, where a page leaves that tag out, behind what can only belong
 * to its head.
 */
function startOfBody(page: string): number {
  for (let end = 0; ; ) {
    // Words open the body by themselves, and a <body> behind them is only a name for it.
    const piece = pieceAt(page, behindSpace(page, end));
    if (!piece) return end;
    if (piece.tag === "body") return piece.end;
    if (piece.tag !== undefined && !headTags.has(piece.tag.replace(/^\//, ""))) return end;
    end = piece.end;
  }
}

function behindSpace(page: string, at: number): number {
  const space = /\s*/y;
  space.lastIndex = at;
  space.test(page);
  return space.lastIndex;
}

interface Piece {
  /** Its name, behind a slash where it closes; absent for comments, declarations and whole scripts. */
  tag?: string;
  end: number;
}

/** Undefined where none begins, or it does not end: nothing here looks at a letter more than a few times. */
function pieceAt(page: string, at: number): Piece | undefined {
  if (page.startsWith("<!--", at)) return { end: endOf("-->", page, at + 4) ?? page.length };
  if (page.startsWith("<!", at) || page.startsWith("<?", at)) {
    const end = endOf(">", page, at);
    return end === undefined ? undefined : { end };
  }
  const open = /<(\/?[a-z][^\s/>]*)/iy;
  open.lastIndex = at;
  const tag = open.exec(page)?.[1]?.toLowerCase();
  const end = tag === undefined ? undefined : endOfTag(page, at);
  if (tag === undefined || end === undefined) return undefined;
  if (!opaque.test(tag)) return { tag, end };
  const close = new RegExp(`</${tag}\\s*>`, "gi");
  close.lastIndex = end;
  return close.test(page) ? { end: close.lastIndex } : { tag, end };
}

function endOf(sign: string, page: string, from: number): number | undefined {
  const found = page.indexOf(sign, from);
  return found === -1 ? undefined : found + sign.length;
}
