/** The X.509 extensions colophon writes and reads (RFC 5280 §4.2). */
import { createHash } from "node:crypto";
import {
  type Asn1,
  bitString,
  bytesOf,
  childrenOf,
  integer,
  isTag,
  isTagged,
  oid,
  oidOf,
  readDer,
  sequence,
  tagged,
  value,
  writeDer,
} from "../der.js";
import { extensionOids, keyUsageNames } from "./names.js";

/** What a certificate says its key may do. */
export interface CertificateUse {
  isCa: boolean;
  /** How many authorities may stand below this one. */
  pathLength?: number;
  keyUsage: readonly string[];
  extendedKeyUsage: readonly string[];
}

export interface Extension {
  id: string;
  isCritical: boolean;
  content: Asn1;
}

const TRUE = value("boolean", Uint8Array.of(0xff));

/** The extensions that say what the key is for. */
export function writeUse(use: CertificateUse): Asn1[] {
  // DER leaves out what is the default: an end entity's cA:FALSE is an empty sequence.
  const basic = [
    ...(use.isCa ? [TRUE] : []),
    ...(use.pathLength === undefined ? [] : [integer(use.pathLength)]),
  ];
  const purposes = use.extendedKeyUsage.map(oid);
  return [
    extension(extensionOids.basicConstraints, true, sequence(...basic)),
    extension(extensionOids.keyUsage, true, usageBits(use.keyUsage)),
    ...(purposes.length > 0 ? [extension(extensionOids.extendedKeyUsage, false, sequence(...purposes))] : []),
  ];
}

/** The extensions that say which key this is and which key signed it. */
export function writeKeyIdentifiers(publicKey: Uint8Array, issuerPublicKey: Uint8Array): Asn1[] {
  const subjectKey = value("octetString", keyIdentifier(publicKey));
  const authorityKey = sequence(tagged(0, keyIdentifier(issuerPublicKey)));
  return [
    extension(extensionOids.subjectKeyIdentifier, false, subjectKey),
    extension(extensionOids.authorityKeyIdentifier, false, authorityKey),
  ];
}

/** RFC 5280 §4.2.1.2 method 1, which is also what the C2PA Certificate Policy asks for. */
function keyIdentifier(publicKey: Uint8Array): Uint8Array {
  const [, bits] = childrenOf(readDer(publicKey));
  return createHash("sha1").update(bytesOf(bits).subarray(1)).digest();
}

function extension(id: string, isCritical: boolean, content: Asn1): Asn1 {
  return sequence(oid(id), ...(isCritical ? [TRUE] : []), value("octetString", writeDer(content)));
}

function usageBits(usages: readonly string[]): Asn1 {
  const last = keyUsageNames.findLastIndex((name) => usages.includes(name));
  const bytes = new Uint8Array((last >> 3) + 1);
  for (const [index, name] of keyUsageNames.entries()) {
    if (usages.includes(name)) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  }
  return bitString(bytes, 7 - (last & 7));
}

/** @param holder the [3] field of a TBSCertificate */
export function readExtensions(holder: Asn1 | undefined): Extension[] {
  return childrenOf(childrenOf(holder)[0]).map((node) => {
    const parts = childrenOf(node);
    return {
      id: oidOf(parts[0]),
      isCritical: isTrue(parts[1]),
      content: readDer(bytesOf(parts.at(-1))),
    };
  });
}

export function readBasicConstraints(content: Asn1 | undefined): { isCa: boolean; pathLength?: number } {
  const parts = childrenOf(content);
  const pathLength = bytesOf(parts.find((part) => isTag(part, "integer")))[0];
  return { isCa: isTrue(parts[0]), ...(pathLength !== undefined && { pathLength }) };
}

export function readKeyUsage(content: Asn1): string[] {
  const bits = bytesOf(content);
  return keyUsageNames.filter((_, index) => ((bits[1 + (index >> 3)] ?? 0) & (0x80 >> (index & 7))) !== 0);
}

/** Every uniformResourceIdentifier [6] below a node, however deep the authority put it. */
export function readUrls(node: Asn1 | undefined): string[] {
  if (!isTagged(node, 6)) return childrenOf(node).flatMap(readUrls);
  return [Buffer.from(bytesOf(node)).toString("latin1")];
}

function isTrue(node: Asn1 | undefined): boolean {
  return isTag(node, "boolean") && bytesOf(node)[0] !== 0;
}
