/** The certificates of a list, read once: lists are asked thousands of times. */
import type { X509Certificate } from "node:crypto";
import { fingerprintOf, parseCertificate } from "./certificate.js";
import type { TrustList } from "./list.js";

const parsed = new WeakMap<TrustList, readonly X509Certificate[]>();

export function anchorsOf(list: TrustList): readonly X509Certificate[] {
  const known = parsed.get(list);
  if (known) return known;
  const anchors = list.certificates.flatMap((der) => parseCertificate(der) ?? []);
  parsed.set(list, anchors);
  return anchors;
}

/** True where the list names exactly this certificate (DER), by itself or by its fingerprint. */
export function isListed(der: Uint8Array, list: TrustList): boolean {
  if (list.fingerprints?.includes(fingerprintOf(der))) return true;
  return anchorsOf(list).some((certificate) => certificate.raw.equals(der));
}
