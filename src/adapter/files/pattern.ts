/** Name patterns for choosing files inside a folder: `*`, `?`, `**`, `[a-z]` and `{a,b}`. */

import { ColophonError } from "../../error.js";

/** A pattern without a slash is about the file's name, one with a slash about its path in the folder. */
export function nameMatcher(patterns: readonly string[]): (relativePath: string) => boolean {
  const tests = patterns.map((pattern) => {
    const expression = compile(pattern);
    return (path: string) =>
      expression.test(pattern.includes("/") ? path : path.slice(path.lastIndexOf("/") + 1));
  });
  return (path) => tests.some((test) => test(path));
}

/** Case matters as it does to the file system; a range like `[z-a]` is the only thing that has no meaning. */
function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^${translate(pattern)}$`, "u");
  } catch (cause) {
    throw new ColophonError("usage.invalid", `"${pattern}" is not a name pattern`, { cause });
  }
}

const TOKENS = /\*\*\/|\*\*|\*|\?|\{|\}|,|\[!?[^\]]+\]|\\.|[\s\S]/gu;

function translate(pattern: string): string {
  let depth = 0;
  let text = "";
  for (const [token] of pattern.matchAll(TOKENS)) {
    if (token === "{" || token === "}") depth += token === "{" ? 1 : -1;
    if (depth < 0) return escaped(pattern);
    text += translateToken(token, depth);
  }
  return depth === 0 ? text : escaped(pattern);
}

function translateToken(token: string, depth: number): string {
  if (token === "**/") return "(?:[^/]+/)*";
  if (token === "**") return ".*";
  if (token === "*") return "[^/]*";
  if (token === "?") return "[^/]";
  if (token === "{") return "(?:";
  if (token === "}") return ")";
  if (token === "," && depth > 0) return "|";
  if (token.startsWith("[") && token.length > 2) {
    const isNegated = token.startsWith("[!");
    return `[${isNegated ? "^" : ""}${token.slice(isNegated ? 2 : 1, -1).replace(/[\\^[\]]/g, "\\$&")}]`;
  }
  return escaped(token.startsWith("\\") && token.length > 1 ? token.slice(1) : token);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
