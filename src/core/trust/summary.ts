/** A list at a glance: what it is called, what it holds, where it came from and how old it is. */
import type { TrustKind, TrustList } from "./list.js";

export interface ListSummary {
  name: string;
  kind: TrustKind;
  origin: string;
  /** Certificates, fingerprints and sources together. */
  count: number;
  issuedAt?: Date;
  addedAt?: Date;
  nextUpdate?: Date;
  /** Whole days since its own date, or else since it was taken into use. */
  ageDays?: number;
  /** Its issuer promised a newer one for before now. */
  isOutdated: boolean;
  sha256: string;
}

export function summarize(list: TrustList, now: Date): ListSummary {
  const { name, kind, origin, issuedAt, addedAt, nextUpdate, sha256 } = list;
  const since = issuedAt ?? addedAt;
  return {
    name,
    kind,
    origin,
    count: list.certificates.length + (list.fingerprints?.length ?? 0) + (list.entries?.length ?? 0),
    ...(issuedAt && { issuedAt }),
    ...(addedAt && { addedAt }),
    ...(nextUpdate && { nextUpdate }),
    ...(since && { ageDays: Math.max(0, Math.floor((now.getTime() - since.getTime()) / 86_400_000)) }),
    isOutdated: nextUpdate !== undefined && nextUpdate < now,
    sha256,
  };
}
