/** What an external signer's signature must be before it is used: the right kind, length and key. */

import { constants, type KeyObject, verify, type X509Certificate } from "node:crypto";
import { ColophonError } from "../error.js";
import type { Algorithm } from "./keys.js";

interface AlgorithmFacts {
  keyTypes: readonly string[];
  /** As Node names it. */
  curve?: string;
  hash: string | null;
  /** Bytes of r and of s. */
  halfBytes?: number;
}

const facts: Record<Algorithm, AlgorithmFacts> = {
  es256: { keyTypes: ["ec"], curve: "prime256v1", hash: "sha256", halfBytes: 32 },
  es384: { keyTypes: ["ec"], curve: "secp384r1", hash: "sha384", halfBytes: 48 },
  es512: { keyTypes: ["ec"], curve: "secp521r1", hash: "sha512", halfBytes: 66 },
  ps256: { keyTypes: ["rsa", "rsa-pss"], hash: "sha256" },
  ps384: { keyTypes: ["rsa", "rsa-pss"], hash: "sha384" },
  ps512: { keyTypes: ["rsa", "rsa-pss"], hash: "sha512" },
  ed25519: { keyTypes: ["ed25519"], hash: null },
};

export function isSignerAlgorithm(name: unknown): name is Algorithm {
  return typeof name === "string" && Object.hasOwn(facts, name);
}

/** Whether a certificate's key can make signatures of this algorithm. */
export function fitsAlgorithm(key: KeyObject, algorithm: Algorithm): boolean {
  const { keyTypes, curve } = facts[algorithm];
  return (
    keyTypes.includes(key.asymmetricKeyType ?? "") &&
    (curve === undefined || key.asymmetricKeyDetails?.namedCurve === curve)
  );
}

/**
 * The signature in the form COSE wants (ECDSA as r‖s), checked against the certificate. Throws
 * `signer.failed` when its length is wrong or it does not verify.
 */
export function checkedSignature(
  printed: Uint8Array,
  message: Uint8Array,
  by: { algorithm: Algorithm; leaf: X509Certificate },
): Uint8Array {
  const expectedBytes = signatureBytes(by.leaf.publicKey, by.algorithm);
  const { halfBytes } = facts[by.algorithm];
  const isDer = halfBytes !== undefined && printed.length !== expectedBytes;
  const signature = isDer ? (fromDer(printed, halfBytes) ?? printed) : printed;
  if (signature.length !== expectedBytes) {
    throw new ColophonError(
      "signer.failed",
      `the signer printed ${printed.length} bytes, expected a signature of ${expectedBytes} bytes for "${by.algorithm}"`,
    );
  }
  if (!isValid(signature, message, by)) {
    throw new ColophonError("signer.failed", "the signer's signature does not match its own certificate");
  }
  return signature;
}

function signatureBytes(key: KeyObject, algorithm: Algorithm): number {
  const { halfBytes } = facts[algorithm];
  if (halfBytes !== undefined) return 2 * halfBytes;
  return algorithm === "ed25519" ? 64 : Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
}

function isValid(
  signature: Uint8Array,
  message: Uint8Array,
  { algorithm, leaf }: { algorithm: Algorithm; leaf: X509Certificate },
): boolean {
  const { hash, halfBytes } = facts[algorithm];
  const key = leaf.publicKey;
  if (halfBytes !== undefined) return verify(hash, message, { key, dsaEncoding: "ieee-p1363" }, signature);
  if (algorithm === "ed25519") return verify(hash, message, key, signature);
  // RFC 8230 §2: the salt is as long as the hash.
  const saltLength = constants.RSA_PSS_SALTLEN_DIGEST;
  return verify(hash, message, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature);
}

/** SEQUENCE { INTEGER r, INTEGER s } as r‖s, or undefined when the bytes are something else (RFC 3279 §2.2.3). */
function fromDer(der: Uint8Array, halfBytes: number): Uint8Array | undefined {
  const sequence = readDer(der, 0x30);
  if (sequence === undefined || sequence.rest.length > 0) return undefined;
  const r = readDer(sequence.content, 0x02);
  const s = r === undefined ? undefined : readDer(r.rest, 0x02);
  if (r === undefined || s === undefined || s.rest.length > 0) return undefined;
  const halves = [r.content, s.content].map((half) => half.subarray(half.findIndex((byte) => byte !== 0)));
  if (halves.some((half) => half.length > halfBytes)) return undefined;
  const raw = new Uint8Array(2 * halfBytes);
  for (const [index, half] of halves.entries()) raw.set(half, (index + 1) * halfBytes - half.length);
  return raw;
}

/** No ECDSA signature is longer than 255 bytes: one length byte, or two with 0x81. */
function readDer(bytes: Uint8Array, tag: number): { content: Uint8Array; rest: Uint8Array } | undefined {
  const start = bytes[1] === 0x81 ? 3 : 2;
  const length = bytes[start - 1];
  if (bytes[0] !== tag || length === undefined || bytes.length < start + length) return undefined;
  return { content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}
