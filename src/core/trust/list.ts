/** A trust list: whose certificates somebody vouches for, for one purpose, from one origin, of one date. */

/**
 * What a list vouches for. A list of one kind never vouches for another.
 * - `c2pa`: certificates under these roots may sign claims
 * - `tsa`: certificates under these roots may issue timestamps
 * - `allowed`: exactly these leaf certificates may sign claims
 * - `publishers`: certificates under these roots may sign CAWG identities of publishers
 * - `sources`: approved news sources
 */
export type TrustKind = "c2pa" | "tsa" | "allowed" | "publishers" | "sources";

export const trustKinds: readonly TrustKind[] = ["c2pa", "tsa", "allowed", "publishers", "sources"];

/** One approved news source: who, and where they publish. */
export interface SourceEntry {
  name: string;
  domain?: string;
  organization?: string;
}

export interface TrustList {
  /** Unique among the lists in use. */
  name: string;
  kind: TrustKind;
  /** Where it came from: a URL, or the path of the file it was read from. */
  origin: string;
  /** The list's own issue date; absent where it states none. */
  issuedAt?: Date;
  /** When it was taken into use here. */
  addedAt?: Date;
  /** When its issuer promised the next one. */
  nextUpdate?: Date;
  /** DER certificates: roots, or leaves for kind `allowed`. */
  certificates: readonly Uint8Array[];
  /** Kind `allowed` may also name certificates by SHA-256 of their DER, base64. */
  fingerprints?: readonly string[];
  /** Kind `sources` names people and places instead of certificates. */
  entries?: readonly SourceEntry[];
  /** SHA-256 of the list as it was read, lower-case hex. */
  sha256: string;
}
