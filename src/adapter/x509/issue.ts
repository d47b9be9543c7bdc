/** X.509 certificates and PKCS#10 requests, written as DER and signed through a callback. */
import { randomBytes } from "node:crypto";
import {
  type Asn1,
  bitString,
  integer,
  oid,
  readDer,
  sequence,
  set,
  tagged,
  time,
  value,
  writeDer,
} from "../der.js";
import type { Algorithm } from "../keys.js";
import { type CertificateUse, writeKeyIdentifiers, writeUse } from "./extension.js";
import { attributeOids } from "./names.js";
import { writeSignature, writeSignatureAlgorithm } from "./signature-algorithm.js";

export interface NameAttribute {
  /** CN, O, OU, C …, or a dotted OID. */
  type: string;
  value: string;
}

/** Signs with the issuer's key; ECDSA as r‖s, as the rest of colophon has it. */
export interface CertificateSigner {
  algorithm: Algorithm;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface CertificateContents {
  subject: readonly NameAttribute[];
  issuer: readonly NameAttribute[];
  notBefore: Date;
  notAfter: Date;
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Uint8Array;
  issuerPublicKey: Uint8Array;
  use: CertificateUse;
}

export type RequestContents = Pick<CertificateContents, "subject" | "publicKey" | "use">;

export async function issueCertificate(
  contents: CertificateContents,
  signer: CertificateSigner,
): Promise<Uint8Array> {
  const { subject, issuer, notBefore, notAfter, publicKey, issuerPublicKey, use } = contents;
  const toBeSigned = sequence(
    tagged(0, [integer(2)]), // v3
    value("integer", serialNumber()),
    writeSignatureAlgorithm(signer.algorithm),
    name(issuer),
    sequence(time(notBefore), time(notAfter)),
    name(subject),
    readDer(publicKey),
    tagged(3, [sequence(...writeUse(use), ...writeKeyIdentifiers(publicKey, issuerPublicKey))]),
  );
  return signed(toBeSigned, signer);
}

/** The request asks for a use; the authority may copy it or overrule it. */
export async function issueRequest(
  { subject, publicKey, use }: RequestContents,
  signer: CertificateSigner,
): Promise<Uint8Array> {
  const extensionRequest = sequence(oid("1.2.840.113549.1.9.14"), set(sequence(...writeUse(use)))); // RFC 2985 §5.4.2
  const toBeSigned = sequence(integer(0), name(subject), readDer(publicKey), tagged(0, [extensionRequest]));
  return signed(toBeSigned, signer);
}

async function signed(toBeSigned: Asn1, { algorithm, sign }: CertificateSigner): Promise<Uint8Array> {
  const signature = writeSignature(algorithm, await sign(writeDer(toBeSigned)));
  return writeDer(sequence(toBeSigned, writeSignatureAlgorithm(algorithm), bitString(signature)));
}

function name(attributes: readonly NameAttribute[]): Asn1 {
  return sequence(
    ...attributes.map(({ type, value: text }) =>
      set(
        sequence(
          oid(attributeOids[type] ?? type),
          value(type === "C" ? "printable" : "utf8", Buffer.from(text)),
        ),
      ),
    ),
  );
}

function serialNumber(): Uint8Array {
  // RFC 5280 §4.1.2.2: positive, at most 20 octets; the first bits must read neither as a sign nor as padding.
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}
