/** A credential inside a PNG, where its length may change: signed again by a forger, its hash of the file put right. */
import { createHash, createPrivateKey, sign, X509Certificate } from "node:crypto";
import { crc32 } from "node:zlib";
import { decodeCbor, encodeCbor } from "../../src/core/credential/cbor.ts";
import {
  type Assertion,
  type Assertions,
  type Box,
  type Forger,
  partsOf,
  rehash,
  writeBoxes,
} from "./forge.ts";

export type Header = Map<number | string, unknown>;

export interface PngForgery {
  forger: Forger;
  edit?: (assertions: Assertions, claim: Assertion) => void;
  /** Put in front of the one of this name, after it was signed. */
  planted?: { box: Box; before: string };
  /** The chain is the forger's, protected, unless said otherwise. */
  headers?: { protectedHeader: Header; unprotectedHeader?: Header };
  /** What the hash leaves out beside the credential: everything behind it. */
  leavesOutRest?: boolean;
}

const signatureBytes = 4000;

interface Chunk {
  type: string;
  whole: Buffer;
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; at < png.length; ) {
    const end = at + 12 + png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), whole: png.subarray(at, end) });
    at = end;
  }
  return chunks;
}

export function storeInPng(png: Buffer): Buffer {
  const chunk = chunksOf(png).find(({ type }) => type === "caBX");
  if (!chunk) throw new Error("the picture carries no credential");
  return chunk.whole.subarray(8, -4);
}

/** The picture with this store instead of its own, and what stands before and behind it. */
export function withStoreInPng(png: Buffer, store: Buffer) {
  const [first, ...others] = chunksOf(png).filter(({ type }) => type !== "caBX");
  const before = Buffer.concat([png.subarray(0, 8), first?.whole ?? Buffer.alloc(0)]);
  const after = Buffer.concat(others.map(({ whole }) => whole));
  const chunk = Buffer.alloc(store.length + 12);
  chunk.writeUInt32BE(store.length);
  chunk.write("caBX", 4, "latin1");
  store.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return { file: Buffer.concat([before, chunk, after]), before, after, chunk };
}

export function chainOf({ chainPem }: Forger): Uint8Array {
  return new Uint8Array(new X509Certificate(chainPem).raw);
}

/** Signs the active manifest of `store` again, in place, and gives the picture with it. */
export function forgePng(png: Buffer, store: Box[], forgery: PngForgery): Buffer {
  const { planted } = forgery;
  const { manifest, assertions, claim, signature } = partsOf(store);
  const said = decodeCbor(claim.payload) as Assertion;
  const own = (assertions.children ?? []).filter((box) => box.children?.[1]?.type === "cbor");
  const decoded = new Map(
    own.map((box) => [
      box.label ?? "",
      decodeCbor(box.children?.[1]?.payload ?? Buffer.alloc(0)) as Assertion,
    ]),
  );
  forgery.edit?.(decoded, said);
  // The store's length stands in the hash, and the hash in the store: the second time it is right.
  for (let round = 0; round < 3; round += 1) {
    const bytes = writeBoxes(store).length + (planted ? writeBoxes([planted.box]).length : 0);
    const hash = decoded.get("c2pa.hash.data");
    if (hash) bind(hash, withStoreInPng(png, Buffer.alloc(bytes)), forgery.leavesOutRest ?? false);
    for (const { label, children } of own) {
      if (children?.[1]) children[1].payload = Buffer.from(encodeCbor(decoded.get(label ?? "")));
    }
    rehash(said, assertions);
    claim.payload = Buffer.from(encodeCbor(said));
    signature.payload = coseOf(claim.payload, forgery);
  }
  if (planted) {
    const children = manifest.children ?? [];
    children.splice(
      children.findIndex(({ label }) => label === planted.before),
      0,
      planted.box,
    );
  }
  return withStoreInPng(png, writeBoxes(store)).file;
}

function bind(hash: Assertion, parts: ReturnType<typeof withStoreInPng>, leavesOutRest: boolean): void {
  const { before, after, chunk } = parts;
  const end = before.length + chunk.length;
  const range = (start: number, length: number) => new Map(Object.entries({ start, length }));
  const rest = leavesOutRest ? [range(end, after.length)] : [];
  hash.set("exclusions", [range(before.length, chunk.length), ...rest]);
  const covered = leavesOutRest ? [before] : [before, after];
  hash.set("hash", new Uint8Array(createHash("sha256").update(Buffer.concat(covered)).digest()));
}

function coseOf(claim: Buffer, { forger, headers }: PngForgery): Buffer {
  const protectedHeader: Header = headers?.protectedHeader ?? new Map([[33, chainOf(forger)]]);
  const header = encodeCbor(new Map([[1, -7], ...protectedHeader] as [number | string, unknown][]));
  const message = encodeCbor(["Signature1", header, new Uint8Array(), new Uint8Array(claim)]);
  const key = createPrivateKey(forger.keyPem);
  const signature = new Uint8Array(sign("sha256", message, { key, dsaEncoding: "ieee-p1363" }));
  const encode = (pad: number) => {
    const unprotectedHeader = new Map([
      ...(headers?.unprotectedHeader ?? []),
      ["pad", new Uint8Array(pad)],
    ] as [number | string, unknown][]);
    return Buffer.from(encodeCbor([header, unprotectedHeader, null, signature], 18));
  };
  return encode(1000 + signatureBytes - encode(1000).length);
}
