/** How much work a file asks for before its passphrase opens it: no more than anybody would wait for. */
import { ColophonError } from "../error.js";
import { type Asn1, bytesOf, childrenOf, oidOf, readDer } from "./der.js";

/** In one file. OpenSSL asks for 2,048 each time, good advice for some 600,000; nothing stops it before it is done. */
const MOST_ROUNDS = 5_000_000;
/** N·r·p of scrypt (RFC 7914 §2): blocks of 128 bytes, a gibibyte where p is 1. */
const MOST_BLOCKS = 2 ** 23;

const PBES2 = "1.2.840.113549.1.5.13";
const SCRYPT = "1.3.6.1.4.1.11591.4.11";

/**
 * @param encrypted an EncryptedPrivateKeyInfo (RFC 5958 §3)
 * @throws key.unreadable
 */
export function refuseCostlyKey(encrypted: Uint8Array, source: string): void {
  const [scheme, schemeParameters] = childrenOf(childrenOf(read(encrypted, source))[0]);
  // RFC 8018 §A.3 and §A.4: PBES1 and those of PKCS#12 hold salt and rounds; PBES2 another AlgorithmIdentifier first.
  const isPbes2 = oidOf(scheme) === PBES2;
  const [kind, parameters] = isPbes2
    ? childrenOf(childrenOf(schemeParameters)[0])
    : [scheme, schemeParameters];
  const numbers = childrenOf(parameters).slice(1).map(numberOf);
  const [n = 0, r = 0, p = 0] = numbers;
  if (oidOf(kind) !== SCRYPT) refuseManyRounds(n, source);
  else if (n * r * p > MOST_BLOCKS)
    throw tooCostly(source, `scrypt with N ${n}, r ${r}, p ${p}`, `N·r·p of at most ${MOST_BLOCKS}`);
}

function read(encrypted: Uint8Array, source: string): Asn1 {
  try {
    return readDer(encrypted);
  } catch (cause) {
    throw new ColophonError("key.unreadable", `the private key in "${source}" is damaged`, { cause });
  }
}

/** @throws key.unreadable */
export function refuseManyRounds(rounds: number, source: string): void {
  if (rounds <= MOST_ROUNDS) return;
  throw tooCostly(source, `${rounds} rounds`, `at most ${MOST_ROUNDS}`);
}

function tooCostly(source: string, found: string, expected: string): ColophonError {
  return new ColophonError(
    "key.unreadable",
    `"${source}": its encryption asks for more work than anybody waits for: expected ${expected}, found ${found}`,
    { hints: ["encrypt it anew where it was made, with fewer rounds"] },
  );
}

function numberOf(node: Asn1): number {
  return bytesOf(node).reduce((sum, byte) => sum * 256 + byte, 0);
}
