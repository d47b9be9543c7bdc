/** Where there is no credential, what is left of one: traces in metadata, none of them signed. */
import { currentPacket, type FoundMark, readXmp, xmpProperties } from "../metadata/index.js";

export interface Leftover {
  kind: "xmp-provenance" | "aigc" | "iptc" | "soft-binding";
  /** The text that was found: hostile. */
  value: string;
  /** Nothing outside a credential is signed; it is anybody's word. */
  isSigned: false;
  /** It is there, and what it says could not be read. */
  isUnread?: true;
}

const longestValue = 500;

const patterns: readonly (readonly [Leftover["kind"], RegExp])[] = [
  // XMP Part 1: a property is an attribute or an element. C2PA 2.4 §11.5 keeps a remote manifest's address here.
  ["xmp-provenance", /dcterms:provenance(?:="|>)([^"<]{1,2000})/],
  ["iptc", /Iptc4xmpExt:DigitalSourceType(?:="|>|[^>]{0,80}rdf:resource=")([^"<]{1,300})/],
  // GB 45438-2025 Annex E: one JSON value under the name AIGC.
  ["aigc", /AIGC["']?\s*[:=>]\s*["']?(\{[^{}]{1,2000}\})/],
  ["soft-binding", /(c2pa\.soft-binding|urn:c2pa:soft-binding[^"<\s]{0,200})/],
];

/**
 * Looks through the bytes of a file, or of its beginning and end, for traces of provenance. What was read where
 * its format has it (`marks`) goes before what only looks like it.
 */
export function findLeftovers(bytes: Uint8Array, marks: readonly FoundMark[] = []): Leftover[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return patterns.flatMap(([kind, pattern]): Leftover[] => {
    const found = marked(kind, marks);
    const all = found.length > 0 ? found : scanned(pattern, text).map((value) => ({ value }));
    return all.map((one) => ({ kind, ...one, value: one.value.slice(0, longestValue), isSigned: false }));
  });
}

function scanned(pattern: RegExp, text: string): string[] {
  const value = pattern.exec(text)?.[1];
  return value === undefined ? [] : [Buffer.from(value, "latin1").toString("utf8")];
}

/** More than a few of one kind help nobody. */
const mostOfAKind = 4;

function marked(kind: Leftover["kind"], marks: readonly FoundMark[]): Pick<Leftover, "value" | "isUnread">[] {
  if (kind === "aigc") {
    const labels = marks.filter((mark) => mark.kind === "aigc").slice(0, mostOfAKind);
    return labels.map(({ text, isUnread }) => ({ value: text, ...(isUnread ? { isUnread } : {}) }));
  }
  const packet = kind === "iptc" ? currentPacket(marks) : undefined;
  if (packet === undefined) return [];
  const values = readXmp(packet).valuesOf(xmpProperties.digitalSourceType);
  return values.slice(0, mostOfAKind).map((value) => ({ value }));
}
