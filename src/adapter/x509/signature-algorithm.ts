/** How X.509 names and encodes signatures, written and read. */
import {
  type Asn1,
  childrenOf,
  integer,
  isTagged,
  oid,
  oidOf,
  sequence,
  tagged,
  value,
  writeDer,
} from "../der.js";
import type { Algorithm } from "../keys.js";
import { digestNames, signatureAlgorithmNames } from "./names.js";

const RSASSA_PSS = "1.2.840.113549.1.1.10";

export function writeSignatureAlgorithm(algorithm: Algorithm): Asn1 {
  if (algorithm === "ed25519") return sequence(oid("1.3.101.112")); // RFC 8410 §3: no parameters
  const index = ["256", "384", "512"].indexOf(algorithm.slice(2));
  if (algorithm.startsWith("es")) return sequence(oid(`1.2.840.10045.4.3.${index + 2}`));
  const hash = sequence(oid(`2.16.840.1.101.3.4.2.${index + 1}`), value("null", new Uint8Array()));
  // RFC 8017 §A.2.3; C2PA 2.4 §14.5.1.1 wants the hash and the mask's hash written out, and alike.
  const parameters = sequence(
    tagged(0, [hash]),
    tagged(1, [sequence(oid("1.2.840.113549.1.1.8"), hash)]),
    tagged(2, [integer(Number(algorithm.slice(2)) / 8)]),
  );
  return sequence(oid(RSASSA_PSS), parameters);
}

/** With the digest, where the algorithm leaves it to its parameters: "RSASSA-PSS-with-SHA256". */
export function readSignatureAlgorithm(node: Asn1 | undefined): string {
  const [type, parameters] = childrenOf(node);
  const id = oidOf(type);
  if (id !== RSASSA_PSS) return signatureAlgorithmNames[id] ?? id;
  // RFC 8017 §A.2.3: the digest is SHA-1 where the parameters do not name one.
  const holder = childrenOf(parameters).find((child) => isTagged(child, 0));
  const digest = oidOf(childrenOf(childrenOf(holder)[0])[0]);
  return `RSASSA-PSS-with-${digest === "" ? "SHA1" : (digestNames[digest] ?? digest)}`;
}

/** X.509 has ECDSA as a DER sequence of two integers (RFC 3279 §2.2.3), the signer gives r‖s. */
export function writeSignature(algorithm: Algorithm, raw: Uint8Array): Uint8Array {
  if (!algorithm.startsWith("es")) return raw;
  const half = raw.length / 2;
  return writeDer(sequence(unsigned(raw.subarray(0, half)), unsigned(raw.subarray(half))));
}

function unsigned(bytes: Uint8Array): Asn1 {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start === -1 ? Uint8Array.of(0) : bytes.subarray(start);
  const isSignLike = ((digits[0] ?? 0) & 0x80) !== 0;
  return value("integer", isSignLike ? Buffer.concat([Uint8Array.of(0), digits]) : digits);
}
