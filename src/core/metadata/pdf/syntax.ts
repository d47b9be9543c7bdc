/** The syntax of PDF objects (ISO 32000-2 §7.2, §7.3), as far as dictionaries need it; one letter is one byte. */
import { damaged } from "../bounded-source.js";

export interface Token {
  kind: "dictionary" | "array" | "close" | "string" | "hex" | "name" | "word" | "end";
  from: number;
  to: number;
}

export interface Dictionary {
  /** Key without its slash → where its value stands in the text. */
  entries: Map<string, { keyFrom: number; from: number; to: number }>;
  /** ISO 32000-2 §7.3.7: a key that stands there twice has no defined value. */
  twice: ReadonlySet<string>;
  from: number;
  /** Behind the closing brackets. */
  to: number;
}

const regular = /[^\0\t\n\f\r ()<>[\]{}/%]*/y;
const comment = /[^\r\n]*/y;

function matchFrom(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  pattern.test(text);
  return pattern.lastIndex;
}

/** White space and comments. */
function skipGap(text: string, from: number): number {
  for (let at = from; ; ) {
    if (text[at] === "%") at = matchFrom(comment, text, at);
    else if ("\0\t\n\f\r ".includes(text[at] ?? "x")) at++;
    else return at;
  }
}

export function nextToken(text: string, at: number): Token {
  const from = skipGap(text, at);
  const two = text.slice(from, from + 2);
  const [one = ""] = two;
  if (one === "") return { kind: "end", from, to: from };
  if (two === "<<") return { kind: "dictionary", from, to: from + 2 };
  if (two === ">>") return { kind: "close", from, to: from + 2 };
  if (one === "[") return { kind: "array", from, to: from + 1 };
  if (one === "]") return { kind: "close", from, to: from + 1 };
  if (one === "(") return { kind: "string", from, to: endOfString(text, from) };
  if (one === "<") {
    const end = text.indexOf(">", from);
    if (end === -1) throw damaged("a text in it has no end");
    return { kind: "hex", from, to: end + 1 };
  }
  if (one === "/") return { kind: "name", from, to: matchFrom(regular, text, from + 1) };
  return { kind: "word", from, to: Math.max(from + 1, matchFrom(regular, text, from)) };
}

/** Brackets inside may be balanced or escaped. */
function endOfString(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === "\\") at++;
    else if (letter === "(") depth++;
    else if (letter === ")" && --depth === 0) return at + 1;
  }
  throw damaged("a text in it has no end");
}

/** The one at the beginning. Throws `format.damaged` where none is there, or it does not end. */
export function readDictionary(text: string): Dictionary {
  const open = nextToken(text, 0);
  if (open.kind !== "dictionary") throw damaged("expected a dictionary in it, found something else");
  const entries: Dictionary["entries"] = new Map();
  const twice = new Set<string>();
  let token = nextToken(text, open.to);
  while (token.kind === "name") {
    const value = readValue(text, token.to);
    const key = nameOf(text, token);
    if (entries.has(key)) twice.add(key);
    else entries.set(key, { keyFrom: token.from, ...value });
    token = nextToken(text, value.to);
  }
  if (text.slice(token.from, token.to) !== ">>") throw damaged("a dictionary in it is broken");
  return { entries, twice, from: open.from, to: token.to };
}

/** Letters may be written as # and two digits. */
function nameOf(text: string, { from, to }: Token): string {
  return text
    .slice(from + 1, to)
    .replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** One value, however deep it is nested; `12 0 R` is one too. */
function readValue(text: string, at: number): { from: number; to: number } {
  const first = nextToken(text, at);
  let last = first;
  let depth = 0;
  for (;;) {
    if (last.kind === "end") throw damaged("a dictionary in it has no end");
    if (last.kind === "dictionary" || last.kind === "array") depth++;
    if (last.kind === "close" && --depth < 0) throw damaged("a dictionary in it is broken");
    if (depth === 0) break;
    last = nextToken(text, last.to);
  }
  const reference = /\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y;
  const to = first.kind === "word" ? matchFrom(reference, text, first.from) : 0;
  return { from: first.from, to: Math.max(to, last.to) };
}

export interface Reference {
  number: number;
  generation: number;
}

export function asReference(value: string | undefined): Reference | undefined {
  const [, number, generation] = value?.match(/^(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R$/) ?? [];
  return number === undefined ? undefined : { number: Number(number), generation: Number(generation) };
}

export function asInteger(value: string | undefined): number | undefined {
  return value !== undefined && /^\+?\d{1,15}$/.test(value) ? Number(value) : undefined;
}

export function asIntegers(value: string | undefined): number[] {
  return (value?.match(/\d{1,15}/g) ?? []).map(Number);
}

export function entryOf(text: string, { entries }: Dictionary, key: string): string | undefined {
  const entry = entries.get(key);
  return entry && text.slice(entry.from, entry.to);
}
