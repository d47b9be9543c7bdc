/** `colophon trust update`: newer versions of lists, shown before they are kept. */

import { hostOf } from "../../core/trust/host.js";
import {
  compareLists,
  type ListComparison,
  officialListAt,
  officialLists,
  readTrustList,
  type TrustKind,
  type TrustList,
} from "../../core/trust/index.js";
import { ColophonError } from "../../error.js";
import type { TrustContext } from "./context.js";

export interface UpdateTrustOptions {
  /** A file in place of the network. */
  from?: string;
  /** Which list the file is a version of, where its name does not say so. */
  name?: string;
}

export interface TrustUpdate {
  changes: ListChange[];
  /** What could not be fetched or read; the others go on without it. */
  failures: { name: string; origin: string; error: ColophonError }[];
}

export interface ListChange {
  name: string;
  kind: TrustKind;
  origin: string;
  isNew: boolean;
  comparison: ListComparison;
  /** The version to keep; absent where the newer version has no list of this kind any more. */
  list?: TrustList;
}

type UpdateContext = Pick<TrustContext, "store" | "readFile" | "fetch" | "now" | "announce">;

/** One address or file, and all the lists that came or will come from it. */
interface Source {
  name: string;
  origin: string;
  kind?: TrustKind;
  stored: TrustList[];
}

/**
 * Nothing is kept: show `changes`, then hand the very same to `applyUpdate`.
 * Throws "usage.invalid" for a file that could be any list, "trust.unreadable" where a stored list was changed.
 */
export async function updateTrust(options: UpdateTrustOptions, context: UpdateContext): Promise<TrustUpdate> {
  const stored = await readAll(context);
  const sources =
    options.from === undefined ? sourcesToFetch(stored) : [sourceFor(options.from, options.name, stored)];
  const update: TrustUpdate = { changes: [], failures: [] };
  for (const source of sources) {
    try {
      update.changes.push(...(await changesFrom(source, stored, context)));
    } catch (error) {
      if (!(error instanceof ColophonError) || options.from !== undefined) throw error;
      update.failures.push({ name: source.name, origin: source.origin, error });
    }
  }
  return update;
}

/** Keeps exactly what was shown: nothing is fetched again. */
export async function applyUpdate(
  changes: readonly ListChange[],
  { store }: Pick<TrustContext, "store">,
): Promise<void> {
  for (const { name, list } of changes) {
    if (list) await store.write(list, { isReplacing: true });
    else await store.remove(name);
  }
}

async function readAll({ store }: UpdateContext): Promise<TrustList[]> {
  return Promise.all((await store.names()).map((name) => store.read(name)));
}

/** The official lists, and whatever else was once added from an address. */
function sourcesToFetch(stored: readonly TrustList[]): Source[] {
  const official = officialLists.map(
    ({ name, url, kind }): Source => ({
      name,
      origin: url,
      ...(kind && { kind }),
      stored: heldFor(name, url, stored),
    }),
  );
  const known = new Set(official.flatMap((source) => source.stored));
  const addresses = new Set(
    stored.filter((list) => !known.has(list) && /^https:/i.test(list.origin)).map((list) => list.origin),
  );
  return [
    ...official,
    ...[...addresses].map((origin) =>
      sourceOf(stored.filter((list) => list.origin === origin && !known.has(list))),
    ),
  ];
}

function sourceFor(file: string, wanted: string | undefined, stored: readonly TrustList[]): Source {
  const official =
    officialLists.find(({ name }) => name === wanted) ?? (wanted ? undefined : officialListAt(file));
  const name = wanted ?? official?.name;
  const before = stored.find((list) => list.name === name);
  if (name === undefined || (!official && !before))
    throw new ColophonError("usage.invalid", `cannot tell which trust list "${file}" is a version of`, {
      hints: ["name the list it replaces with --name", `or add it as a new one: colophon trust add ${file}`],
    });
  if (!official && before)
    return { ...sourceOf(stored.filter(({ origin }) => origin === before.origin)), origin: file };
  const held = heldFor(name, official?.url, stored);
  return { name, origin: file, ...(official?.kind && { kind: official.kind }), stored: held };
}

/** What was kept under this name, together with what was split off from the same file. */
function heldFor(name: string, url: string | undefined, stored: readonly TrustList[]): TrustList[] {
  const before = stored.find((list) => list.name === name);
  const isPart = (list: TrustList) =>
    list.origin === before?.origin &&
    list.name === `${name}-${list.kind}` &&
    !officialLists.some((official) => official.name === list.name);
  return stored.filter((list) => list.origin === url || list.name === name || isPart(list));
}

/** Several lists from one origin were split by their certificates, and are again. */
function sourceOf(stored: readonly TrustList[]): Source {
  const [first, ...others] = [...stored].sort((a, b) => a.name.length - b.name.length);
  if (!first) throw new Error("a source without lists");
  return {
    name: first.name,
    origin: first.origin,
    ...(others.length === 0 && { kind: first.kind }),
    stored: [...stored],
  };
}

async function changesFrom(
  source: Source,
  stored: readonly TrustList[],
  context: UpdateContext,
): Promise<ListChange[]> {
  const { name, origin, kind } = source;
  const isAddress = /^https?:/i.test(origin);
  if (isAddress) context.announce(`asking ${hostOf(origin)} for the list "${name}"`);
  const bytes = isAddress ? await context.fetch(origin) : await context.readFile(origin);
  const lists = readTrustList(bytes, { name, origin, addedAt: context.now(), ...(kind && { kind }) });
  const fresh = lists.map((list): ListChange => {
    // Of all that are kept, for it would be written over whichever source it once came from.
    const before = stored.find((old) => old.name === list.name);
    if (before && before.kind !== list.kind) throw otherKind(before, list);
    const isNew = before === undefined;
    return { name: list.name, kind: list.kind, origin, isNew, comparison: compareLists(before, list), list };
  });
  const gone = source.stored.filter((old) => !lists.some((list) => list.name === old.name));
  return [...fresh, ...gone.map((old) => goneChange(old))];
}

/** A list of one's own may happen to have the name of an official one. */
function otherKind(before: TrustList, list: TrustList): ColophonError {
  return new ColophonError(
    "trust.kind",
    `the trust list "${list.name}" here is of kind "${before.kind}", the newer version is of kind "${list.kind}"`,
    { hints: [`remove the one that is here, if it is not needed: colophon trust remove ${list.name}`] },
  );
}

function goneChange(old: TrustList): ListChange {
  const nothing = { certificates: [] };
  const { name, kind, origin } = old;
  return { name, kind, origin, isNew: false, comparison: compareLists(old, nothing) };
}
