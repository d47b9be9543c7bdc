/** An SVG as text, with the way back to bytes, and the places in it where XMP stands or could stand. */
import { damaged } from "../bounded-source.js";
import { namespaces } from "../xmp/tree.js";
import { nameOf, visitXml, type XmlOpening } from "../xmp/xml.js";

export interface SvgText {
  text: string;
  /** False where bytes were no characters, or the encoding is one that is not written here. */
  isExact: boolean;
  encode(text: string): Uint8Array;
  /** The byte at which a character of the text stands. */
  byteAt(index: number): number;
}

export function decodeSvg(bytes: Uint8Array): SvgText {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs("utf-16le", bytes);
  if (first === 0xfe && second === 0xff) return decodeAs("utf-16be", bytes);
  const head = Buffer.from(bytes.subarray(0, 256)).toString("latin1");
  const declared =
    /^(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]{1,40})/i.exec(head)?.[1] ?? "utf-8";
  const svg = decodeAs("utf-8", bytes);
  return { ...svg, isExact: svg.isExact && /^utf-?8$/i.test(declared) };
}

function decodeAs(encoding: "utf-8" | "utf-16le" | "utf-16be", bytes: Uint8Array): SvgText {
  const { text, isExact } = decoded(encoding, bytes);
  const encode = (piece: string): Uint8Array => {
    if (encoding === "utf-8") return new Uint8Array(Buffer.from(piece, "utf8"));
    const pairs = Buffer.from(piece, "utf16le");
    return new Uint8Array(encoding === "utf-16le" ? pairs : pairs.swap16());
  };
  const byteAt = (index: number) =>
    encoding === "utf-8" ? Buffer.byteLength(text.slice(0, index)) : index * 2;
  return { text, isExact, encode, byteAt };
}

function decoded(encoding: string, bytes: Uint8Array): { text: string; isExact: boolean } {
  // The byte order mark stays, so that places in the text lead to places in the bytes.
  const options = { ignoreBOM: true } as const;
  try {
    return { text: new TextDecoder(encoding, { ...options, fatal: true }).decode(bytes), isExact: true };
  } catch {
    return { text: new TextDecoder(encoding, options).decode(bytes), isExact: false };
  }
}

export interface SvgElement extends XmlOpening {
  closeStart: number;
  closeEnd: number;
}

export interface SvgPlaces {
  root: SvgElement;
  /** The first one that stands directly in the root. */
  metadata?: SvgElement;
  packets: { start: number; end: number; text: string; isInMetadata: boolean }[];
  fault: string | undefined;
}

/** Drawings have many elements, which are only gone through, and groups in groups. */
const limits = { depth: 256, parts: 2_000_000, isLenient: true, mayHaveType: true };

/** Throws `format.damaged` where there is not even a root. */
export function placesIn(text: string): SvgPlaces {
  const open: SvgElement[] = [];
  const packets: SvgPlaces["packets"] = [];
  let root: SvgElement | undefined;
  let metadata: SvgElement | undefined;
  const fault = visitXml(
    text,
    {
      open(opening) {
        const element = { ...opening, closeStart: opening.end, closeEnd: opening.end };
        root ??= element;
        if (open.length === 1 && opening.local === "metadata") metadata ??= element;
        open.push(element);
      },
      close(start, end) {
        const element = open.pop();
        if (!element) return;
        element.closeStart = start;
        element.closeEnd = end;
        const packet = isPacket(element, text) ? packetOf(element, open, text) : undefined;
        if (packet) packets.push(packet);
      },
    },
    limits,
  );
  if (!root) throw damaged("it does not begin as an SVG does");
  return { root, packets, fault, ...(metadata ? { metadata } : {}) };
}

/** `x:xmpmeta`, or RDF that a packet's wrapper says to be one: other programs keep other RDF here. */
function isPacket({ ns, local, start }: SvgElement, text: string): boolean {
  if (ns === namespaces.meta) return local === "xmpmeta" || local === "xapmeta";
  return ns === namespaces.rdf && local === "RDF" && wrapperBefore(text, start) !== undefined;
}

function packetOf(element: SvgElement, ancestors: readonly SvgElement[], text: string) {
  const inherited = inheritedDeclarations(element, ancestors, text);
  const start = wrapperBefore(text, element.start) ?? element.start;
  const end = wrapperBehind(text, element.closeEnd) ?? element.closeEnd;
  const nameEnd = element.start + 1 + nameOf(element).length;
  return {
    start,
    end,
    text: text.slice(start, nameEnd) + inherited + text.slice(nameEnd, end),
    isInMetadata: ancestors.some(({ local }) => local === "metadata"),
  };
}

/** What the elements around it declare and it uses: without that its text alone would mean nothing. */
function inheritedDeclarations(element: SvgElement, ancestors: readonly SvgElement[], text: string): string {
  const own = new Set(declarationsOf(element).map(({ local }) => local));
  const all = new Map(ancestors.flatMap(declarationsOf).map(({ local, value }) => [local, value]));
  const inside = text.slice(element.start, element.closeEnd);
  return [...all]
    .filter(([prefix]) => !own.has(prefix) && inside.includes(`${prefix}:`))
    .map(([prefix, ns]) => ` xmlns:${prefix}="${ns.replace(/[&"<]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`)
    .join("");
}

function declarationsOf({ attributes }: SvgElement) {
  return attributes.filter(({ prefix }) => prefix === "xmlns");
}

/** Wrappers are short; what stands further away belongs to something else. */
const WRAPPER_REACH = 8192;

function wrapperBefore(text: string, at: number): number | undefined {
  const before = text.slice(Math.max(0, at - 400), at);
  const found = /<\?xpacket\s+begin=[^>?]*\?>\s*$/.exec(before);
  return found ? at - before.length + found.index : undefined;
}

function wrapperBehind(text: string, at: number): number | undefined {
  const found = /^\s*<\?xpacket\s+end=[^>?]*\?>/.exec(text.slice(at, at + WRAPPER_REACH));
  return found ? at + found[0].length : undefined;
}
