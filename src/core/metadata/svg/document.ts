/** An SVG as text, with the way back to bytes, and the places in it where XMP stands or could stand. */
import { damaged } from "../bounded-source.js";
import { mostPackets } from "../packet.js";
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

export interface SvgPlaces {
  root: XmlOpening;
  /** The first one that stands directly in the root. */
  metadata?: XmlOpening;
  /** Those that stand in no other, and not more than show that there are too many. */
  packets: { start: number; end: number; text: string; isInMetadata: boolean }[];
  fault: string | undefined;
}

/** Drawings have many elements, which are only gone through, and groups in groups. */
const limits = { depth: 256, parts: 2_000_000, isLenient: true, mayHaveType: true };

/** Throws `format.damaged` where there is not even a root. */
export function placesIn(text: string): SvgPlaces {
  const open: XmlOpening[] = [];
  const packets: SvgPlaces["packets"] = [];
  let root: XmlOpening | undefined;
  let metadata: XmlOpening | undefined;
  let packet: XmlOpening | undefined;
  const fault = visitXml(
    text,
    {
      open(element) {
        root ??= element;
        if (open.length === 1 && element.local === "metadata") metadata ??= element;
        if (packets.length <= mostPackets && isPacket(element, text)) packet ??= element;
        open.push(element);
      },
      close(start, end) {
        const element = open.pop();
        if (!element) return;
        element.closeStart = start;
        element.closeEnd = end;
        if (element !== packet) return;
        packets.push(packetOf(element, open, text));
        packet = undefined;
      },
    },
    limits,
  );
  if (!root) throw damaged("it does not begin as an SVG does");
  return { root, packets, fault, ...(metadata ? { metadata } : {}) };
}

/** `x:xmpmeta`, or RDF that a packet's wrapper says to be one: other programs keep other RDF here. */
function isPacket({ ns, local, start }: XmlOpening, text: string): boolean {
  if (ns === namespaces.meta) return local === "xmpmeta" || local === "xapmeta";
  return ns === namespaces.rdf && local === "RDF" && wrapperBefore(text, start) !== undefined;
}

function packetOf(element: XmlOpening, ancestors: readonly XmlOpening[], text: string) {
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
function inheritedDeclarations(element: XmlOpening, ancestors: readonly XmlOpening[], text: string): string {
  const own = new Set(declarationsOf(element).map(({ local }) => local));
  const all = new Map(ancestors.flatMap(declarationsOf).map(({ local, value }) => [local, value]));
  const used = wordsBeforeColons(text.slice(element.start, element.closeEnd));
  return [...all]
    .filter(([prefix]) => !own.has(prefix) && used.has(prefix))
    .map(([prefix, ns]) => ` xmlns:${prefix}="${ns.replace(/[&"<]/g, (sign) => `&#${sign.charCodeAt(0)};`)}"`)
    .join("");
}

/** Every prefix is among them. All are found in one pass, however many are declared. */
function wordsBeforeColons(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) {
    let start = at;
    while (at - start < longestPrefix && !/[\s<>="'/:]/.test(text.charAt(start - 1) || " ")) start -= 1;
    words.add(text.slice(start, at));
  }
  return words;
}

/** What is longer is nobody's prefix, and is not looked for. */
const longestPrefix = 64;

function declarationsOf({ attributes }: XmlOpening) {
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
