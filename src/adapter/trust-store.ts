/** Trust lists on disk: a PEM and a JSON beside it for each, written whole or not at all, checked on every load. */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ColophonError } from "../error.js";
import { wordingFaults } from "./files/fault.js";
import { entriesIfThere, makePrivateFolder } from "./files/folder.js";
import { readWhole } from "./files/whole.js";
import { decodeDescription, decodeList, encodeList, type StoredList } from "./trust-store-format.js";

/** The longest list that is taken, and room. */
const LONGEST_BYTES = 64 * 1024 * 1024;

export interface ListStore {
  names(): Promise<string[]>;
  /** Throws "trust.unknown", or "trust.unreadable" where a file is not as it was written. */
  read(name: string): Promise<StoredList>;
  /** Throws "trust.exists" unless `isReplacing`, "usage.invalid" for a name that cannot be a file's. */
  write(list: StoredList, options?: { isReplacing?: boolean }): Promise<void>;
  /** Throws "trust.unknown". */
  remove(name: string): Promise<void>;
}

/** `folder` is made when the first list is kept. */
export function openTrustStore(folder: string): ListStore {
  return {
    names: () => namesIn(folder),
    read: (name) => readList(folder, name),
    write: (list, options = {}) => writeList(folder, list, options.isReplacing ?? false),
    remove: (name) => removeList(folder, name),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  const names = (await filesIn(folder)).flatMap((file) => /^(.+)\.json$/.exec(file)?.[1] ?? []);
  return names.filter(isListName).sort();
}

async function readList(folder: string, name: string): Promise<StoredList> {
  const json = isListName(name) ? await readIfThere(jsonFile(folder, name)) : undefined;
  if (!json) throw unknown(name, await namesIn(folder));
  const description = decodeDescription(json.toString("utf8"), name);
  if (!description) throw changed(name, "its description is not the one that was kept");
  const pem = await readIfThere(pemFile(folder, name, description.pemSha256));
  if (!pem) throw changed(name, "its certificates are missing");
  const list = decodeList(description, pem.toString("latin1"));
  if (!list) throw changed(name, "its certificates are not those that were kept");
  return list;
}

async function writeList(folder: string, list: StoredList, isReplacing: boolean): Promise<void> {
  const { name } = list;
  if (!isListName(name))
    throw new ColophonError(
      "usage.invalid",
      `expected a name of 1 to 64 letters, digits, "-", "_" or ".", not beginning with "." or "-", found "${name}"`,
    );
  const before = await readIfThere(jsonFile(folder, name));
  if (before && !isReplacing) throw taken(name);
  const { json, pem, pemSha256 } = encodeList(list);
  await wordingFaults(folder, "writing", () => makePrivateFolder(folder));
  // The PEM's name holds its hash: a crash between the two writes leaves the old pair whole.
  await writeWhole(pemFile(folder, name, pemSha256), pem, true);
  await writeWhole(jsonFile(folder, name), json, isReplacing).catch(async (error) => {
    if (!(error instanceof ColophonError) || error.code !== "output.exists") throw error;
    // Somebody kept another under this name meanwhile, and perhaps with the same certificates.
    const theirs = await readIfThere(jsonFile(folder, name));
    const isShared = theirs && decodeDescription(theirs.toString("utf8"), name)?.pemSha256 === pemSha256;
    if (!isShared) await rm(pemFile(folder, name, pemSha256), { force: true });
    throw taken(name);
  });
  const old = before && decodeDescription(before.toString("utf8"), name);
  if (old && old.pemSha256 !== pemSha256) await rm(pemFile(folder, name, old.pemSha256), { force: true });
}

async function removeList(folder: string, name: string): Promise<void> {
  const names = await namesIn(folder);
  if (!names.includes(name)) throw unknown(name, names);
  await wordingFaults(folder, "writing", async () => {
    await rm(jsonFile(folder, name));
    for (const file of await filesIn(folder)) {
      const rest = file.startsWith(`${name}.`) ? file.slice(name.length + 1) : "";
      if (/^[0-9a-f]{16}\.pem$/.test(rest)) await rm(join(folder, file), { force: true });
    }
  });
}

function jsonFile(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

function pemFile(folder: string, name: string, pemSha256: string): string {
  return join(folder, `${name}.${pemSha256.slice(0, 16)}.pem`);
}

async function writeWhole(file: string, text: string, force: boolean): Promise<void> {
  const { withTemporaryOutput } = await import("./files/write.js");
  return withTemporaryOutput(file, { force, protect: [] }, (temporary) => writeFile(temporary, text));
}

/** Undefined where there is no such file; only a regular one is read, since a pipe would never end. */
async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return Buffer.from(await readWhole(file, LONGEST_BYTES));
  } catch (error) {
    if (error instanceof ColophonError && error.code === "file.missing") return undefined;
    throw error;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await wordingFaults(folder, "reading", () => entriesIfThere(folder));
  return entries.map(({ name }) => name);
}

/** The names that identities may have too. */
function isListName(name: string): boolean {
  return /^[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,63}$/u.test(name);
}

function taken(name: string): ColophonError {
  return new ColophonError("trust.exists", `a trust list named "${name}" is already there`, {
    hints: ["take another name with --name", `or remove it first: colophon trust remove ${name}`],
  });
}

function unknown(name: string, names: readonly string[]): ColophonError {
  const isEmpty = names.length === 0;
  const hint = isEmpty ? "fetch the official ones: colophon trust update" : `you have: ${names.join(", ")}`;
  return new ColophonError("trust.unknown", `no trust list named "${name}"`, { hints: [hint] });
}

function changed(name: string, what: string): ColophonError {
  return new ColophonError(
    "trust.unreadable",
    `the trust list "${name}" was changed since it was kept: ${what}`,
    {
      hints: [`remove it, then add it again: colophon trust remove ${name}`],
    },
  );
}
