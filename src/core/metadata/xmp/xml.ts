/** XML as a bounded stream of elements with their places in the text; nothing is fetched, nothing is expanded. */
import { SaxesParser } from "saxes";

export interface XmlAttribute {
  ns: string;
  prefix: string;
  local: string;
  value: string;
  /** From the first letter of its name to behind its closing quote. */
  start: number;
  end: number;
}

export interface XmlOpening {
  ns: string;
  prefix: string;
  local: string;
  attributes: XmlAttribute[];
  /** From `<` to behind `>`. */
  start: number;
  end: number;
  isSelfClosing: boolean;
  /** Whoever keeps it sets both when it closes; until then both are its end. */
  closeStart: number;
  closeEnd: number;
}

export interface XmlVisitor {
  open(element: XmlOpening): void;
  /** The closing tag; for `<a/>` both places are its end. */
  close(start: number, end: number): void;
  text?(text: string): void;
}

export interface XmlLimits {
  depth: number;
  /** Elements and attributes together. */
  parts: number;
  /** Undeclared prefixes are kept as they stand: one finds them in the field. */
  isLenient: boolean;
  /** A document may have a type, as old drawings do; entities it defines are not expanded. */
  mayHaveType: boolean;
}

/** Why a text is no XML, or goes beyond the limits; undefined where all of it was visited. */
export function visitXml(text: string, visitor: XmlVisitor, limits: XmlLimits): string | undefined {
  try {
    parse(text, visitor, limits);
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}

function parse(text: string, visitor: XmlVisitor, limits: XmlLimits): void {
  const parser = new SaxesParser({
    xmlns: true,
    position: true,
    defaultXMLVersion: "1.0",
    forceXMLVersion: true,
  });
  refuse(parser, limits);
  const count = countdown(limits);
  let start = 0;
  let attributes: XmlAttribute[] = [];
  parser.on("opentagstart", ({ name }) => {
    count.down();
    // One character behind the name has been read, or two where it is a line's end.
    start = text.lastIndexOf(`<${name}`, parser.position - name.length - 2);
    attributes = [];
  });
  parser.on("attribute", ({ prefix, local, value }) => {
    count.part();
    attributes.push({ ns: "", prefix, local, value, ...attributeRange(text, parser.position) });
  });
  parser.on("opentag", ({ uri, prefix, local, isSelfClosing, attributes: resolved }) => {
    for (const attribute of attributes) attribute.ns = resolved[nameOf(attribute)]?.uri ?? "";
    const end = parser.position;
    const place = { start, end, isSelfClosing, closeStart: end, closeEnd: end };
    visitor.open({ ns: uri, prefix, local, attributes, ...place });
  });
  parser.on("closetag", ({ isSelfClosing }) => {
    count.up();
    const end = parser.position;
    visitor.close(isSelfClosing ? end : text.lastIndexOf("</", end - 3), end);
  });
  if (visitor.text) {
    parser.on("text", (piece) => visitor.text?.(piece));
    parser.on("cdata", (piece) => visitor.text?.(piece));
  }
  parser.write(text).close();
}

/** Each of them costs as much as a hundred letters. */
const mostForgiven = 10_000;

/** Everything but what `limits` lets through is an error that ends the visit. */
function refuse(parser: SaxesParser<{ xmlns: true }>, { isLenient, mayHaveType }: XmlLimits): void {
  let forgiven = 0;
  parser.on("error", (error) => {
    const isForgiven =
      (isLenient && error.message.includes("unbound namespace prefix")) ||
      (mayHaveType && error.message.includes("undefined entity"));
    if (!isForgiven || ++forgiven > mostForgiven) throw error;
  });
  parser.on("doctype", () => {
    if (!mayHaveType) throw new Error("a document type is not allowed here");
  });
}

/** As written, with its prefix. */
export function nameOf({ prefix, local }: { prefix: string; local: string }): string {
  return prefix === "" ? local : `${prefix}:${local}`;
}

function countdown({ depth: deepest, parts: most }: XmlLimits) {
  let depth = 0;
  let parts = 0;
  const part = () => {
    parts += 1;
    if (parts > most) throw new Error(`more than ${most} elements and attributes`);
  };
  return {
    part,
    down() {
      part();
      depth += 1;
      if (depth > deepest) throw new Error(`elements more than ${deepest} deep`);
    },
    up() {
      depth -= 1;
    },
  };
}

/** `end` is behind the closing quote, and a value cannot hold its own quote. */
function attributeRange(text: string, end: number): { start: number; end: number } {
  const quote = text.charAt(end - 1);
  let at = text.lastIndexOf(quote, end - 2) - 1;
  while (/[\s=]/.test(text.charAt(at))) at -= 1;
  while (at >= 0 && !/[\s=]/.test(text.charAt(at))) at -= 1;
  return { start: at + 1, end };
}
