/** Bytes of a trust list to lists of one kind each; anything doubtful is refused as a whole. */
import { createHash } from "node:crypto";
import { ColophonError } from "../../error.js";
import { isForTimestampsOnly, parseCertificate } from "./certificate.js";
import type { TrustKind, TrustList } from "./list.js";
import { officialListAt } from "./official.js";
import { pemInJson } from "./read-json.js";
import { type PemContents, readPem, unreadable } from "./read-pem.js";
import { readSources } from "./read-sources.js";

export interface ReadListOptions {
  /** Lists of a second kind found in the same bytes are called `<name>-<kind>`. */
  name: string;
  /** A URL or a path; said in errors, kept with the list. */
  origin: string;
  /** Not given: an official file says it by its name, any other by what each certificate is for. */
  kind?: TrustKind;
  addedAt?: Date;
}

const largestListBytes = 32 * 1024 * 1024;

/**
 * One list, or several where the bytes mix kinds. Never an empty one.
 * Throws "trust.unreadable" for anything that is not wholly a list, "trust.kind" where the kind asked for
 * cannot hold what is in it.
 */
export function readTrustList(bytes: Uint8Array, options: ReadListOptions): TrustList[] {
  const { origin } = options;
  const kind = options.kind ?? officialListAt(origin)?.kind;
  const raw = textOf(bytes, origin);
  const text = kind !== "sources" && /^\s*[{[]/.test(raw) ? pemInJson(raw, origin) : raw;
  const common = {
    origin,
    ...(options.addedAt && { addedAt: options.addedAt }),
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
  if (kind === "sources" && !text.includes("-----BEGIN"))
    return [{ ...common, name: options.name, kind, certificates: [], entries: readSources(text, origin) }];

  const contents = parseCertificate(bytes)
    ? { certificates: [new Uint8Array(bytes)], outside: [] }
    : readPem(text, origin);
  const fingerprints = readFingerprints(contents, origin);
  if (contents.certificates.length === 0 && fingerprints.length === 0)
    throw unreadable(origin, "has no certificate in it, expected PEM");
  const byKind = kind ? new Map([[kind, contents.certificates]]) : splitByPurpose(contents.certificates);
  if (fingerprints.length > 0 && !byKind.has("allowed")) byKind.set("allowed", []);
  if (kind) refuseMisfits(kind, byKind, fingerprints, origin);
  return [...byKind].map(([listKind, certificates], index) => ({
    ...common,
    ...datesIn(contents),
    name: index === 0 ? options.name : `${options.name}-${listKind}`,
    kind: listKind,
    certificates,
    ...(listKind === "allowed" && fingerprints.length > 0 && { fingerprints }),
  }));
}

function textOf(bytes: Uint8Array, origin: string): string {
  if (bytes.length > largestListBytes)
    throw unreadable(origin, `is larger than ${largestListBytes} bytes, no list is`);
  const text = Buffer.from(bytes)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  if (text.trim() === "") throw unreadable(origin, "is empty, expected certificates in PEM");
  if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text))
    throw unreadable(origin, "has a private key in it, a list holds certificates only", [
      "keep that key to yourself and give the certificates alone",
    ]);
  const start = text.trimStart()[0];
  if (start === "<")
    throw unreadable(origin, "is a web page, expected certificates in PEM", [
      "look at the address: it may ask for a login or have moved",
    ]);
  return text;
}

/** Base64 of SHA-256, one a line. Where there is one, every other line must be one, or a comment. */
function readFingerprints({ outside }: PemContents, origin: string): string[] {
  const isFingerprint = (text: string) => /^[A-Za-z0-9+/]{43}=$/.test(text);
  if (!outside.some(({ text }) => isFingerprint(text))) return [];
  const lines = outside.filter(({ text }) => !text.startsWith("#") && !text.startsWith("//"));
  const stray = lines.find(({ text }) => !isFingerprint(text));
  if (stray) throw unreadable(origin, `has a damaged fingerprint in line ${stray.line}`);
  return [...new Set(lines.map(({ text }) => text))];
}

/** The frozen interim list, for one, mixes roots of signers with two timestamp authorities. */
function splitByPurpose(certificates: readonly Uint8Array[]): Map<TrustKind, Uint8Array[]> {
  const byKind = new Map<TrustKind, Uint8Array[]>();
  for (const kind of ["c2pa", "allowed", "tsa"] as const) {
    const ofKind = certificates.filter((der) => ownKind(der) === kind);
    if (ofKind.length > 0) byKind.set(kind, ofKind);
  }
  return byKind;
}

function ownKind(der: Uint8Array): TrustKind {
  const certificate = parseCertificate(der);
  if (certificate && isForTimestampsOnly(certificate)) return "tsa";
  return certificate?.ca ? "c2pa" : "allowed";
}

function refuseMisfits(
  kind: TrustKind,
  byKind: ReadonlyMap<TrustKind, readonly Uint8Array[]>,
  fingerprints: readonly string[],
  origin: string,
): void {
  if (kind !== "allowed" && fingerprints.length > 0)
    throw new ColophonError(
      "trust.kind",
      `the trust list "${origin}" names certificates by fingerprint, which only kind "allowed" can, not "${kind}"`,
    );
  // Allowed means exactly this certificate: a root put there would recognize nobody, and nobody would know why.
  const root = byKind.get("allowed")?.findIndex((der) => parseCertificate(der)?.ca) ?? -1;
  if (root >= 0)
    throw new ColophonError(
      "trust.kind",
      `the trust list "${origin}" has an issuing certificate as number ${root + 1}, kind "allowed" takes signers' own certificates`,
      { hints: ["give it as --kind c2pa to recognize everyone it issues to"] },
    );
}

/** Dates that a list states about itself, in comment lines or in JSON; the PEM lists of today state none. */
function datesIn({ outside }: PemContents): Pick<TrustList, "issuedAt" | "nextUpdate"> {
  const dateAfter = (label: RegExp) => {
    for (const { text } of outside) {
      const found = label.exec(text)?.groups?.date;
      const date = found === undefined ? undefined : new Date(found);
      if (date && !Number.isNaN(date.getTime())) return date;
    }
    return undefined;
  };
  const issuedAt = dateAfter(
    /^#*\s*(?:issued|issue date|list issue date|date|last updated|updated|generated|published)\s*(?:at|on)?\s*[:=]\s*(?<date>\d{4}-\d\d-\d\d\S*)/i,
  );
  const nextUpdate = dateAfter(/^#*\s*next[ _-]?update\s*[:=]\s*(?<date>\d{4}-\d\d-\d\d\S*)/i);
  return { ...(issuedAt && { issuedAt }), ...(nextUpdate && { nextUpdate }) };
}
