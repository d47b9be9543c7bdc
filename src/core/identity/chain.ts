/** A chain of certificates: put in order, parted from its root, and laid out as evidence for the check. */
import type { Algorithm } from "./algorithm.js";
import type { CertificateFacts, CertificateReader } from "./certificate.js";

export interface Chain {
  /** DER as given, leaf first if the file was right. */
  chain: readonly Uint8Array[];
  /** The self-signed top, which does not travel with a signature. */
  root: Uint8Array | undefined;
}

/** Everything the check of a certificate looks at. */
export interface ChainEvidence {
  /** Never empty. */
  chain: readonly [CertificateFacts, ...CertificateFacts[]];
  root: CertificateFacts | undefined;
  /** Whether each certificate was signed by the next, the last one by the root where that is known. */
  isLinked: readonly boolean[];
  algorithm: Algorithm;
  /** Unknown while the key is locked. */
  isKeyOfLeaf: boolean | undefined;
  now: Date;
}

export function splitRoot(certificates: readonly Uint8Array[], reader: CertificateReader): Chain {
  const top = certificates.at(-1);
  if (top === undefined || certificates.length === 1) return { chain: certificates, root: undefined };
  const { isCa, isSelfSigned } = reader.readCertificateFacts(top);
  return isCa && isSelfSigned
    ? { chain: certificates.slice(0, -1), root: top }
    : { chain: certificates, root: undefined };
}

/** For containers without an order, such as PKCS#12: from the leaf upwards as far as the issuers are there. */
export function orderChain(
  certificates: readonly Uint8Array[],
  isLeaf: (der: Uint8Array) => boolean,
  reader: CertificateReader,
): Uint8Array[] {
  const ordered: Uint8Array[] = [];
  let next = certificates.find(isLeaf);
  while (next !== undefined) {
    const current = next;
    ordered.push(current);
    next = certificates.find((der) => !ordered.includes(der) && reader.isIssuedBy(current, der));
  }
  return ordered;
}

export function gatherEvidence(
  { chain, root }: Chain,
  rest: Pick<ChainEvidence, "algorithm" | "isKeyOfLeaf" | "now">,
  reader: CertificateReader,
): ChainEvidence {
  const [leaf, ...others] = chain.map((der) => reader.readCertificateFacts(der));
  if (leaf === undefined) throw new Error("a chain without certificates reached the check");
  const upwards = root === undefined ? chain : [...chain, root];
  const isLinked = chain
    .map((der, index) => [der, upwards[index + 1]] as const)
    .flatMap(([der, issuer]) => (issuer === undefined ? [] : [reader.isIssuedBy(der, issuer)]));
  return {
    chain: [leaf, ...others],
    root: root && reader.readCertificateFacts(root),
    isLinked,
    ...rest,
  };
}
