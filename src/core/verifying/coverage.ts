/** What of a file the signed hash covers: a signer may leave bytes out, and a forger would leave out the picture. */
import { asList, asRecord } from "../credential/json.js";
import type { ManifestStore } from "../credential/manifest-store.js";
import type { StoreBytes, StoredAssertion } from "../credential/store-bytes.js";

export interface Coverage {
  /** Bytes that a data hash leaves out beside the credential's own. */
  uncoveredBytes?: number;
  /** All that it leaves out, where that is more than the credential. */
  leftOut?: readonly Range[];
  /** Most of the file, or the samples of a film, may be anything at all. */
  isMediaLeftOut: boolean;
  /** No hash of the file could be read here, whatever the engine has checked. */
  isUnread?: true;
}

export interface Range {
  start: number;
  length: number;
}

type Credentials = Pick<ManifestStore, "activeLabel" | "credentials">;

/** `sizeBytes`: of the whole file, where it is known. */
export function coverageOf(bytes: StoreBytes | undefined, store: Credentials, sizeBytes?: number): Coverage {
  const { hashes, boundBytes } = bytes ? bindingIn(bytes, store) : { hashes: [], boundBytes: 0 };
  if (hashes.length === 0) return { isMediaLeftOut: false, isUnread: true };
  const ranges = hashes.filter(({ label }) => /^c2pa\.hash\.data/.test(label));
  const read = ranges.map((hash) => readExclusions(hash, boundBytes));
  const uncovered = Math.max(0, ...read.map((one) => one.uncovered));
  const isMostLeftOut = read.some(
    (one) => sizeBytes !== undefined && one.uncovered > 0 && one.uncovered * 2 > sizeBytes - one.own,
  );
  return {
    ...(uncovered > 0 ? { uncoveredBytes: uncovered, leftOut: read.flatMap((one) => one.ranges) } : {}),
    isMediaLeftOut: isMostLeftOut || hashes.some(leavesOutSamples) || hashes.some(leavesOutParts),
  };
}

interface Binding {
  hashes: readonly StoredAssertion[];
  /** Of the store as it was when they were made. */
  boundBytes: number;
}

/** An update has no hash of its own: the one of what it updates, and of that again, is what was checked. */
function bindingIn(bytes: StoreBytes, { activeLabel, credentials }: Credentials): Binding {
  const seen = new Set<string>();
  let boundBytes = bytes.sizeBytes;
  let label: string | undefined = activeLabel;
  while (label !== undefined && !seen.has(label)) {
    seen.add(label);
    const assertions = bytes.assertionsOf(label);
    const hashes = assertions.filter((one) => /^c2pa\.hash\./.test(one.label));
    // Where nothing could be read, a hash may have stood there all the same.
    if (hashes.length > 0 || assertions.length === 0) return { hashes, boundBytes };
    boundBytes -= bytes.sizeOf(label);
    label = credentials
      .get(label)
      ?.ingredients.find(({ relationship }) => relationship === "parentOf")?.activeManifest;
  }
  return { hashes: [], boundBytes };
}

/**
 * The credential's own range is the smallest that has room for it: a forger's may well be larger. One that is
 * kept beside the file has none.
 */
function readExclusions(
  { content }: StoredAssertion,
  boundBytes: number,
): { own: number; uncovered: number; ranges: readonly Range[] } {
  const exclusions = content instanceof Map ? asList(content.get("exclusions")) : [];
  const ranges = exclusions.map((entry) => {
    const numberAt = (name: string) =>
      asNumber(entry instanceof Map ? entry.get(name) : asRecord(entry)[name]);
    return { start: numberAt("start"), length: numberAt("length") };
  });
  const lengths = ranges.map(({ length }) => length);
  const roomy = lengths.filter((length) => length >= boundBytes);
  const own = roomy.length > 0 ? Math.min(...roomy) : 0;
  return { own, uncovered: lengths.reduce((sum, length) => sum + length, 0) - own, ranges };
}

function asNumber(value: unknown): number {
  return typeof value === "bigint" || typeof value === "number" ? Number(value) : 0;
}

/**
 * C2PA 2.4 §18.7.3: exclusions name boxes. Without a Merkle tree beside it nobody may leave out the boxes that are the
 * film or say how to play it, not even by a range or by what they hold, which a forger may choose to fit.
 */
function leavesOutSamples({ label, content }: StoredAssertion): boolean {
  if (!/^c2pa\.hash\.bmff/.test(label) || !(content instanceof Map)) return false;
  if (asList(content.get("merkle")).length > 0) return false;
  return asList(content.get("exclusions")).some((entry) => {
    const xpath = entry instanceof Map ? entry.get("xpath") : asRecord(entry).xpath;
    // "/mdat[1]" and "//mdat" are the same box, by another spelling.
    const path = String(xpath).replace(/\[[^\]]*\]/g, "");
    return isFilm(path.split("/").filter(Boolean));
  });
}

/** Where samples lie may be left out: that moves when a credential is put in. */
const placesOfSamples = ["stco", "co64", "iloc", "tfhd", "trun"];

function isFilm([first = "", second, ...deeper]: readonly string[]): boolean {
  const last = deeper.at(-1) ?? second ?? first;
  if (placesOfSamples.includes(last)) return false;
  if (["mdat", "moof", "idat", "*"].includes(first)) return true;
  const parts = { moov: ["trak"], meta: ["iprp", "idat"] }[first];
  return parts !== undefined && (second === undefined || second === "*" || parts.includes(second));
}

/** What tells about a file and is not it: segments of JPEG, chunks of PNG and RIFF, extensions of GIF. */
const besideMedia = /^(C2PA|APP\d{1,2}|COM|tEXt|zTXt|iTXt|eXIf|tIME|EXIF|XMP |21FE|21FF)$/;

/** C2PA 2.4 §18.6: a hash by parts names them all, and says of each whether it is left out. */
function leavesOutParts({ label, content }: StoredAssertion): boolean {
  if (!/^c2pa\.hash\.boxes/.test(label) || !(content instanceof Map)) return false;
  return asList(content.get("boxes")).some((part) => {
    const field = (name: string) => (part instanceof Map ? part.get(name) : asRecord(part)[name]);
    const names = asList(field("names"));
    return field("excluded") === true && !names.every((name) => besideMedia.test(String(name)));
  });
}
