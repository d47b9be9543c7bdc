/** A kept trust list as two files: its certificates in PEM, and a JSON with all the rest under a seal. */
import { createHash } from "node:crypto";

/** A list as it is kept. */
export interface StoredList {
  name: string;
  kind: ListKind;
  origin: string;
  issuedAt?: Date;
  addedAt?: Date;
  nextUpdate?: Date;
  /** DER. */
  certificates: readonly Uint8Array[];
  fingerprints?: readonly string[];
  entries?: readonly { name: string; domain?: string; organization?: string }[];
  sha256: string;
}

export type ListKind = (typeof kinds)[number];

const kinds = ["c2pa", "tsa", "allowed", "publishers", "sources"] as const;

/** The JSON file. The seal covers all of it: a list whose kind was edited must not pass for what it was. */
interface Description extends Omit<StoredList, "certificates" | "issuedAt" | "addedAt" | "nextUpdate"> {
  format: 1;
  issuedAt?: string;
  addedAt?: string;
  nextUpdate?: string;
  pemSha256: string;
}

/** The JSON text of a list and the PEM text that goes with it. */
export function encodeList(list: StoredList): { json: string; pem: string; pemSha256: string } {
  const { certificates, issuedAt, addedAt, nextUpdate, ...plain } = list;
  const pem = certificates.map(toPem).join("");
  const description: Description = {
    format: 1,
    ...plain,
    ...(issuedAt && { issuedAt: issuedAt.toISOString() }),
    ...(addedAt && { addedAt: addedAt.toISOString() }),
    ...(nextUpdate && { nextUpdate: nextUpdate.toISOString() }),
    pemSha256: sha256(pem),
  };
  const json = JSON.stringify({ ...description, seal: sealOf(description) }, null, 2);
  return { json: `${json}\n`, pem, pemSha256: description.pemSha256 };
}

/** Undefined where the text is not one that `encodeList` made for this name. */
export function decodeDescription(json: string, name: string): Description | undefined {
  try {
    const { seal, ...description } = JSON.parse(json) as Description & { seal: unknown };
    const isWhole = seal === sealOf(description) && description.format === 1;
    return isWhole && description.name === name && kinds.includes(description.kind) ? description : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where the PEM is not the one that was kept with the description. */
export function decodeList(description: Description, pem: string): StoredList | undefined {
  const { format, pemSha256, issuedAt, addedAt, nextUpdate, ...plain } = description;
  if (sha256(pem) !== pemSha256) return undefined;
  return {
    ...plain,
    ...(issuedAt && { issuedAt: new Date(issuedAt) }),
    ...(addedAt && { addedAt: new Date(addedAt) }),
    ...(nextUpdate && { nextUpdate: new Date(nextUpdate) }),
    certificates: fromPem(pem),
  };
}

function sealOf(description: Description): string {
  return sha256(JSON.stringify(description));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function toPem(der: Uint8Array): string {
  const base64 = Buffer.from(der).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{1,64}/g, "$&\n")}-----END CERTIFICATE-----\n`;
}

/** Only ever what `toPem` made: the hash was compared before. */
function fromPem(pem: string): Uint8Array[] {
  const blocks = pem.match(/(?<=BEGIN CERTIFICATE-----)[^-]+/g) ?? [];
  return blocks.map((base64) => new Uint8Array(Buffer.from(base64, "base64")));
}
