/** Name patterns for choosing files inside a folder: `*`, `?`, `**`, `[a-z]` and `{a,b}`. */

import { ColophonError } from "../../error.js";

/** For each place between letters, 1 where what was matched so far may end. */
type Ends = Uint8Array;
/**
 * One piece of a pattern, from where it may begin to where it may end. All places go on at once: a regular
 * expression tries one after the other, and a name made for it then takes longer than anybody waits.
 */
type Step = (letters: readonly string[], from: Ends) => Ends;

/** A pattern without a slash is about the file's name, one with a slash about its path in the folder. */
export function nameMatcher(patterns: readonly string[]): (relativePath: string) => boolean {
  const tests = patterns.map((pattern) => {
    const steps = parse(pattern);
    return (path: string) =>
      isMatch(steps, pattern.includes("/") ? path : path.slice(path.lastIndexOf("/") + 1));
  });
  return (path) => tests.some((test) => test(path));
}

function isMatch(steps: readonly Step[], text: string): boolean {
  const letters = [...text];
  const start = new Uint8Array(letters.length + 1);
  start[0] = 1;
  return run(steps, letters, start)[letters.length] === 1;
}

function run(steps: readonly Step[], letters: readonly string[], from: Ends): Ends {
  return steps.reduce((ends, step) => step(letters, ends), from);
}

const TOKENS = /\*\*\/|\*\*|\*|\?|\{|\}|,|\[!?[^\]]+\]|\\.|[\s\S]/gu;
/** Groups in groups are gone through by recursion. */
const DEEPEST = 50;

/** A pattern whose braces do not fit stands for itself. */
function parse(pattern: string): Step[] {
  const whole: Step[] = [];
  const open: Step[][][] = [];
  for (const [token] of pattern.matchAll(TOKENS)) {
    const choices = open.at(-1);
    if (token === "{") open.push([[]]);
    else if (token === "," && choices) choices.push([]);
    else if (token !== "}") (choices?.at(-1) ?? whole).push(stepFor(token, pattern));
    else if (choices) {
      open.pop();
      (open.at(-1)?.at(-1) ?? whole).push(oneOf(choices));
    } else return literally(pattern);
    if (open.length > DEEPEST) throw notAPattern(pattern);
  }
  return open.length === 0 ? whole : literally(pattern);
}

function stepFor(token: string, pattern: string): Step {
  if (token === "**/") return folders;
  if (token === "**") return anyNumber(() => true);
  if (token === "*") return anyNumber(isNoSlash);
  if (token === "?") return one(isNoSlash);
  if (token.startsWith("[") && token.length > 2) return one(classOf(token, pattern));
  const literal = token.startsWith("\\") && token.length > 1 ? token.slice(1) : token;
  return one((letter) => letter === literal);
}

function literally(pattern: string): Step[] {
  return [...pattern].map((literal) => one((letter) => letter === literal));
}

/** Case matters as it does to the file system; a range like `[z-a]` is the only thing that has no meaning. */
function classOf(token: string, pattern: string): (letter: string) => boolean {
  const isNegated = token.startsWith("[!") && token.length > 3;
  const inside = token.slice(isNegated ? 2 : 1, -1).replace(/[\\^[\]]/g, "\\$&");
  try {
    const expression = new RegExp(`^[${isNegated ? "^" : ""}${inside}]$`, "u");
    return (letter) => expression.test(letter);
  } catch (cause) {
    throw notAPattern(pattern, cause);
  }
}

function isNoSlash(letter: string): boolean {
  return letter !== "/";
}

function one(isWanted: (letter: string) => boolean): Step {
  return (letters, from) => {
    const to = new Uint8Array(from.length);
    letters.forEach((letter, at) => {
      if (from[at] === 1 && isWanted(letter)) to[at + 1] = 1;
    });
    return to;
  };
}

function anyNumber(isWanted: (letter: string) => boolean): Step {
  return (letters, from) => {
    const to = from.slice();
    letters.forEach((letter, at) => {
      if (to[at] === 1 && isWanted(letter)) to[at + 1] = 1;
    });
    return to;
  };
}

/** Any number of names with a slash after each. */
function folders(letters: readonly string[], from: Ends): Ends {
  const to = from.slice();
  let isInName = false;
  letters.forEach((letter, at) => {
    if (letter !== "/") isInName ||= to[at] === 1;
    else {
      if (isInName) to[at + 1] = 1;
      isInName = false;
    }
  });
  return to;
}

function oneOf(choices: readonly Step[][]): Step {
  return (letters, from) => {
    const to = new Uint8Array(from.length);
    for (const steps of choices) {
      run(steps, letters, from).forEach((isEnd, at) => {
        if (isEnd === 1) to[at] = 1;
      });
    }
    return to;
  };
}

function notAPattern(pattern: string, cause?: unknown): ColophonError {
  return new ColophonError("usage.invalid", `"${pattern}" is not a name pattern`, { cause });
}
