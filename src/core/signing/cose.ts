/** The COSE_Sign1 a Content Credential is signed with, complete: chain, signature, timestamp and padding. */
import { ColophonError } from "../../error.js";
import { encodeCbor } from "../credential/cbor.js";
import type { Algorithm } from "../identity/algorithm.js";

/** RFC 9053 §2 and RFC 8230 §2; C2PA 2.x §13.2 allows these seven and no others. */
const coseAlgorithmId: Record<Algorithm, number> = {
  es256: -7,
  es384: -35,
  es512: -36,
  ps256: -37,
  ps384: -38,
  ps512: -39,
  ed25519: -8,
};

const HEADER_ALGORITHM = 1;
const HEADER_X5CHAIN = 33;
const TAG_COSE_SIGN1 = 18;
const NO_BYTES = new Uint8Array(0);

/** Room for headers, the longest signature (RSA 4096: 512 bytes) and some slack. */
const BASE_ROOM_BYTES = 2048;
/** A timestamp carries its authority's own chain: 3–8 kB are common, a long chain of RSA keys is more. */
const TIMESTAMP_ROOM_BYTES = 20_000;

export interface CoseRequest {
  algorithm: Algorithm;
  /** Certificates as DER, leaf first, without the root. */
  chain: readonly Uint8Array[];
  /** Signs the bytes it gets; ECDSA signatures come back as r‖s (IEEE P1363), not as DER. */
  sign: (toBeSigned: Uint8Array) => Promise<Uint8Array>;
  /** Returns the RFC 3161 TimeStampToken (not the whole response) over the bytes it gets. */
  stamp?: (message: Uint8Array) => Promise<Uint8Array>;
  /** The claim's CBOR, as the engine hands it out. */
  claim: Uint8Array;
  /** The exact size of the result: the engine has already laid out the file around it. */
  reserveSize: number;
}

/** How many bytes to reserve for a signature by this chain. */
export function reserveSizeFor(chain: readonly Uint8Array[], isTimestamped: boolean): number {
  const chainBytes = chain.reduce((sum, certificate) => sum + certificate.length, 0);
  return BASE_ROOM_BYTES + chainBytes + (isTimestamped ? TIMESTAMP_ROOM_BYTES : 0);
}

/**
 * Signs the claim and wraps the signature: exactly `reserveSize` bytes of tagged COSE_Sign1 with a
 * detached payload (C2PA 2.x §13.2, RFC 9052 §4.2). Throws `sign.failed` when they do not suffice.
 */
export async function buildCoseSign1(request: CoseRequest): Promise<Uint8Array> {
  const [leaf, ...intermediates] = request.chain;
  if (leaf === undefined) throw new ColophonError("sign.failed", "expected a certificate chain, found none");
  const protectedHeader = encodeCbor(
    new Map<number, unknown>([
      [HEADER_ALGORITHM, coseAlgorithmId[request.algorithm]],
      // RFC 9360 §2: a single certificate is the bare byte string, more are an array.
      [HEADER_X5CHAIN, intermediates.length === 0 ? leaf : request.chain],
    ]),
  );
  const signature = await request.sign(encodeCbor(["Signature1", protectedHeader, NO_BYTES, request.claim]));
  const unprotected = new Map<string, unknown>();
  if (request.stamp !== undefined) {
    // C2PA 2.x §10.3 ("sigTst2"): what is stamped is the signature as the CBOR item it is in the file.
    const message = encodeCbor(["CounterSignature", protectedHeader, NO_BYTES, encodeCbor(signature)]);
    const token = await request.stamp(message);
    unprotected.set("sigTst2", new Map([["tstTokens", [new Map([["val", token]])]]]));
  }
  const encode = (padding: ReadonlyMap<string, Uint8Array>) =>
    encodeCbor([protectedHeader, new Map([...unprotected, ...padding]), null, signature], TAG_COSE_SIGN1);
  return padTo(request.reserveSize, encode);
}

function padTo(
  reserveSize: number,
  encode: (padding: ReadonlyMap<string, Uint8Array>) => Uint8Array,
): Uint8Array {
  const unpadded = encode(new Map([["pad", NO_BYTES]]));
  const missing = reserveSize - unpadded.length;
  if (missing < 0) {
    throw new ColophonError(
      "sign.failed",
      `the signature with its certificates and timestamp needs ${unpadded.length} bytes, only ${reserveSize} are reserved`,
    );
  }
  const pad = paddingOf(missing);
  if (pad !== undefined) return encode(new Map([["pad", pad]]));
  // Some sizes cannot be met, since the length header of "pad" grows with it: a second entry shifts them.
  const pads = new Map<string, Uint8Array>([["pad2", NO_BYTES]]);
  const rest = paddingOf(reserveSize - encode(new Map([...pads, ["pad", NO_BYTES]])).length);
  if (rest === undefined) throw new Error(`no padding makes up ${missing} bytes`);
  return encode(pads.set("pad", rest));
}

/** Zeros whose CBOR byte string is `extra` bytes longer than the empty one, if there are such. */
function paddingOf(extra: number): Uint8Array | undefined {
  for (const headerGrowth of [0, 1, 2, 4]) {
    const length = extra - headerGrowth;
    if (length >= 0 && headerGrowthOf(length) === headerGrowth) return new Uint8Array(length);
  }
  return undefined;
}

/** RFC 8949 §3: lengths below 24 sit in the first byte, then come one, two or four more. */
function headerGrowthOf(length: number): number {
  if (length < 24) return 0;
  if (length < 0x100) return 1;
  return length < 0x10000 ? 2 : 4;
}
