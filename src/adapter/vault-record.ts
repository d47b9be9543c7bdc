/** One identity's folder: which files it holds, and how they become a value and back. */
import { join } from "node:path";
import { ColophonError } from "../error.js";
import { type Algorithm, algorithms } from "./keys.js";
import { isReadableByOthers, isThere, readText, writeWhole } from "./vault-files.js";

export type Origin = "created" | "imported" | "requested";

/** All text is PEM; keys may be encrypted. */
export interface NewIdentity {
  name: string;
  algorithm: Algorithm;
  created: Date;
  origin: Origin;
  keyPem: string;
  /** Leaf first, without the self-signed root; absent while an authority has yet to answer. */
  chainPem?: string | undefined;
  rootPem?: string | undefined;
  /** Only where colophon made the root. */
  rootKeyPem?: string | undefined;
  requestPem?: string | undefined;
}

export interface StoredIdentity extends NewIdentity {
  folder: string;
  /** One sentence for each key file that others can read. */
  warnings: string[];
}

export const vaultFiles = {
  keyPem: "key.pem",
  chainPem: "chain.pem",
  rootPem: "root.pem",
  rootKeyPem: "root-key.pem",
  requestPem: "request.pem",
} as const;
const RECORD = "identity.json";
const SCHEMA = 1;

/** The text of every file of a new identity's folder. */
export function writeRecord(identity: NewIdentity): Record<string, string> {
  const { name, algorithm, origin, created } = identity;
  const record = { schema: SCHEMA, name, algorithm, created: created.toISOString(), origin };
  const contents: Record<string, string> = { [RECORD]: `${JSON.stringify(record, undefined, 2)}\n` };
  for (const key of Object.keys(vaultFiles) as (keyof typeof vaultFiles)[]) {
    const text = identity[key];
    if (text !== undefined) contents[vaultFiles[key]] = text;
  }
  return contents;
}

/** @throws identity.incomplete */
export async function readRecord(folder: string, name: string): Promise<StoredIdentity> {
  const record = await readHeader(folder, name);
  const texts = await Promise.all(
    Object.entries(vaultFiles).map(async ([key, file]) => [key, await readText(join(folder, file))] as const),
  );
  const { keyPem, ...rest } = Object.fromEntries(texts) as Record<
    keyof typeof vaultFiles,
    string | undefined
  >;
  if (keyPem === undefined) throw incomplete(name, `"${vaultFiles.keyPem}" is missing`);
  return { name, ...record, keyPem, ...rest, folder, warnings: await openKeys(folder, name) };
}

async function readHeader(folder: string, name: string) {
  const text = await readText(join(folder, RECORD));
  if (text === undefined) throw incomplete(name, `"${RECORD}" is missing`);
  let record: Record<string, unknown>;
  try {
    record = Object(JSON.parse(text));
  } catch (cause) {
    throw incomplete(name, `"${RECORD}" is not JSON`, cause);
  }
  const algorithm = algorithms.find((known) => known === record.algorithm);
  const origin = (["created", "imported", "requested"] as const).find((known) => known === record.origin);
  const created = new Date(String(record.created));
  if (record.schema !== SCHEMA || !algorithm || !origin || Number.isNaN(created.getTime())) {
    throw incomplete(name, `"${RECORD}" is not of schema ${SCHEMA}`);
  }
  return { algorithm, origin, created };
}

/** The folder's name is what counts; the one in the record is for people. */
export async function renameRecord(folder: string, newName: string): Promise<void> {
  const path = join(folder, RECORD);
  const record = JSON.parse((await readText(path)) ?? "{}");
  await writeWhole(path, `${JSON.stringify({ ...record, name: newName }, undefined, 2)}\n`);
}

async function openKeys(folder: string, name: string): Promise<string[]> {
  const warnings: string[] = [];
  for (const file of [vaultFiles.keyPem, vaultFiles.rootKeyPem]) {
    const path = join(folder, file);
    if ((await isThere(path)) && (await isReadableByOthers(path))) {
      warnings.push(`others on this computer can read a private key of "${name}": chmod 600 ${path}`);
    }
  }
  return warnings;
}

function incomplete(name: string, what: string, cause?: unknown): ColophonError {
  return new ColophonError("identity.incomplete", `identity "${name}" is incomplete: ${what}`, {
    hints: [`remove it: colophon identity remove ${name} --force`],
    cause,
  });
}
