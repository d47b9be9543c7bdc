/** What of a file the signed hash covers: a signer may leave bytes out, and a forger would leave out the picture. */
import { asList, asRecord } from "../credential/json.js";
import type { StoreBytes, StoredAssertion } from "../credential/store-bytes.js";

export interface Coverage {
  /** Bytes that a data hash leaves out beside the credential's own. */
  uncoveredBytes?: number;
  /** Most of the file, or the samples of a film, may be anything at all. */
  isMediaLeftOut: boolean;
}

/** `sizeBytes`: of the whole file, where it is known. */
export function coverageOf(bytes: StoreBytes | undefined, label: string, sizeBytes?: number): Coverage {
  const assertions = bytes?.assertionsOf(label) ?? [];
  const hash = assertions.find((assertion) => /^c2pa\.hash\.data/.test(assertion.label));
  const { own = 0, uncovered = 0 } = (bytes && hash && readExclusions(bytes, hash)) ?? {};
  const isMostLeftOut = sizeBytes !== undefined && uncovered > 0 && uncovered * 2 > sizeBytes - own;
  return {
    ...(uncovered > 0 ? { uncoveredBytes: uncovered } : {}),
    isMediaLeftOut: isMostLeftOut || assertions.some(leavesOutSamples),
  };
}

/**
 * The credential's own range is the smallest that has room for it: a forger's may well be larger. One that is
 * kept beside the file has none.
 */
function readExclusions(
  bytes: StoreBytes,
  hash: StoredAssertion,
): { own: number; uncovered: number } | undefined {
  if (!(hash.content instanceof Map)) return undefined;
  const lengths = asList(hash.content.get("exclusions")).map((entry) => {
    const length = entry instanceof Map ? entry.get("length") : asRecord(entry).length;
    return typeof length === "bigint" || typeof length === "number" ? Number(length) : 0;
  });
  const roomy = lengths.filter((length) => length >= bytes.sizeBytes);
  const own = roomy.length > 0 ? Math.min(...roomy) : 0;
  return { own, uncovered: lengths.reduce((sum, length) => sum + length, 0) - own };
}

/**
 * C2PA 2.4 §18.7.3: exclusions name boxes. Without a Merkle tree beside it, and without a range or content it is
 * limited to, nobody may leave out the boxes that are the film or say how to play it.
 */
function leavesOutSamples({ label, content }: StoredAssertion): boolean {
  if (!/^c2pa\.hash\.bmff/.test(label) || !(content instanceof Map) || content.get("merkle")) return false;
  return asList(content.get("exclusions")).some((entry) => {
    const field = (name: string) => (entry instanceof Map ? entry.get(name) : asRecord(entry)[name]);
    const isLimited = field("subset") || field("data");
    return !isLimited && /^\/(mdat|moov|moof|meta|idat)(\/(trak|iprp|idat))?$/.test(String(field("xpath")));
  });
}
