/** ASN.1 as node-forge reads and writes it, in the few words X.509 needs; the one file that loads node-forge. */
import { pbkdf2Sync } from "node:crypto";
import { createRequire } from "node:module";
import type * as forge from "node-forge";
import { ColophonError } from "../error.js";

// Its modules are taken one by one: the whole of node-forge costs four times the start-up of asn1.js.
const load = createRequire(import.meta.url);
const asn1 = load("node-forge/lib/asn1.js") as typeof forge.asn1 & {
  fromDer(bytes: string, options: { strict: boolean; decodeBitStrings: boolean }): Asn1;
};

export type Asn1 = forge.asn1.Asn1;

const UNIVERSAL = 0x00 as forge.asn1.Class;
const CONTEXT = 0x80 as forge.asn1.Class;

/** The tag numbers X.509 needs (X.680 §8.4). */
const tags = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  utf8: 12,
  printable: 19,
  sequence: 16,
  set: 17,
  bmp: 30,
  utcTime: 23,
  generalizedTime: 24,
} as const;

type Tag = keyof typeof tags;

/** @throws Error for anything that is not one whole ASN.1 value */
export function readDer(bytes: Uint8Array): Asn1 {
  // BIT STRINGs stay bytes: guessing at values inside them would change what was signed.
  return asn1.fromDer(binary(bytes), { strict: true, decodeBitStrings: false });
}

/** The looser encoding PKCS#12 files come in. */
export function readBer(bytes: Uint8Array): Asn1 {
  return asn1.fromDer(binary(bytes));
}

export function writeDer(node: Asn1): Uint8Array {
  return Buffer.from(asn1.toDer(node).getBytes(), "latin1");
}

export function value(tag: Exclude<Tag, "oid" | "sequence" | "set">, bytes: Uint8Array): Asn1 {
  return asn1.create(UNIVERSAL, tags[tag], false, binary(bytes));
}

export function integer(small: number): Asn1 {
  return value("integer", Uint8Array.of(small));
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Asn1 {
  return value("bitString", Buffer.concat([Uint8Array.of(unusedBits), bytes]));
}

export function oid(dotted: string): Asn1 {
  return asn1.create(UNIVERSAL, tags.oid, false, asn1.oidToDer(dotted).getBytes());
}

export function sequence(...children: Asn1[]): Asn1 {
  return asn1.create(UNIVERSAL, tags.sequence, true, children);
}

export function set(...children: Asn1[]): Asn1 {
  return asn1.create(UNIVERSAL, tags.set, true, children);
}

/** A context-specific tag: around children (explicit or constructed), or in place of a primitive's own tag. */
export function tagged(number: number, content: Asn1[] | Uint8Array): Asn1 {
  return Array.isArray(content)
    ? asn1.create(CONTEXT, number, true, content)
    : asn1.create(CONTEXT, number, false, binary(content));
}

export function time(date: Date): Asn1 {
  // RFC 5280 §4.1.2.5: UTCTime to the end of 2049, GeneralizedTime from then on.
  return date.getUTCFullYear() < 2050
    ? asn1.create(UNIVERSAL, tags.utcTime, false, asn1.dateToUtcTime(date))
    : asn1.create(UNIVERSAL, tags.generalizedTime, false, asn1.dateToGeneralizedTime(date));
}

export function isTag(node: Asn1 | undefined, tag: Tag): node is Asn1 {
  return node !== undefined && node.tagClass === UNIVERSAL && node.type === tags[tag];
}

export function isTagged(node: Asn1 | undefined, number: number): node is Asn1 {
  return node !== undefined && node.tagClass === CONTEXT && Number(node.type) === number;
}

export function childrenOf(node: Asn1 | undefined): Asn1[] {
  return node !== undefined && Array.isArray(node.value) ? node.value : [];
}

export function bytesOf(node: Asn1 | undefined): Uint8Array {
  return node === undefined || Array.isArray(node.value)
    ? new Uint8Array()
    : Buffer.from(node.value, isTag(node, "bmp") ? "utf16le" : "latin1");
}

export function oidOf(node: Asn1 | undefined): string {
  return isTag(node, "oid") ? asn1.derToOid(String(node.value)) : "";
}

export function dateOf(node: Asn1 | undefined): Date {
  const text = Buffer.from(bytesOf(node)).toString("latin1");
  return isTag(node, "utcTime") ? asn1.utcTimeToDate(text) : asn1.generalizedTimeToDate(text);
}

function binary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

const SIGNED_DATA = "1.2.840.113549.1.7.2";

/**
 * The certificates inside a CMS SignedData (RFC 5652 §5.1), such as an RFC 3161 TimeStampToken, or inside
 * a whole TimeStampResp: claims of older software store the response where the token belongs.
 * @throws certificate.unreadable when it is neither
 */
export function readCmsCertificates(der: Uint8Array): Uint8Array[] {
  const content = signedDataIn(der);
  if (content === undefined) {
    throw new ColophonError(
      "certificate.unreadable",
      "expected a CMS signature or a timestamp, found other data",
    );
  }
  const [signedData] = childrenOf(content);
  const certificates = childrenOf(signedData).find((child) => isTagged(child, 0));
  return childrenOf(certificates)
    .filter((child) => isTag(child, "sequence"))
    .map(writeDer);
}

function signedDataIn(der: Uint8Array): Asn1 | undefined {
  try {
    const outer = readDer(der);
    // RFC 3161 §2.4.2: TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken OPTIONAL }
    const [first, second] = childrenOf(outer);
    const [type, content] = childrenOf(isTag(first, "sequence") ? second : outer);
    return oidOf(type) === SIGNED_DATA && isTagged(content, 0) ? content : undefined;
  } catch {
    return undefined;
  }
}

type Pkcs5 = {
  pbkdf2(key: string, salt: string, count: number, length: number, hash: { algorithm: string }): string;
};
type DeriveKey = (
  password: string,
  salt: forge.util.ByteBuffer,
  id: number,
  rounds: number,
  ...rest: unknown[]
) => unknown;
type Deriving = { generatePkcs12Key: DeriveKey };
let deriveKey: DeriveKey | undefined;

/**
 * node-forge with its PKCS#12 reader, loaded only when such a file is opened.
 * @param beforeRounds called with the rounds of every derivation of a key before it begins; what it throws comes out
 */
export function loadForgePkcs12(beforeRounds: (rounds: number) => void = () => {}): typeof forge {
  load("node-forge/lib/pkcs12.js");
  const loaded = load("node-forge/lib/forge.js") as typeof forge & { pkcs5: unknown; pbe: unknown };
  // node-forge derives keys in JavaScript and takes letters beyond ASCII for single bytes; OpenSSL writes UTF-8.
  (loaded.pkcs5 as Pkcs5).pbkdf2 = (key, salt, count, length, hash) => {
    beforeRounds(count);
    return pbkdf2Sync(key, Buffer.from(salt, "latin1"), count, length, hash.algorithm).toString("latin1");
  };
  const deriving = loaded.pbe as Deriving;
  deriveKey ??= deriving.generatePkcs12Key;
  const original = deriveKey;
  const derive: DeriveKey = (password, salt, id, rounds, ...rest) => {
    beforeRounds(rounds);
    return original(password, salt, id, rounds, ...rest);
  };
  deriving.generatePkcs12Key = derive;
  (loaded.pkcs12 as unknown as { generateKey: DeriveKey }).generateKey = derive;
  return loaded;
}
