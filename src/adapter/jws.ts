/** The only importer of jose: JSON Web Signatures made with a key that stays elsewhere, and verified. */
import { X509Certificate } from "node:crypto";
import { base64url, compactVerify, decodeProtectedHeader } from "jose";
import { ColophonError } from "../error.js";

export interface JwsSigner {
  algorithm: keyof typeof names;
  /** DER, leaf first. */
  chain: readonly Uint8Array[];
  /** ECDSA as r‖s, which is what JWS wants too (RFC 7518 §3.4). */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface OpenedJws {
  typ?: string;
  chain: readonly Uint8Array[];
  payload: Uint8Array;
}

const names = {
  es256: "ES256",
  es384: "ES384",
  es512: "ES512",
  ps256: "PS256",
  ps384: "PS384",
  ps512: "PS512",
  ed25519: "EdDSA",
} as const;

/** No "none", and nothing with a shared secret: the certificate's public key would pass for one. */
const accepted = [...Object.values(names), "Ed25519"];

const mostCertificates = 8;

/** jose signs only with keys it holds; ours may be in hardware, so the signing input is put together here. */
export async function signJws(payload: Uint8Array, typ: string, signer: JwsSigner): Promise<string> {
  const x5c = signer.chain.map((der) => Buffer.from(der).toString("base64"));
  const header = JSON.stringify({ alg: names[signer.algorithm], typ, x5c });
  const input = `${base64url.encode(header)}.${base64url.encode(payload)}`;
  const signature = await signer.sign(new TextEncoder().encode(input));
  return `${input}.${base64url.encode(signature)}`;
}

/** What it says, unchecked. Undefined for text that is no compact JWS. */
export function openJws(text: string): OpenedJws | undefined {
  const parts = text.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const { typ, x5c = [] } = decodeProtectedHeader(text);
    const chain = x5c.slice(0, mostCertificates).map((der) => new Uint8Array(Buffer.from(der, "base64")));
    const payload = base64url.decode(parts[1] ?? "");
    return { chain, payload, ...(typeof typ === "string" ? { typ } : {}) };
  } catch {
    return undefined;
  }
}

/** Throws `key.algorithm` for a key that no JWS can be verified with. */
export async function verifyJws(text: string, certificate: Uint8Array): Promise<boolean> {
  const key = publicKeyOf(certificate);
  if (!key) return false;
  // WebCrypto, on which jose stands, has no keys that are bound to RSASSA-PSS.
  if (key.asymmetricKeyType === "rsa-pss") {
    throw new ColophonError(
      "key.algorithm",
      "expected an elliptic, Ed25519 or RSA key, found one for RSA-PSS only",
    );
  }
  return compactVerify(text, key, { algorithms: accepted }).then(
    () => true,
    () => false,
  );
}

function publicKeyOf(certificate: Uint8Array) {
  try {
    return new X509Certificate(certificate).publicKey;
  } catch {
    return undefined;
  }
}
