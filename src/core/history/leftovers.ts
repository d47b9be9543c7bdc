/** Where there is no credential, what is left of one: traces in metadata, none of them signed. */

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

/** Looks through the bytes of a file, or of its beginning and end, for traces of provenance. */
export function findLeftovers(bytes: Uint8Array): Leftover[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return patterns.flatMap(([kind, pattern]) => {
    const value = pattern.exec(text)?.[1];
    if (value === undefined) return [];
    const decoded = Buffer.from(value, "latin1").toString("utf8");
    return [{ kind, value: decoded.slice(0, longestValue), isSigned: false }];
  });
}
