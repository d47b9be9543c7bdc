/** CBOR as COSE and JUMBF use it: maps stay Maps, byte strings stay plain byte strings. */
// Not "cbor-x": that entry loads streams and looks for a native decoder, and every verification waits for it.
import { Encoder, Tag } from "cbor-x/encode";

const codec = new Encoder({ mapsAsObjects: false, useRecords: false, tagUint8Array: false });

/** Decodes one CBOR item; a tagged item comes back as its bare value. Throws on malformed bytes. */
export function decodeCbor(bytes: Uint8Array): unknown {
  const value: unknown = codec.decode(bytes);
  return value instanceof Tag ? value.value : value;
}

/** Encodes one item, wrapped in a CBOR tag when one is given (18 is COSE_Sign1, RFC 9052 §4.2). */
export function encodeCbor(value: unknown, tag?: number): Uint8Array {
  return new Uint8Array(codec.encode(tag === undefined ? value : new Tag(value, tag)));
}
