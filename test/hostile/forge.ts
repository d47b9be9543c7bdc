/** Takes a real credential apart, lets a forger change what it says, and signs it again with a key of the forger's. */
import { createHash, createPrivateKey, sign, X509Certificate } from "node:crypto";
import { decodeCbor, encodeCbor } from "../../src/core/credential/cbor.ts";
import { buildCoseSign1 } from "../../src/core/signing/cose.ts";

export interface Box {
  type: string;
  /** Of a superbox, by its description. */
  label?: string;
  children?: Box[];
  payload: Buffer;
}

export interface Forger {
  keyPem: string;
  chainPem: string;
}

export type Assertion = Map<string, unknown>;
export type Assertions = ReadonlyMap<string, Assertion>;

export function readBoxes(bytes: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    const payload = bytes.subarray(at + 8, at + length);
    const children = type === "jumb" ? readBoxes(payload) : undefined;
    const described = children?.[0]?.payload;
    const label = described?.toString("utf8", 17, described.indexOf(0, 17));
    boxes.push({ type, payload, ...(children ? { children } : {}), ...(label ? { label } : {}) });
    at += length;
  }
  return boxes;
}

export function writeBoxes(boxes: readonly Box[]): Buffer {
  return Buffer.concat(
    boxes.map(({ type, children, payload }) => {
      const content = children ? writeBoxes(children) : payload;
      const head = Buffer.alloc(8);
      head.writeUInt32BE(content.length + 8);
      head.write(type, 4, "latin1");
      return Buffer.concat([head, content]);
    }),
  );
}

export function labeled(box: Box | undefined, label: RegExp): Box {
  const found = box?.children?.find((child) => child.label !== undefined && label.test(child.label));
  if (!found) throw new Error(`the credential has no ${label}`);
  return found;
}

export function contentOf(box: Box): Box {
  const content = box.children?.[1];
  if (!content) throw new Error(`${box.label} is empty`);
  return content;
}

/** The active manifest is the last one. */
export function partsOf(store: readonly Box[]) {
  const manifest = store[0]?.children?.filter(({ type }) => type === "jumb").at(-1);
  const assertions = labeled(manifest, /^c2pa\.assertions$/);
  const claim = contentOf(labeled(manifest, /^c2pa\.claim/));
  const signature = contentOf(labeled(manifest, /^c2pa\.signature$/));
  return { label: manifest?.label ?? "", manifest: manifest as Box, assertions, claim, signature };
}

/** Fewer or more bytes of padding: what is not signed may have any length. */
export function repad(store: Buffer, bytes: number): Buffer {
  const boxes = readBoxes(store);
  const { signature } = partsOf(boxes);
  const cose = decodeCbor(signature.payload) as [Uint8Array, Map<unknown, unknown>, null, Uint8Array];
  const pad = cose[1].get("pad") as Uint8Array;
  const encode = (length: number) => {
    const header = new Map([...cose[1], ["pad", new Uint8Array(length)]]);
    return Buffer.from(encodeCbor([cose[0], header, null, cose[3]], 18));
  };
  signature.payload = encode(pad.length + bytes);
  return writeBoxes(boxes);
}

/**
 * The same store with other assertions, as long as it was; `edit` gets them by label and may change them and the
 * claim. Whoever holds any key can do so.
 */
export async function resign(
  store: Buffer,
  forger: Forger,
  edit: (assertions: Assertions, claim: Assertion) => void,
): Promise<Buffer> {
  const boxes = readBoxes(store);
  const { assertions, claim, signature } = partsOf(boxes);
  const said = decodeCbor(claim.payload) as Assertion;
  const own = (assertions.children ?? []).filter((box) => box.children?.[1]?.type === "cbor");
  const decoded = new Map(
    own.map((box) => [box.label ?? "", decodeCbor(contentOf(box).payload) as Assertion] as const),
  );
  edit(decoded, said);
  for (const box of own) contentOf(box).payload = Buffer.from(encodeCbor(decoded.get(box.label ?? "")));
  rehash(said, assertions);
  claim.payload = Buffer.from(encodeCbor(said));
  const spare = store.length - writeBoxes(boxes).length;
  signature.payload = await coseFor(claim.payload, forger, signature.payload.length + spare);
  return writeBoxes(boxes);
}

/** C2PA 2.4 §8.4: the hash of an assertion is that of its description and content, without the outer head. */
export function rehash(claim: Assertion, assertions: Box): void {
  for (const key of ["created_assertions", "gathered_assertions", "assertions"]) {
    const references = (claim.get(key) ?? []) as Assertion[];
    for (const reference of references) {
      const box = assertions.children?.find(({ label }) =>
        String(reference.get("url")).endsWith(`/${label}`),
      );
      if (!box) continue;
      const content = writeBoxes(box.children ?? []);
      reference.set("hash", new Uint8Array(createHash("sha256").update(content).digest()));
    }
  }
}

async function coseFor(
  claim: Uint8Array,
  { keyPem, chainPem }: Forger,
  reserveSize: number,
): Promise<Buffer> {
  const key = createPrivateKey(keyPem);
  const pems = chainPem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  const cose = await buildCoseSign1({
    algorithm: "es256",
    chain: pems.map((pem) => new Uint8Array(new X509Certificate(pem).raw)),
    sign: async (bytes) => new Uint8Array(sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" })),
    claim,
    reserveSize,
  });
  return Buffer.from(cose);
}

/** The whole store inside a file that holds it in one piece. */
export function storeIn(file: Buffer): Buffer {
  const at = file.indexOf("jumb") - 4;
  return file.subarray(at, at + file.readUInt32BE(at));
}

/** Another store of the same length in its place. */
export function withStore(file: Buffer, store: Buffer): Buffer {
  const old = storeIn(file);
  if (old.length !== store.length) throw new Error(`${store.length} bytes do not fit into ${old.length}`);
  const changed = Buffer.from(file);
  store.copy(changed, file.indexOf(old));
  return changed;
}

/** What the hash is of that leaves these ranges out. */
export function without(file: Buffer, ranges: readonly Assertion[]): Buffer {
  const pieces: Buffer[] = [];
  let at = 0;
  for (const range of ranges) {
    pieces.push(file.subarray(at, Number(range.get("start"))));
    at = Number(range.get("start")) + Number(range.get("length"));
  }
  return Buffer.concat([...pieces, file.subarray(at)]);
}
