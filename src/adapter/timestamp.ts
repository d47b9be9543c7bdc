/** RFC 3161: what is asked of a timestamp authority, and what its answer must stand up to. */
import { createHash } from "node:crypto";
import { checkStamp } from "./timestamp-check.js";
import { oid } from "./timestamp-oid.js";
import { type DerLibraries, parseTimestampResponse } from "./timestamp-parse.js";

export interface CheckedStamp {
  /** The TimeStampToken byte for byte as it came, without the response around it. */
  token: Uint8Array;
  time: Date;
  /** Common name, or else organization, of the authority's certificate: text from outside. */
  authority: string;
  /** The authority's certificates as DER, leaf first, each issued by the next. */
  chain: Uint8Array[];
}

/** Loaded when a timestamp is really wanted: importing the two takes longer than the program's start. */
async function loadDerLibraries(): Promise<DerLibraries> {
  const [asn1, pki] = await Promise.all([import("asn1js"), import("pkijs")]);
  return { asn1, pki };
}

/** The DER of a TimeStampReq over the SHA-256 of `message`; the authority's certificates are asked for. */
export async function buildTimestampRequest(
  message: Uint8Array,
  { nonce }: { nonce: Uint8Array },
): Promise<Uint8Array> {
  const { asn1, pki } = await loadDerLibraries();
  const digest = new Uint8Array(createHash("sha256").update(message).digest());
  const request = new pki.TimeStampReq({
    version: 1,
    messageImprint: new pki.MessageImprint({
      hashAlgorithm: new pki.AlgorithmIdentifier({
        algorithmId: oid.sha256,
        algorithmParams: new asn1.Null(),
      }),
      hashedMessage: new asn1.OctetString({ valueHex: digest }),
    }),
    nonce: new asn1.Integer({ valueHex: derInteger(nonce) }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

/**
 * Reads a TimeStampResp and checks all of it: status, imprint, nonce, time, signature, certificate
 * and chain. Throws `timestamp.failed` with the first thing that is wrong.
 */
export async function readTimestampResponse(
  der: Uint8Array,
  expected: { message: Uint8Array; nonce: Uint8Array; now: Date },
): Promise<CheckedStamp> {
  const stamp = parseTimestampResponse(der, await loadDerLibraries());
  const chain = checkStamp(stamp, { ...expected, nonce: derInteger(expected.nonce) });
  return { token: stamp.token, time: stamp.time, authority: stamp.authority, chain };
}

/** The bytes as the content of a positive DER INTEGER: no idle zeros, and a zero before a high bit. */
function derInteger(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const first = bytes.findIndex((byte) => byte !== 0);
  const significant = first === -1 ? new Uint8Array(1) : bytes.slice(first);
  return (significant[0] ?? 0) >= 0x80 ? Uint8Array.of(0, ...significant) : Uint8Array.from(significant);
}
