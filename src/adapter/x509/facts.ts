/** A certificate taken apart into plain facts, without an opinion on any of them. */
import { createHash, X509Certificate } from "node:crypto";
import { ColophonError } from "../../error.js";
import { type Asn1, bytesOf, childrenOf, dateOf, isTag, isTagged, oidOf, readDer } from "../der.js";
import { type Extension, readBasicConstraints, readExtensions, readKeyUsage, readUrls } from "./extension.js";
import type { NameAttribute } from "./issue.js";
import { attributeOids, extensionOids, knownExtensionOids } from "./names.js";
import { readSignatureAlgorithm } from "./signature-algorithm.js";

export interface CertificateFacts {
  version: number;
  subject: NameAttribute[];
  issuer: NameAttribute[];
  serialHex: string;
  notBefore: Date;
  notAfter: Date;
  isCa: boolean;
  /** Issuer and subject are one, and its own key verifies it. */
  isSelfSigned: boolean;
  hasUniqueIds: boolean;
  basicConstraints: { isCritical: boolean; pathLength?: number } | undefined;
  keyUsage: { names: string[]; isCritical: boolean } | undefined;
  extendedKeyUsage: { oids: string[]; isCritical: boolean } | undefined;
  authorityKeyIdentifier: string | undefined;
  subjectKeyIdentifier: string | undefined;
  /** Critical extensions that are none of RFC 5280's: a validator must refuse what it does not know. */
  unknownCriticalExtensions: string[];
  /** With the digest, where the algorithm leaves it to its parameters: "RSASSA-PSS-with-SHA256". */
  signatureAlgorithm: string;
  publicKey: { kind: "ec" | "rsa" | "rsa-pss" | "ed25519" | "other"; bits?: number; curve?: string };
  crlUrls: string[];
  ocspUrls: string[];
  fingerprintSha256: string;
}

/** @throws certificate.unreadable */
export function readCertificateFacts(der: Uint8Array): CertificateFacts {
  try {
    return factsOf(der);
  } catch (cause) {
    throw new ColophonError("certificate.unreadable", "expected an X.509 certificate, found other data", {
      cause,
    });
  }
}

/** Whether the second certificate's key signed the first, and both agree on the name. */
export function isIssuedBy(der: Uint8Array, issuerDer: Uint8Array): boolean {
  const certificate = new X509Certificate(der);
  const issuer = new X509Certificate(issuerDer);
  return certificate.issuer === issuer.subject && isVerifiedBy(certificate, issuer);
}

function isVerifiedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return certificate.verify(issuer.publicKey);
  } catch {
    return false; // the signature is of another kind than the issuer's key
  }
}

function factsOf(der: Uint8Array): CertificateFacts {
  const certificate = new X509Certificate(der);
  const [toBeSigned, signatureAlgorithm] = childrenOf(readDer(der));
  const fields = [...childrenOf(toBeSigned)];
  // The version is left out where it is the default, v1.
  const version = isTagged(fields[0], 0) ? (bytesOf(childrenOf(fields.shift())[0])[0] ?? 0) + 1 : 1;
  const [serial, , issuer, validity, subject] = fields;
  const [notBefore, notAfter] = childrenOf(validity);
  return {
    version,
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    serialHex: hex(bytesOf(serial)),
    notBefore: dateOf(notBefore),
    notAfter: dateOf(notAfter),
    isSelfSigned: certificate.issuer === certificate.subject && isVerifiedBy(certificate, certificate),
    hasUniqueIds: fields.some((field) => isTagged(field, 1) || isTagged(field, 2)),
    signatureAlgorithm: readSignatureAlgorithm(signatureAlgorithm),
    publicKey: publicKeyOf(certificate),
    fingerprintSha256: createHash("sha256").update(der).digest("hex"),
    ...extensionFacts(readExtensions(fields.find((field) => isTagged(field, 3)))),
  };
}

function extensionFacts(extensions: Extension[]) {
  const find = (name: keyof typeof extensionOids) => extensions.find(({ id }) => id === extensionOids[name]);
  const basic = find("basicConstraints");
  const usage = find("keyUsage");
  const purposes = find("extendedKeyUsage");
  const authorityKey = find("authorityKeyIdentifier");
  const subjectKey = find("subjectKeyIdentifier");
  const { isCa, ...limits } = readBasicConstraints(basic?.content);
  return {
    isCa,
    basicConstraints: basic && { isCritical: basic.isCritical, ...limits },
    keyUsage: usage && { names: readKeyUsage(usage.content), isCritical: usage.isCritical },
    extendedKeyUsage: purposes && {
      oids: childrenOf(purposes.content).map(oidOf),
      isCritical: purposes.isCritical,
    },
    authorityKeyIdentifier:
      authorityKey && hex(bytesOf(childrenOf(authorityKey.content).find((child) => isTagged(child, 0)))),
    subjectKeyIdentifier: subjectKey && hex(bytesOf(subjectKey.content)),
    unknownCriticalExtensions: extensions
      .filter(({ id, isCritical }) => isCritical && !knownExtensionOids.has(id))
      .map(({ id }) => id),
    crlUrls: readUrls(find("crlDistributionPoints")?.content),
    ocspUrls: childrenOf(find("authorityInfoAccess")?.content)
      .filter((access) => oidOf(childrenOf(access)[0]) === "1.3.6.1.5.5.7.48.1")
      .flatMap(readUrls),
  };
}

function nameOf(node: Asn1 | undefined): NameAttribute[] {
  return childrenOf(node)
    .flatMap(childrenOf)
    .map((attribute) => {
      const [type, value] = childrenOf(attribute);
      return { type: attributeName(oidOf(type)), value: textOf(value) };
    });
}

function attributeName(oid: string): string {
  return Object.keys(attributeOids).find((name) => attributeOids[name] === oid) ?? oid;
}

function textOf(node: Asn1 | undefined): string {
  const bytes = Buffer.from(bytesOf(node));
  if (isTag(node, "bmp")) return bytes.toString("utf16le");
  // Authorities write UTF-8 into strings that allow ASCII only; what is not UTF-8 is Latin-1 of old.
  const text = bytes.toString("utf8");
  return text.includes("\uFFFD") ? bytes.toString("latin1") : text;
}

function publicKeyOf(certificate: X509Certificate): CertificateFacts["publicKey"] {
  try {
    const { asymmetricKeyType: kind, asymmetricKeyDetails: details = {} } = certificate.publicKey;
    if (kind === "ec") return { kind, ...(details.namedCurve && { curve: details.namedCurve }) };
    if (kind === "rsa" || kind === "rsa-pss") return { kind, bits: details.modulusLength ?? 0 };
    return { kind: kind === "ed25519" ? kind : "other" };
  } catch {
    return { kind: "other" }; // a key OpenSSL does not know
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
