/** A manifest store as the bytes it was signed in: what the engine's JSON leaves out is read from here. */
import { brotliDecompressSync } from "node:zlib";
import { decodeCbor } from "./cbor.js";
import { type ClaimSignature, readClaimSignature } from "./claim-signature.js";
import { type BoxBudget, boxBudget, childLabeled, type JumbfBox, onlyLabeled, readJumbf } from "./jumbf.js";

export interface StoreBytes {
  sizeBytes: number;
  labels: readonly string[];
  /** Of one manifest, as it is stored; 0 where there is none. */
  sizeOf(label: string): number;
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

/** What unpacking may cost over the whole store, however many manifests are compressed. */
interface Budget extends BoxBudget {
  bytes: number;
}

const maxUnpackedBytes = 32 * 1024 * 1024;

export function readStoreBytes(bytes: Uint8Array): StoreBytes {
  const budget: Budget = { ...boxBudget(), bytes: maxUnpackedBytes };
  const all = readJumbf(bytes, budget).flatMap((store) => store.children);
  const labels = [...new Set(all.flatMap(({ label }) => label ?? []))];
  const unpacked = new Map<string, JumbfBox>();
  const manifestCalled = (label: string) => {
    const manifest = unpacked.get(label) ?? unpack(onlyLabeled(all, label), budget);
    if (manifest) unpacked.set(label, manifest);
    // What lies behind the last box that was read may be what matters.
    return budget.boxes < 0 ? undefined : manifest;
  };
  return {
    sizeBytes: bytes.length,
    labels,
    sizeOf: (label) => onlyLabeled(all, label)?.payload.length ?? 0,
    signatureOf: (label) => readClaimSignature(manifestCalled(label)),
    assertionsOf: (label) =>
      (childLabeled(manifestCalled(label), "c2pa.assertions")?.children ?? []).flatMap(readAssertion),
  };
}

/** A compressed manifest is a whole manifest, Brotli, in one `brob` box (C2PA 2.4 §11.1.4.3). */
function unpack(manifest: JumbfBox | undefined, budget: Budget): JumbfBox | undefined {
  const compressed = manifest?.children.find((box) => box.type === "brob");
  if (!compressed) return manifest;
  const inner = decompress(withoutType(compressed.payload), budget);
  return readJumbf(inner, budget).find((box) => box.type === "jumb") ?? manifest;
}

/** ISO/IEC 18181-2 puts the type of the inner box before it; c2pa-rs 0.91 writes none. */
function withoutType(payload: Uint8Array): Uint8Array {
  const hasType = Buffer.from(payload.subarray(0, 4)).toString("latin1") === "jumb";
  return hasType ? payload.subarray(4) : payload;
}

function decompress(bytes: Uint8Array, budget: Budget): Uint8Array {
  if (budget.bytes <= 0) return new Uint8Array();
  try {
    const inner = brotliDecompressSync(bytes, { maxOutputLength: budget.bytes });
    budget.bytes -= inner.length;
    return inner;
  } catch {
    // How much work it was before it failed is not known, so it counts as all that was left.
    budget.bytes = 0;
    return new Uint8Array();
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
