/** Identities on disk: one folder each, made whole or not at all, keys at mode 0600. */
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { ColophonError } from "../error.js";
import { entriesIfThere } from "./files/folder.js";
import {
  errnoOf,
  flushFolder,
  isThere,
  readText,
  vaultError,
  writeFolder,
  writeWhole,
} from "./vault-files.js";
import {
  type NewIdentity,
  readRecord,
  renameRecord,
  type StoredIdentity,
  vaultFiles,
  writeRecord,
} from "./vault-record.js";

export interface Vault {
  list(): Promise<string[]>;
  read(name: string): Promise<StoredIdentity>;
  /** Where it lies, even if it is damaged. */
  folderOf(name: string): Promise<string>;
  /** Before anyone is asked for a passphrase: whether a new identity may have this name. */
  checkFree(name: string): Promise<void>;
  create(identity: NewIdentity): Promise<void>;
  /** The new chain of an identity that exists; the root only when it is given. */
  replaceChain(name: string, chainPem: string, rootPem?: string): Promise<void>;
  rename(name: string, newName: string): Promise<void>;
  remove(name: string): Promise<void>;
  defaultName(): Promise<string | undefined>;
  setDefault(name: string): Promise<void>;
}

const DEFAULT = ".default"; // no identity can have this name

/** @param dataFolder need not exist yet */
export function openVault(dataFolder: string): Vault {
  const base = join(dataFolder, "identities");
  return {
    list: () => list(base),
    read: async (name) => readRecord(await folderOf(base, name), name),
    folderOf: (name) => folderOf(base, name),
    checkFree: (name) => checkFree(base, name),
    create: (identity) => create(base, identity),
    async replaceChain(name, chainPem, rootPem) {
      const folder = await folderOf(base, name);
      // The root first: a chain without its root still signs, a root without its chain is only unused.
      if (rootPem !== undefined) await writeWhole(join(folder, vaultFiles.rootPem), rootPem);
      await writeWhole(join(folder, vaultFiles.chainPem), chainPem);
    },
    rename: (name, newName) => move(base, name, newName),
    remove: (name) => remove(base, name),
    defaultName: () => defaultName(base),
    async setDefault(name) {
      await folderOf(base, name);
      await writeWhole(join(base, DEFAULT), `${name}\n`);
    },
  };
}

/** @throws identity.name */
function checkIdentityName(name: string): void {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}$/u.test(name)) return;
  throw new ColophonError(
    "identity.name",
    `expected a name of 1 to 64 letters, digits, "-", "_" or ".", not beginning with "." or "-", found "${name}"`,
  );
}

async function list(base: string): Promise<string[]> {
  const entries = await entriesIfThere(base).catch((cause) => {
    throw vaultError(cause, base);
  });
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .sort();
}

/** @throws identity.name, identity.unknown */
async function folderOf(base: string, name: string): Promise<string> {
  checkIdentityName(name);
  const folder = join(base, name);
  if (await isThere(folder)) return folder;
  const [first, ...rest] = await list(base);
  const make = `colophon identity create ${name}`;
  throw new ColophonError("identity.unknown", `no identity named "${name}"`, {
    hints:
      first === undefined
        ? [`make it: ${make}`]
        : [`you have: ${[first, ...rest].join(", ")} — use one with -i ${first}`, `or make it: ${make}`],
  });
}

/** @throws identity.name, identity.exists */
async function checkFree(base: string, name: string): Promise<void> {
  checkIdentityName(name);
  if (await isThere(join(base, name))) throw taken(name);
}

async function create(base: string, identity: NewIdentity): Promise<void> {
  const { name } = identity;
  await checkFree(base, name);
  await writeFolder(base, name, writeRecord(identity)).catch((cause) => {
    // Someone made it in the meantime: a folder is never renamed over a full one.
    throw ["EEXIST", "ENOTEMPTY"].includes(errnoOf(cause) ?? "") ? taken(name) : vaultError(cause, base);
  });
}

async function move(base: string, name: string, newName: string): Promise<void> {
  const from = await folderOf(base, name);
  await checkFree(base, newName);
  await readRecord(from, name); // a damaged identity keeps its name until someone looks at it
  const to = join(base, newName);
  const isDefault = (await defaultName(base)) === name;
  try {
    await rename(from, to);
    await renameRecord(to, newName);
    if (isDefault) await writeWhole(join(base, DEFAULT), `${newName}\n`);
    await flushFolder(base);
  } catch (cause) {
    throw vaultError(cause, from);
  }
}

async function remove(base: string, name: string): Promise<void> {
  const folder = await folderOf(base, name);
  const isDefault = (await defaultName(base)) === name;
  try {
    // Out of sight in one step: an identity half removed would still be listed.
    const doomed = join(base, `.removed-${name}-${process.pid}`);
    await rename(folder, doomed);
    await rm(doomed, { recursive: true });
    if (isDefault) await rm(join(base, DEFAULT), { force: true });
  } catch (cause) {
    throw vaultError(cause, folder);
  }
}

async function defaultName(base: string): Promise<string | undefined> {
  const name = (await readText(join(base, DEFAULT)))?.trim();
  // The file may be of a vault someone tidied by hand.
  return name && (await isThere(join(base, name))) ? name : undefined;
}

function taken(name: string): ColophonError {
  return new ColophonError("identity.exists", `an identity named "${name}" exists already`, {
    hints: [`look at it: colophon identity show ${name}`, "or choose another name"],
  });
}
