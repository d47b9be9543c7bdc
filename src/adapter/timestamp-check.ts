/** Everything that must hold before a timestamp is believed, one sentence for each thing that can be wrong. */
import { constants, createHash, verify, X509Certificate } from "node:crypto";
import { ColophonError } from "../error.js";
import { chainOf } from "./timestamp-chain.js";
import { oid } from "./timestamp-oid.js";

/** A timestamp taken apart; nothing in it has been checked. */
export interface ParsedStamp {
  token: Uint8Array;
  contentType: string;
  /** The DER of TSTInfo, which is what the authority signed. */
  content: Uint8Array;
  time: Date;
  imprintAlgorithm: string;
  imprint: Uint8Array;
  nonce: Uint8Array | undefined;
  digestAlgorithm: string;
  signatureAlgorithm: string;
  signature: Uint8Array;
  /** As a DER SET, the form that is signed (RFC 5652 §5.4); empty when there are none. */
  signedAttributes: Uint8Array;
  signedContentType: string | undefined;
  signedDigest: Uint8Array | undefined;
  certificateHash: { algorithm: string; hash: Uint8Array } | undefined;
  certificates: readonly Uint8Array[];
  leaf: Uint8Array | undefined;
  usage: { isCritical: boolean; purposes: readonly string[] } | undefined;
  authority: string;
}

export interface ExpectedStamp {
  message: Uint8Array;
  /** As the content of a DER INTEGER. */
  nonce: Uint8Array;
  now: Date;
}

/** The hash functions C2PA 2.x §13.1 allows. */
const hashNames: Readonly<Record<string, string>> = {
  [oid.sha256]: "sha256",
  [oid.sha384]: "sha384",
  [oid.sha512]: "sha512",
};
/** RFC 3161 itself names the certificate by SHA-1; there it only points, the signature does not rest on it. */
const pointerHashNames: Readonly<Record<string, string>> = { ...hashNames, [oid.sha1]: "sha1" };

/** How far a timestamp may lie from this computer's clock: authorities are exact, computers are not. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;

/** Throws `timestamp.failed` with the first fault; returns the authority's chain as DER, leaf first. */
export function checkStamp(stamp: ParsedStamp, expected: ExpectedStamp): Uint8Array[] {
  checkAnswersRequest(stamp, expected);
  checkTime(stamp.time, expected.now);
  const leaf = certificateOf(stamp.leaf);
  checkSignature(stamp, leaf);
  checkPurpose(stamp.usage);
  return chainOf(leaf, stamp.certificates.map(certificateOf), stamp.time).map(
    ({ raw }) => new Uint8Array(raw),
  );
}

function fail(message: string, cause?: unknown): ColophonError {
  return new ColophonError("timestamp.failed", message, { cause });
}

function checkAnswersRequest(stamp: ParsedStamp, expected: ExpectedStamp): void {
  if (stamp.contentType !== oid.timestampInfo) throw fail("the token holds something other than a timestamp");
  const imprint = createHash("sha256").update(expected.message).digest();
  if (hashNames[stamp.imprintAlgorithm] !== "sha256" || !imprint.equals(stamp.imprint)) {
    throw fail("the timestamp is for other data than was sent");
  }
  if (stamp.nonce === undefined) throw fail("the timestamp does not repeat the request's nonce");
  if (!Buffer.from(expected.nonce).equals(stamp.nonce)) {
    throw fail("the timestamp answers another request, its nonce is not the one sent");
  }
}

function checkTime(time: Date, now: Date): void {
  if (Math.abs(time.getTime() - now.getTime()) <= CLOCK_TOLERANCE_MS) return;
  throw fail(
    `the timestamp says ${time.toISOString()} and this computer's clock ${now.toISOString()}, expected at most ${CLOCK_TOLERANCE_MS / 60_000} minutes between them`,
  );
}

function certificateOf(der: Uint8Array | undefined): X509Certificate {
  if (der === undefined) throw fail("the timestamp does not carry its authority's certificate");
  try {
    return new X509Certificate(der);
  } catch (error) {
    throw fail("the timestamp carries a certificate that cannot be read", error);
  }
}

/** RFC 5652 §5.4 and RFC 3161 §2.4.1: the signature covers attributes, and these name content and signer. */
function checkSignature(stamp: ParsedStamp, leaf: X509Certificate): void {
  const hashName = hashNames[stamp.digestAlgorithm];
  if (hashName === undefined)
    throw fail("the timestamp is signed over a hash that is not SHA-256, 384 or 512");
  const digest = createHash(hashName).update(stamp.content).digest();
  if (stamp.signedContentType !== oid.timestampInfo || stamp.signedDigest === undefined) {
    throw fail("the timestamp's signature does not say what it signs");
  }
  if (!digest.equals(stamp.signedDigest)) throw fail("the timestamp was changed after it was signed");
  const pointerHash = pointerHashNames[stamp.certificateHash?.algorithm ?? ""];
  if (stamp.certificateHash === undefined || pointerHash === undefined) {
    throw fail("the timestamp's signature does not name its certificate");
  }
  if (!createHash(pointerHash).update(leaf.raw).digest().equals(stamp.certificateHash.hash)) {
    throw fail("the timestamp's signature names another certificate than the one it carries");
  }
  if (!isSignedBy(stamp, leaf, hashName))
    throw fail("the timestamp's signature does not match its certificate");
}

function isSignedBy(stamp: ParsedStamp, leaf: X509Certificate, hashName: string): boolean {
  const key = leaf.publicKey;
  const isPss = stamp.signatureAlgorithm === oid.rsaPss;
  const options = isPss
    ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
    : key;
  const hash = key.asymmetricKeyType === "ed25519" ? null : hashName;
  try {
    return verify(hash, stamp.signedAttributes, options, stamp.signature);
  } catch {
    return false; // a key or a signature the algorithm cannot even begin with
  }
}

/** RFC 3161 §2.3: the certificate is for timestamps, marked critical, and for nothing else. */
function checkPurpose(usage: ParsedStamp["usage"]): void {
  if (usage === undefined || !usage.purposes.includes(oid.timeStamping)) {
    throw fail("the authority's certificate is not meant for timestamps");
  }
  if (usage.purposes.length > 1) throw fail("the authority's certificate is meant for more than timestamps");
  if (!usage.isCritical) throw fail("the authority's certificate does not mark its purpose as critical");
}
