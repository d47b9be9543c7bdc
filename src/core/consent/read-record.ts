/** A signed consent record read and judged: is it as it was signed, by whom, and does anybody vouch for them? */
import { chainsTo, signerRecognizedBy } from "../trust/chain.js";
import type { TrustList } from "../trust/list.js";
import { checkSignerPurpose } from "../trust/signer-purpose.js";
import { readCertificate } from "../verifying/certificate.js";
import { referTo } from "../verifying/refer.js";
import type { CertificateSummary, ListReference } from "../verifying/verification.js";
import type { JwsRoom } from "./jws.js";
import { type ConsentRecord, invalid, parseRecord } from "./record.js";
import { recordType } from "./sign-record.js";

export interface RecordSigner {
  answer:
    | "recognized"
    /** Leads to the certificate that was given for it. */
    | "given"
    | "not-recognized"
    /** The certificate was not valid when the record says it was signed. */
    | "expired"
    | "unsuitable";
  /** As the certificate says. */
  name: string;
  certificate?: CertificateSummary;
  list?: ListReference;
}

export interface ReadConsent {
  signature: "verified" | "broken";
  /** Where the signature is broken, what somebody wrote there. */
  record: ConsentRecord;
  signer: RecordSigner;
  /** The signature is whole, and somebody that was asked for vouches for the signer. */
  isTrusted: boolean;
}

export interface RecordTrust {
  lists: readonly TrustList[];
  /** DER: only a signer that leads to it is accepted, whatever the lists say. */
  certificate?: Uint8Array;
}

const largestRecord = 256 * 1024;

/** Throws `consent.invalid` for text that holds no record. */
export async function readRecord(text: string, trust: RecordTrust, room: JwsRoom): Promise<ReadConsent> {
  const jws = text.trim();
  const opened = jws.length > largestRecord ? undefined : room.openJws(jws);
  if (!opened) throw invalid("expected one line of signed text (a JWS), found something else");
  if (opened.typ !== recordType)
    throw invalid(`it is signed as something else, expected the type "${recordType}"`);
  const record = parseRecord(parseJson(opened.payload));
  const leaf = opened.chain[0] ?? trust.certificate;
  const isWhole = leaf !== undefined && (await room.verifyJws(jws, leaf));
  const chain = leaf ? [leaf, ...opened.chain.slice(1)] : [];
  const signer = isWhole ? judgeSigner(chain, record, trust) : namedIn(leaf);
  return {
    signature: isWhole ? "verified" : "broken",
    record,
    signer,
    isTrusted: isWhole && (signer.answer === "recognized" || signer.answer === "given"),
  };
}

/** Whoever wrote a record that is not whole has put any certificate beside it: no list can speak for that. */
function namedIn(leaf: Uint8Array | undefined): RecordSigner {
  const certificate = readCertificate(leaf);
  if (!certificate) return { answer: "not-recognized", name: "nobody" };
  const name = certificate.organization ?? certificate.commonName ?? certificate.subject;
  return { answer: "not-recognized", name, certificate };
}

function judgeSigner(
  [leaf, ...intermediates]: readonly Uint8Array[],
  record: ConsentRecord,
  trust: RecordTrust,
): RecordSigner {
  const { name, certificate } = namedIn(leaf);
  if (!leaf || !certificate) return { answer: "not-recognized", name };
  const about = { name, certificate };
  if (!checkSignerPurpose(leaf).isClaimSigner) return { answer: "unsuitable", ...about };
  if (record.recorded < certificate.notBefore || certificate.notAfter < record.recorded)
    return { answer: "expired", ...about };
  if (trust.certificate) {
    const isLeading = chainsTo(leaf, intermediates, [given(trust.certificate)], record.recorded);
    return { answer: isLeading ? "given" : "not-recognized", ...about };
  }
  const list = signerRecognizedBy([leaf, ...intermediates], trust.lists);
  return list
    ? { answer: "recognized", ...about, list: referTo(list) }
    : { answer: "not-recognized", ...about };
}

function given(certificate: Uint8Array): TrustList {
  return { name: "given", kind: "c2pa", origin: "given", certificates: [certificate], sha256: "" };
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(payload));
  } catch (cause) {
    throw invalid("its content is not JSON", cause);
  }
}
