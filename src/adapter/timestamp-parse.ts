/** Takes a timestamp authority's answer apart; what it says is judged elsewhere. */
import type * as Asn1 from "asn1js";
import type * as Pki from "pkijs";
import { ColophonError } from "../error.js";
import type { ParsedStamp } from "./timestamp-check.js";
import { oid } from "./timestamp-oid.js";

/** Handed in by the one file that imports them. */
export interface DerLibraries {
  asn1: typeof Asn1;
  pki: typeof Pki;
}

/** RFC 3161 §2.4.2: 0 and 1 are granted; the words for the others that have one. */
const statusWords: Readonly<Record<number, string>> = { 2: "rejected", 3: "put off" };

/** Throws `timestamp.failed` when the authority did not grant the request or the DER is not what it should be. */
export function parseTimestampResponse(der: Uint8Array, libraries: DerLibraries): ParsedStamp {
  const [status, token] = orFail("the answer is not a timestamp response", () => {
    const schema = decode(der, libraries);
    // Byte for byte: encoded anew, a token in loose DER would no longer match its own signature.
    const raw = children(schema, libraries)[1]?.valueBeforeDecodeView.slice();
    return [new libraries.pki.TimeStampResp({ schema }).status.status, raw] as const;
  });
  if (status > 1) {
    throw new ColophonError(
      "timestamp.failed",
      `the authority ${statusWords[status] ?? "refused"} the request`,
    );
  }
  if (token === undefined) {
    throw new ColophonError("timestamp.failed", "the authority granted the request but sent no timestamp");
  }
  return orFail("the timestamp is malformed", () => parseToken(token, libraries));
}

function orFail<T>(message: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new ColophonError("timestamp.failed", message, { cause: error });
  }
}

function parseToken(token: Uint8Array, libraries: DerLibraries): ParsedStamp {
  const { pki } = libraries;
  const envelope = new pki.ContentInfo({ schema: decode(token, libraries) });
  if (envelope.contentType !== oid.signedData) throw new Error("not signed data");
  const certificates = rawCertificates(envelope.content, libraries);
  const signed = new pki.SignedData({ schema: envelope.content });
  const [signer, ...others] = signed.signerInfos;
  if (signer === undefined || others.length > 0) throw new Error("not exactly one signer");
  const content = new Uint8Array(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0));
  const info = new pki.TSTInfo({ schema: decode(content, libraries) });
  return {
    token,
    contentType: signed.encapContentInfo.eContentType,
    content,
    time: info.genTime,
    imprintAlgorithm: info.messageImprint.hashAlgorithm.algorithmId,
    imprint: info.messageImprint.hashedMessage.valueBlock.valueHexView,
    nonce: info.nonce?.valueBlock.valueHexView,
    digestAlgorithm: signer.digestAlgorithm.algorithmId,
    signatureAlgorithm: signer.signatureAlgorithm.algorithmId,
    signature: signer.signature.valueBlock.valueHexView,
    ...signedAttributes(signer, libraries),
    ...signerCertificate(signer, certificates, libraries),
    certificates,
  };
}

type SignedAttributes = Pick<
  ParsedStamp,
  "signedAttributes" | "signedContentType" | "signedDigest" | "certificateHash"
>;

function signedAttributes(signer: Pki.SignerInfo, libraries: DerLibraries): SignedAttributes {
  const { asn1 } = libraries;
  const { encodedValue = new ArrayBuffer(0), attributes = [] } = signer.signedAttrs ?? {};
  // RFC 5652 §11: each of these stands once and has one value; twice is as good as not at all.
  const single = (type: string): unknown => {
    const [values, ...more] = attributes.filter((one) => one.type === type).map((one) => one.values);
    return more.length === 0 && values?.length === 1 ? values[0] : undefined;
  };
  const type = single(oid.contentType);
  const digest = single(oid.messageDigest);
  return {
    signedAttributes: new Uint8Array(encodedValue),
    signedContentType: type instanceof asn1.ObjectIdentifier ? type.valueBlock.toString() : undefined,
    signedDigest: digest instanceof asn1.OctetString ? digest.valueBlock.valueHexView : undefined,
    certificateHash:
      certificateHash(single(oid.signingCertificateV2), oid.sha256, libraries) ??
      certificateHash(single(oid.signingCertificate), oid.sha1, libraries),
  };
}

/** RFC 5816: SigningCertificateV2 → certs → first ESSCertID → [hash algorithm], hash; the older one is SHA-1. */
function certificateHash(attribute: unknown, algorithm: string, libraries: DerLibraries) {
  const { asn1 } = libraries;
  const first = children(children(attribute, libraries)[0], libraries)[0];
  const [head, next] = children(first, libraries);
  if (head instanceof asn1.OctetString) return { algorithm, hash: head.valueBlock.valueHexView };
  const [named] = children(head, libraries);
  if (!(named instanceof asn1.ObjectIdentifier) || !(next instanceof asn1.OctetString)) return undefined;
  return { algorithm: named.valueBlock.toString(), hash: next.valueBlock.valueHexView };
}

/** Of SignedData, the [0] certificates as they came. */
function rawCertificates(signedData: unknown, libraries: DerLibraries): Uint8Array[] {
  const set = children(signedData, libraries).find(
    ({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0,
  );
  return children(set, libraries).map((item) => item.valueBeforeDecodeView.slice());
}

function signerCertificate(
  { sid }: Pki.SignerInfo,
  certificates: readonly Uint8Array[],
  libraries: DerLibraries,
): Pick<ParsedStamp, "leaf" | "usage" | "authority"> {
  const { pki } = libraries;
  for (const der of certificates) {
    const certificate = pki.Certificate.fromBER(der);
    if (!isNamedBy(sid, certificate, libraries)) continue;
    const usage = certificate.extensions?.find(({ extnID }) => extnID === oid.extendedKeyUsage);
    const purposes = usage?.parsedValue instanceof pki.ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
    return {
      leaf: der,
      usage: { isCritical: usage?.critical ?? false, purposes },
      authority: nameOf(certificate),
    };
  }
  return { leaf: undefined, usage: undefined, authority: "" };
}

/** RFC 5652 §5.3: a signer is named by issuer and serial number, or by the key's identifier. */
function isNamedBy(sid: unknown, certificate: Pki.Certificate, { asn1, pki }: DerLibraries): boolean {
  if (sid instanceof pki.IssuerAndSerialNumber) {
    return certificate.issuer.isEqual(sid.issuer) && certificate.serialNumber.isEqual(sid.serialNumber);
  }
  const own = certificate.extensions?.find(({ extnID }) => extnID === oid.subjectKeyIdentifier)?.parsedValue;
  if (!(sid instanceof asn1.Primitive) || !(own instanceof asn1.OctetString)) return false;
  return Buffer.from(own.valueBlock.valueHexView).equals(sid.valueBlock.valueHexView);
}

function nameOf(certificate: Pki.Certificate): string {
  const names = certificate.subject.typesAndValues;
  const named = [oid.commonName, oid.organizationName].map((type) => names.find((one) => one.type === type));
  return String(named.find((one) => one !== undefined)?.value.valueBlock.value ?? "");
}

function decode(der: Uint8Array, { asn1 }: DerLibraries): Asn1.AsnType {
  const { offset, result } = asn1.fromBER(new Uint8Array(der));
  if (offset !== der.length) throw new Error("not one DER item");
  return result;
}

function children(node: unknown, { asn1 }: DerLibraries): Asn1.BaseBlock[] {
  return node instanceof asn1.Constructed || node instanceof asn1.Sequence || node instanceof asn1.Set
    ? node.valueBlock.value
    : [];
}
