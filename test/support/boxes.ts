/** JUMBF boxes put together by hand, good ones and others. */
import { encodeCbor } from "../../src/core/credential/cbor.ts";

export function box(type: string, ...parts: Uint8Array[]): Buffer {
  const payload = Buffer.concat(parts);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(payload.length + 8);
  header.write(type, 4, "latin1");
  return Buffer.concat([header, payload]);
}

/** A superbox with a description that gives its label. */
export function superbox(label: string, ...children: Uint8Array[]): Buffer {
  const description = Buffer.concat([Buffer.alloc(16), Buffer.from([0x03]), Buffer.from(`${label}\0`)]);
  return box("jumb", box("jumd", description), ...children);
}

export function cborBox(value: unknown): Buffer {
  return box("cbor", encodeCbor(value));
}

export interface SignatureParts {
  protectedHeader?: Map<unknown, unknown>;
  unprotectedHeader?: Map<unknown, unknown>;
}

/** The signature box of a manifest: a COSE_Sign1 whose signature nobody checks here. */
export function signatureBox({ protectedHeader, unprotectedHeader }: SignatureParts): Buffer {
  const headers = [encodeCbor(protectedHeader ?? new Map()), unprotectedHeader ?? new Map()];
  return superbox("c2pa.signature", box("cbor", encodeCbor([...headers, null, new Uint8Array(64)], 18)));
}

/** A whole store with one manifest. */
export function storeOf(label: string, ...parts: Uint8Array[]): Buffer {
  return superbox("c2pa", superbox(label, ...parts));
}
