/** Our own answer to who vouches for a certificate: the engine's lists share one bag, ours do not. */
import type { X509Certificate } from "node:crypto";
import { anchorsOf, isListed } from "./anchors.js";
import {
  isForTimestampsOnly,
  isIssuing,
  isValidAt,
  parseCertificate,
  purpose,
  purposesOf,
} from "./certificate.js";
import type { TrustList } from "./list.js";

export interface AnchorMatch {
  list: TrustList;
  /** DER of the certificate on the list. */
  anchor: Uint8Array;
}

/** From the leaf to the certificate on the list, both counted. */
const longestChain = 8;
// Claims and tokens carry two to five certificates. More is somebody trying to keep us busy.
const mostIntermediates = 16;
const mostTokenCertificates = 16;

/**
 * The certificate on one of `lists` that `leaf` leads to, through any of `intermediates` in any order, or
 * undefined. All DER; garbage among them is skipped. With `at`, every certificate on the way must have been
 * inside its dates at that moment; without it, dates are not looked at. Never throws.
 */
export function chainsTo(
  leaf: Uint8Array,
  intermediates: readonly Uint8Array[],
  lists: readonly TrustList[],
  at?: Date,
): AnchorMatch | undefined {
  const start = parseCertificate(leaf);
  if (!start) return undefined;
  const others = intermediates.slice(0, mostIntermediates).flatMap((der) => parseCertificate(der) ?? []);
  for (const list of lists) {
    const anchors = anchorsOf(list);
    const isUsable = (certificate: X509Certificate) => !at || isValidAt(certificate, at);
    const isPassable = (issuer: X509Certificate) => isUsable(issuer) && mayIssueFor(list, issuer);
    const anchor = isUsable(start) ? climb(start, others, anchors.filter(isPassable), isPassable) : undefined;
    if (anchor) return { list, anchor: anchor.raw };
  }
  return undefined;
}

/** Breadth first, so that the shortest way wins and a loop is walked once at most. */
function climb(
  leaf: X509Certificate,
  intermediates: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  isPassable: (issuer: X509Certificate) => boolean,
): X509Certificate | undefined {
  let unused = intermediates;
  let level = [leaf];
  for (let length = 1; length <= longestChain && level.length > 0; length += 1) {
    for (const certificate of level) {
      const itself = anchors.find((anchor) => anchor.raw.equals(certificate.raw));
      if (itself) return itself;
    }
    if (length === longestChain) return undefined;
    for (const certificate of level) {
      const anchor = anchors.find((candidate) => isIssuing(candidate, certificate));
      if (anchor) return anchor;
    }
    const below = level;
    level = unused.filter((issuer) => isPassable(issuer) && below.some((child) => isIssuing(issuer, child)));
    unused = unused.filter((certificate) => !level.includes(certificate));
  }
  return undefined;
}

/** An issuer limited to timestamps does not vouch for signers, one that excludes them not for authorities. */
function mayIssueFor(list: TrustList, issuer: X509Certificate): boolean {
  const purposes = purposesOf(issuer);
  if (purposes.length === 0 || purposes.includes(purpose.any)) return true;
  if (list.kind === "tsa") return purposes.includes(purpose.timeStamping);
  return purposes.some((oid) => oid !== purpose.timeStamping && oid !== purpose.ocspSigning);
}

/**
 * The list that recognizes a claim signer: one of kind `c2pa` its chain (DER, leaf first) leads to, or else
 * one of kind `allowed` that names the leaf. Lists of other kinds are not asked. Dates and purposes of the
 * leaf are other questions.
 */
export function signerRecognizedBy(
  chain: readonly Uint8Array[],
  lists: readonly TrustList[],
): TrustList | undefined {
  const [leaf, ...intermediates] = chain;
  if (!leaf) return undefined;
  const ofKind = (kind: TrustList["kind"]) => lists.filter((list) => list.kind === kind);
  return (
    chainsTo(leaf, intermediates, ofKind("c2pa"))?.list ??
    ofKind("allowed").find((list) => isListed(leaf, list))
  );
}

/**
 * The list of kind `tsa` that recognizes the authority of a timestamp token, from the certificates inside it
 * and the time it states. The token's own signature is checked elsewhere, by the engine.
 *
 * A token may carry any certificates beside the one that signed it. So that nobody puts a famous authority's
 * certificates next to a home-made one, all of them must belong to one chain; otherwise the answer is no.
 */
export function authorityRecognizedBy(
  tokenCertificates: readonly Uint8Array[],
  lists: readonly TrustList[],
  at: Date,
): TrustList | undefined {
  const certificates = distinct(tokenCertificates);
  const authority = certificates && authorityAmong(certificates);
  if (!authority) return undefined;
  const others = certificates.map((certificate) => certificate.raw);
  const authorities = lists.filter((list) => list.kind === "tsa");
  return chainsTo(authority.raw, others, authorities, at)?.list;
}

/** Each certificate once; undefined where there are too many, none, or one that cannot be read. */
function distinct(ders: readonly Uint8Array[]): X509Certificate[] | undefined {
  if (ders.length === 0 || ders.length > mostTokenCertificates) return undefined;
  const byFingerprint = new Map<string, X509Certificate>();
  for (const der of ders) {
    const certificate = parseCertificate(der);
    if (!certificate) return undefined;
    byFingerprint.set(certificate.fingerprint256, certificate);
  }
  return [...byFingerprint.values()];
}

/** The one certificate that issued none of the others, if it is for timestamps only and they all lead up from it. */
function authorityAmong(certificates: readonly X509Certificate[]): X509Certificate | undefined {
  const isIssuer = (certificate: X509Certificate) =>
    certificates.some((other) => other !== certificate && isIssuing(certificate, other));
  const [authority, ...strangers] = certificates.filter((certificate) => !isIssuer(certificate));
  // RFC 3161 §2.3: a certificate that signs timestamps is for nothing else.
  if (!authority || strangers.length > 0 || authority.ca || !isForTimestampsOnly(authority)) return undefined;
  return authority;
}
