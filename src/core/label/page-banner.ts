/** The visible mark in an HTML page: a banner, the first element of its body. */
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

/** Comments, declarations, the whole of scripts and their like, then tags with quoted attributes. */
const token =
  /<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<(script|style|template|title|noscript|textarea)\b(?:[^>"']|"[^"]*"|'[^']*')*>[\s\S]*?<\/\1\s*>|<\/?([a-z][^\s/>]*)(?:[^>"']|"[^"]*"|'[^']*')*>/gi;

/** Elements of the head that a page without <body> may begin with. */
const headTags = new Set(["html", "head", "meta", "link", "base"]);

/**
 * Where the content begins: behind <body>, or, where a page leaves that tag out, behind what can only belong
 * to its head.
 */
function startOfBody(page: string): number {
  let end = 0;
  for (const found of page.matchAll(token)) {
    const tag = found[2]?.toLowerCase();
    const next = found.index + found[0].length;
    // Words open the body by themselves, and a <body> behind them is only a name for it.
    if (page.slice(end, found.index).trim() !== "") return end;
    if (tag === "body" && !found[0].startsWith("</")) return next;
    if (tag !== undefined && !headTags.has(tag)) return end;
    end = next;
  }
  return end;
}
