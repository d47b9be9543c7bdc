/** Where the text of a mark may go on in a new line, and which breaks make it narrowest. */
import { isInsideWord } from "./required-words.js";

/** What stands between two wordings, and is left out where a line ends there. */
const separator = " · ";

/** A piece that stays in one line, and what joins it to the one before when both are on the same line. */
interface Piece {
  joint: string;
  text: string;
}

/**
 * The text in `count` lines so that the widest is as narrow as can be; undefined where it has too few places
 * to break. `widthOf` says how wide a text is.
 */
export function breakLines(
  text: string,
  count: number,
  widthOf: (line: string) => number,
): string[] | undefined {
  const pieces = piecesOf(text);
  if (count === 1) return [text];
  if (pieces.length < count) return undefined;
  return narrowest(pieces, count, widthOf)?.lines;
}

interface Breaking {
  lines: string[];
  width: number;
}

/** The longest text of a mark is short, so all ways are tried. */
function narrowest(
  pieces: readonly Piece[],
  count: number,
  widthOf: (line: string) => number,
): Breaking | undefined {
  if (count === 1) {
    const line = joined(pieces);
    return { lines: [line], width: widthOf(line) };
  }
  let best: Breaking | undefined;
  for (let end = 1; end <= pieces.length - count + 1; end++) {
    const first = joined(pieces.slice(0, end));
    const rest = narrowest(pieces.slice(end), count - 1, widthOf);
    if (rest === undefined) continue;
    const width = Math.max(widthOf(first), rest.width);
    if (best === undefined || width <= best.width) best = { lines: [first, ...rest.lines], width };
  }
  return best;
}

function joined(pieces: readonly Piece[]): string {
  return pieces.map(({ joint, text }, index) => (index === 0 ? text : joint + text)).join("");
}

function piecesOf(text: string): Piece[] {
  return text.split(separator).flatMap((wording, nth) =>
    wording
      .split(/ +/)
      .filter((word) => word !== "")
      .flatMap((word, index) =>
        unbreakable(word).map((piece, at) => ({
          joint: at > 0 ? "" : index > 0 ? " " : nth > 0 ? separator : "",
          text: piece,
        })),
      ),
  );
}

/** Chinese may be broken between any two characters but those of one word, and before no closing mark. */
function unbreakable(word: string): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const letter of word) {
    const isHan = /^\p{Script=Han}$/u.test(letter);
    const previous = pieces.at(-1);
    const followsHan = previous !== undefined && /\p{Script=Han}$/u.test(previous);
    const isOpening = /^[\p{L}\p{N}（《「【“‘]$/u.test(letter);
    const followsClosing = previous !== undefined && /[，。；：！？、）》」】”’]$/.test(previous);
    const mayBreak = isHan || (isOpening && (followsHan || followsClosing));
    if (previous === undefined || !mayBreak || isInsideWord(word, at) || /[（《「【“‘]$/.test(previous)) {
      pieces.splice(-1, 1, (previous ?? "") + letter);
    } else pieces.push(letter);
    at += letter.length;
  }
  return pieces;
}
