/** Keys through node:crypto alone: made, read, exported, signed with; the certificates beside them read. */
import {
  constants,
  createPublicKey,
  sign as cryptoSign,
  verify as cryptoVerify,
  generateKeyPair,
  type KeyObject,
} from "node:crypto";
import { promisify } from "node:util";

export { readCertificates } from "./certificate-file.js";
export { readPrivateKey } from "./key-file.js";

export type Algorithm = "es256" | "es384" | "es512" | "ps256" | "ps384" | "ps512" | "ed25519";

interface Recipe {
  /** What node:crypto hashes with; Ed25519 hashes inside. */
  digest: "sha256" | "sha384" | "sha512" | null;
  curve?: string;
  /** RSASSA-PSS with a salt as long as the digest (RFC 8230 §2). */
  saltLength?: number;
}

const recipes: Record<Algorithm, Recipe> = {
  es256: { digest: "sha256", curve: "prime256v1" },
  es384: { digest: "sha384", curve: "secp384r1" },
  es512: { digest: "sha512", curve: "secp521r1" },
  ps256: { digest: "sha256", saltLength: 32 },
  ps384: { digest: "sha384", saltLength: 48 },
  ps512: { digest: "sha512", saltLength: 64 },
  ed25519: { digest: null },
};

export const algorithms = Object.keys(recipes) as Algorithm[];
const NEW_RSA_BITS = 3072;
const LEAST_RSA_BITS = 2048; // C2PA 2.4 §14.5.1.1

const makePair = promisify(generateKeyPair);
const signAsync = promisify(cryptoSign);

export async function generateKey(algorithm: Algorithm): Promise<KeyObject> {
  const { curve, saltLength } = recipes[algorithm];
  if (curve !== undefined) return (await makePair("ec", { namedCurve: curve })).privateKey;
  if (saltLength !== undefined) return (await makePair("rsa", { modulusLength: NEW_RSA_BITS })).privateKey;
  return (await makePair("ed25519")).privateKey;
}

/** Which algorithms a key, private or public, can serve; none when C2PA has no use for it. */
export function algorithmsFor(key: KeyObject): Algorithm[] {
  const details = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case "ec":
      return algorithms.filter((algorithm) => recipes[algorithm].curve === details.namedCurve);
    case "rsa":
    case "rsa-pss":
      if ((details.modulusLength ?? 0) < LEAST_RSA_BITS) return [];
      // An rsa-pss key may be bound to one digest; node:crypto refuses any other.
      return algorithms.filter(
        (algorithm) =>
          recipes[algorithm].saltLength !== undefined &&
          (details.hashAlgorithm === undefined || details.hashAlgorithm === recipes[algorithm].digest),
      );
    case "ed25519":
      return ["ed25519"];
    default:
      return [];
  }
}

/** The signature as COSE wants it: ECDSA is r‖s of fixed length (RFC 9053 §2.1), not DER. */
export async function signRaw(algorithm: Algorithm, key: KeyObject, bytes: Uint8Array): Promise<Uint8Array> {
  return signAsync(recipes[algorithm].digest, bytes, { key, ...signingOptions(algorithm) });
}

export function verifyRaw(
  algorithm: Algorithm,
  key: KeyObject,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return cryptoVerify(
    recipes[algorithm].digest,
    bytes,
    { key: publicKey, ...signingOptions(algorithm) },
    signature,
  );
}

function signingOptions(algorithm: Algorithm) {
  const { saltLength } = recipes[algorithm];
  if (saltLength !== undefined) return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength };
  return { dsaEncoding: "ieee-p1363" as const };
}

/** PKCS#8 PEM, encrypted with AES-256-CBC when a passphrase is given. */
export function exportPrivateKey(key: KeyObject, passphrase?: string): string {
  const pem =
    passphrase === undefined
      ? key.export({ format: "pem", type: "pkcs8" })
      : key.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase });
  return pem.toString();
}

/** SubjectPublicKeyInfo as DER, which is also how two keys are compared. */
export function exportPublicKey(key: KeyObject): Uint8Array {
  const publicKey = key.type === "private" ? createPublicKey(key) : key;
  return publicKey.export({ format: "der", type: "spki" });
}
