/** Where a JSON text goes wrong, without quoting it: JSON.parse puts the text around the fault into its message. */

export interface TextPosition {
  line: number;
  column: number;
}

const TOKEN =
  /[ \t\r\n]*(?:("(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([{}[\],:]))/y;

/** What may come next: a value, a key, or a mark; "open" states may also close at once. */
type Expecting = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

/** The first place where no valid JSON can go on; the end of the text where it is cut short. */
export function locateJsonFault(text: string): TextPosition {
  const closers: string[] = [];
  let expecting: Expecting = "value";
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    const [token = "", string, literal] = found ?? [];
    const mark = string ?? literal ?? token.trim();
    const next: Expecting | undefined = found
      ? after(expecting, kindOf(string, literal, mark), closers)
      : undefined;
    if (!next) return positionOf(text, at);
    expecting = next;
    at = TOKEN.lastIndex;
  }
}

function kindOf(string: string | undefined, literal: string | undefined, mark: string): string {
  return string !== undefined ? "string" : literal !== undefined ? "literal" : mark;
}

/** The next state, with the stack of open brackets kept; undefined where the token does not belong. */
function after(expecting: Expecting, token: string, closers: string[]): Expecting | undefined {
  const isValueExpected = expecting === "value" || expecting === "value-or-end";
  const isKeyExpected = expecting === "key" || expecting === "key-or-end";
  if (token === "string" && isKeyExpected) return "colon";
  if (token === ":" && expecting === "colon") return "value";
  if (isValueExpected && (token === "string" || token === "literal")) return afterValue(closers);
  if (isValueExpected && (token === "{" || token === "[")) {
    closers.push(token === "{" ? "}" : "]");
    return token === "{" ? "key-or-end" : "value-or-end";
  }
  if (token === "," && expecting === "comma-or-end") return closers.at(-1) === "}" ? "key" : "value";
  const canEnd = expecting.endsWith("-or-end");
  if (!canEnd || closers.at(-1) !== token) return undefined;
  closers.pop();
  return afterValue(closers);
}

function afterValue(closers: readonly string[]): Expecting {
  return closers.length === 0 ? "nothing" : "comma-or-end";
}

/** Counted from one, as editors do; space before the fault is passed over. */
function positionOf(text: string, from: number): TextPosition {
  let at = from;
  while (/[ \t\r\n]/.test(text.charAt(at))) at += 1;
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}
