/** Every string that comes out of a file is hostile: what could move, hide or color text is made visible. */
import { cutTo, shorten } from "./width.js";

const longestText = 200;
const longestMessage = 1_000;

/**
 * Controls, format characters (bidirectional overrides and isolates, zero-width, tags), surrogates, private use,
 * line separators, and everything that is drawn as nothing. Emoji presentation selectors are let through.
 */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\uffff]/u;
const harmless = /[\ufe0e\ufe0f]/u;
const mark = /\p{M}/u;
/** Stacked marks reach into the lines above and below. */
const mostMarks = 3;

/** One line of text that can stand anywhere on a terminal: no control character survives. */
export function escapeText(text: string, columns = longestText): string {
  // Escaping makes text longer: what lies far behind the cut need not be looked at.
  const visible = makeVisible(text.length > columns * 4 ? text.slice(0, columns * 4) : text);
  return cutTo(visible, columns);
}

/** Text that must not be cut, such as a path: the same, at full length. */
export function makeVisible(text: string): string {
  let visible = "";
  let marks = 0;
  for (const character of text) {
    marks = mark.test(character) ? marks + 1 : 0;
    const isHidden = hidden.test(character) && !harmless.test(character);
    visible += isHidden || marks > mostMarks ? escapeOf(character) : character;
  }
  return visible;
}

/** A message that quotes what files and lists say: each quotation, and the whole, as long as somebody reads. */
export function escapeMessage(text: string): string {
  const quotations = text.replace(/"[^"]*"/g, (quotation) =>
    quotation.length <= longestText
      ? quotation
      : `"${shorten(makeVisible(quotation.slice(1, -1)), longestText)}"`,
  );
  return escapeText(quotations, longestMessage);
}

/** A name that only the file itself vouches for, in curly quotes that it cannot close, nor their form in ASCII. */
export function quoted(text: string, columns = longestText): string {
  return `“${escapeText(text.replace(/[“”"]/g, "'"), columns)}”`;
}

function escapeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
