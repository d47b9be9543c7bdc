/** The tags of a piece of XML or HTML, one after the other, with their places: for edits that keep the rest. */

export interface Tag {
  /** As it is written, with its prefix. */
  name: string;
  kind: "open" | "close" | "empty";
  offset: number;
  end: number;
  /** Values are decoded. */
  attributes: ReadonlyMap<string, string>;
}

/** Whether names and attributes may be written as HTML allows: without quotes, without a value. */
export interface TagRules {
  isHtml?: boolean;
  /** The scan ends there. */
  mostTags?: number;
}

const MAX_TAGS = 500_000;

/** Ends where a tag, a comment or a section does not. */
export function* scanTags(
  text: string,
  { isHtml = false, mostTags = MAX_TAGS }: TagRules = {},
): Generator<Tag> {
  let at = text.indexOf("<");
  for (let count = 0; at !== -1 && count < mostTags; count++) {
    const end = endOf(text, at);
    if (end === undefined) return;
    const tag = tagAt(text, at, end, isHtml);
    if (tag) yield tag;
    at = text.indexOf("<", end);
  }
}

/** Behind the closing bracket of whatever begins at `at`. */
function endOf(text: string, at: number): number | undefined {
  const closing = text.startsWith("<!--", at)
    ? "-->"
    : text.startsWith("<![CDATA[", at)
      ? "]]>"
      : text.startsWith("<?", at)
        ? "?>"
        : undefined;
  if (closing === undefined) return endOfTag(text, at);
  const found = text.indexOf(closing, at + 4);
  return found === -1 ? undefined : found + closing.length;
}

/** A bracket in quotes is not the end. Undefined where there is none. */
export function endOfTag(text: string, at: number): number | undefined {
  const special = /["'>]/g;
  special.lastIndex = at + 1;
  for (let match = special.exec(text); match; match = special.exec(text)) {
    if (match[0] === ">") return match.index + 1;
    const quote = text.indexOf(match[0], match.index + 1);
    if (quote === -1) return undefined;
    special.lastIndex = quote + 1;
  }
  return undefined;
}

function tagAt(text: string, offset: number, end: number, isHtml: boolean): Tag | undefined {
  const inside = text.slice(offset + 1, end - 1);
  const isClose = inside.startsWith("/");
  const name = inside.slice(isClose ? 1 : 0).match(/^[A-Za-z_][^\s/>]*/)?.[0];
  if (name === undefined) return undefined;
  const kind = isClose ? "close" : inside.endsWith("/") ? "empty" : "open";
  const attributes = isClose ? new Map<string, string>() : readAttributes(inside.slice(name.length), isHtml);
  return { name, kind, offset, end, attributes };
}

// A value is optional in both, or a long word without one would be tried from each of its letters.
const inXml = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;
const inHtml = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

function readAttributes(text: string, isHtml: boolean): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single, bare] of text.matchAll(isHtml ? inHtml : inXml)) {
    const key = isHtml ? name.toLowerCase() : name;
    if (!attributes.has(key)) attributes.set(key, decodeReferences(double ?? single ?? bare ?? ""));
  }
  return attributes;
}

const named: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" };

/** The five named references of XML and numbers; what else stands there stays. */
export function decodeReferences(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

export function encodeReferences(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (letter) => `&${{ "&": "amp", "<": "lt", ">": "gt", '"': "quot" }[letter]};`,
  );
}

/** The part of a name behind its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
