/** A manifest store as the bytes it was signed in: what the engine's JSON leaves out is read from here. */
import { brotliDecompressSync } from "node:zlib";
import { decodeCbor } from "./cbor.js";
import { type ClaimSignature, readClaimSignature } from "./claim-signature.js";
import { childLabelled, type JumbfBox, readJumbf } from "./jumbf.js";

export interface StoreBytes {
  sizeBytes: number;
  labels: readonly string[];
  signatureOf(label: string): ClaimSignature | undefined;
  /** The assertions of a manifest with their stored size and, where they are CBOR, their content. */
  assertionsOf(label: string): readonly StoredAssertion[];
}

export interface StoredAssertion {
  label: string;
  /** The content box's type: `cbor`, `json`, `bfdb` … */
  contentType: string;
  sizeBytes: number;
  /** Decoded CBOR (maps as Map) or parsed JSON; undefined for files and for what does not decode. */
  content: unknown;
}

const maxDecompressedBytes = 32 * 1024 * 1024;

export function readStoreBytes(bytes: Uint8Array): StoreBytes {
  const manifests = new Map<string, JumbfBox>();
  for (const store of readJumbf(bytes)) {
    for (const manifest of store.children) {
      if (manifest.label !== undefined) manifests.set(manifest.label, decompress(manifest));
    }
  }
  return {
    sizeBytes: bytes.length,
    labels: [...manifests.keys()],
    signatureOf: (label) => readClaimSignature(manifests.get(label)),
    assertionsOf: (label) =>
      (childLabelled(manifests.get(label), "c2pa.assertions")?.children ?? []).flatMap(readAssertion),
  };
}

/** A compressed manifest keeps its boxes in one `brob` box: the inner type, then Brotli (C2PA 2.4 §11.1.4.3). */
function decompress(manifest: JumbfBox): JumbfBox {
  const compressed = manifest.children.find((box) => box.type === "brob");
  if (!compressed) return manifest;
  try {
    const inner = brotliDecompressSync(compressed.payload.subarray(4), {
      maxOutputLength: maxDecompressedBytes,
    });
    const boxes = readJumbf(inner);
    return boxes.find((box) => box.type === "jumb") ?? { ...manifest, children: boxes };
  } catch {
    return manifest;
  }
}

function readAssertion(box: JumbfBox): StoredAssertion[] {
  const content = box.children[0];
  if (box.label === undefined || content === undefined) return [];
  const sizeBytes = box.children.reduce((sum, child) => sum + child.payload.length, 0);
  return [{ label: box.label, contentType: content.type, sizeBytes, content: decode(content) }];
}

function decode(box: JumbfBox): unknown {
  try {
    if (box.type === "cbor") return decodeCbor(box.payload);
    if (box.type === "json") return JSON.parse(Buffer.from(box.payload).toString("utf8"));
  } catch {
    // What does not decode is shown by its size alone.
  }
  return undefined;
}
