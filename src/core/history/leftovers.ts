/** Where there is no credential, what is left of one: traces in metadata, none of them signed. */
import { currentPacket, type FoundMark, readXmp, xmpProperties } from "../metadata/index.js";

export interface Leftover {
  kind: "xmp-provenance" | "aigc" | "iptc" | "soft-binding";
  /** The text that was found: hostile. */
  value: string;
  /** Nothing outside a credential is signed; it is anybody's word. */
  isSigned: false;
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
  return patterns.flatMap(([kind, pattern]) => {
    const values = marked(kind, marks);
    const found = values.length > 0 ? values : scanned(pattern, text);
    return found.map((value) => ({ kind, value: value.slice(0, longestValue), isSigned: false as const }));
  });
}

function scanned(pattern: RegExp, text: string): string[] {
  const value = pattern.exec(text)?.[1];
  return value === undefined ? [] : [Buffer.from(value, "latin1").toString("utf8")];
}

/** More than a few of one kind help nobody. */
const mostOfAKind = 4;

function marked(kind: Leftover["kind"], marks: readonly FoundMark[]): string[] {
  if (kind === "aigc")
    return marks.flatMap((mark) => (mark.kind === "aigc" ? [mark.text] : [])).slice(0, mostOfAKind);
  const packet = kind === "iptc" ? currentPacket(marks) : undefined;
  if (packet === undefined) return [];
  return readXmp(packet).valuesOf(xmpProperties.digitalSourceType).slice(0, mostOfAKind);
}
