/** A private key out of the file it came in: PKCS#8, SEC1 or PKCS#1, PEM or DER, encrypted or plain. */
import { createPrivateKey, type KeyObject } from "node:crypto";
import { ColophonError } from "../error.js";
import { refuseCostlyKey } from "./key-derivation.js";

export interface KeyFile {
  /** What messages call the key, for instance its path. */
  source?: string;
  passphrase?: string | undefined;
}

interface KeyBlock {
  pem: string;
  isEncrypted: boolean;
  /** False when the text cannot be a key whatever the passphrase. */
  isWhole: boolean;
  /** What is encrypted in the way of PKCS#8, which says how much work its passphrase is to be. */
  encrypted?: Uint8Array;
}

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
const SEQUENCE = 0x30;
const OCTET_STRING = 0x04;

/** @throws key.unreadable, identity.locked (a passphrase is needed), identity.passphrase (a wrong one) */
export function readPrivateKey(bytes: Uint8Array, { source = "key", passphrase }: KeyFile = {}): KeyObject {
  if (bytes.length === 0) {
    throw new ColophonError("key.unreadable", `expected a private key in "${source}", found an empty file`);
  }
  const blocks = keyBlocks(bytes, source);
  const [first] = blocks;
  if (first?.isEncrypted && passphrase === undefined) {
    throw new ColophonError(
      "identity.locked",
      `the key "${source}" is encrypted and no passphrase was given`,
      { hints: ["give the passphrase: --passphrase-file <file>"] },
    );
  }
  for (const block of blocks) {
    if (block.encrypted) refuseCostlyKey(block.encrypted, source);
    try {
      return createPrivateKey({
        key: block.pem,
        ...(block.isEncrypted && passphrase !== undefined && { passphrase }),
      });
    } catch (cause) {
      if (block.isEncrypted && block.isWhole) throw notDecrypted(source, cause);
    }
  }
  throw new ColophonError(
    "key.unreadable",
    `the private key in "${source}" is damaged or of an unknown kind`,
    {
      hints: [`see what is in it: openssl pkey -in ${source} -noout -text`],
    },
  );
}

/** The one PEM block that holds a key, or every reading that fits the DER. */
function keyBlocks(bytes: Uint8Array, source: string): KeyBlock[] {
  const text = Buffer.from(bytes).toString("latin1");
  if (!text.includes("-----BEGIN ")) return derBlocks(bytes);
  const found = [...text.matchAll(PEM_BLOCK)];
  // An EC key file often opens with an "EC PARAMETERS" block, a bundle with certificates.
  const key = found.find(([, label]) => label?.endsWith("PRIVATE KEY"));
  if (key === undefined) {
    const labels = found.map(([, label]) => label).join(", ") || "a PEM block that never ends";
    throw new ColophonError("key.unreadable", `expected a private key in "${source}", found ${labels}`);
  }
  const pem = `${key[0].replace(/\r\n?/g, "\n")}\n`;
  const body = key[2] ?? "";
  // Written anew from its bytes: OpenSSL is to decrypt the very ones that were looked at.
  if (key[1] === "ENCRYPTED PRIVATE KEY") return derBlocks(Buffer.from(body, "base64"));
  // RFC 1421 §4.6.1.1: how OpenSSL encrypted keys before PKCS#8.
  return [{ pem, isEncrypted: /^Proc-Type: 4,ENCRYPTED/m.test(pem), isWhole: body.length > 100 }];
}

function derBlocks(bytes: Uint8Array): KeyBlock[] {
  if (!isWholeDer(bytes)) return [];
  // RFC 5958 §3: an EncryptedPrivateKeyInfo is an AlgorithmIdentifier and an OCTET STRING; public keys and
  // certificates begin like it, plain private keys with a version.
  const inner = bytes.subarray(derHeaderLength(bytes));
  const isEncrypted = inner[0] === SEQUENCE && inner[derLength(inner)] === OCTET_STRING;
  const labels = isEncrypted
    ? ["ENCRYPTED PRIVATE KEY"]
    : ["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY"];
  const body = Buffer.from(bytes)
    .toString("base64")
    .replace(/.{64}(?=.)/g, "$&\n");
  return labels.map((label) => ({
    pem: `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`,
    isEncrypted,
    isWhole: true,
    ...(isEncrypted && { encrypted: bytes }),
  }));
}

function notDecrypted(source: string, cause: unknown): ColophonError {
  // OpenSSL 3 leaves out the ciphers of old (RC2, single DES): no passphrase would help.
  if (cause instanceof Error && "code" in cause && cause.code === "ERR_OSSL_EVP_UNSUPPORTED") {
    return new ColophonError("key.unreadable", `the key "${source}" is encrypted in an outdated way`, {
      hints: [`encrypt it anew: openssl pkcs8 -topk8 -provider legacy -provider default -in ${source}`],
      cause,
    });
  }
  return new ColophonError("identity.passphrase", `the passphrase does not open the key "${source}"`, {
    cause,
  });
}

function isWholeDer(bytes: Uint8Array): boolean {
  return bytes[0] === SEQUENCE && bytes.length >= 16 && derLength(bytes) === bytes.length;
}

/** Of the value that begins here, header included (X.690 §8.1.3). */
function derLength(bytes: Uint8Array): number {
  const header = derHeaderLength(bytes);
  const long = bytes.subarray(2, header).reduce((sum, byte) => sum * 256 + byte, 0);
  return header + (header === 2 ? (bytes[1] ?? 0) : long);
}

function derHeaderLength(bytes: Uint8Array): number {
  const first = bytes[1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}
