/** Which lists a verification uses: those that are asked for, or all that were added. */
import { nearest } from "../../core/explain/nearest.js";
import { type TrustKind, type TrustList, trustKinds } from "../../core/trust/list.js";
import { freeName, listNameFrom } from "../../core/trust/name.js";
import type { TrustStore } from "../../core/trust/store.js";
import { ColophonError } from "../../error.js";

type ReadFile = (path: string) => Promise<Uint8Array>;

/**
 * `wanted` are the arguments of --trust: a name from the store, a file, or KIND:FILE. What is asked for and
 * cannot be had is an error ("trust.unknown", "trust.unreadable", "trust.kind", "file.*"), never one list less.
 */
export async function selectLists(
  wanted: readonly string[],
  store: TrustStore,
  readFile: ReadFile,
): Promise<TrustList[]> {
  const installed = await store.names();
  if (wanted.length === 0) return Promise.all(installed.map((name) => store.read(name)));
  const chosen = new Map<string, TrustList>();
  for (const argument of wanted) {
    for (const list of await listsFor(argument, installed, store, readFile)) {
      const isAgain = [...chosen.values()].some(
        ({ sha256, kind }) => sha256 === list.sha256 && kind === list.kind,
      );
      if (isAgain) continue;
      const name = freeName(list.name, new Set(chosen.keys()));
      chosen.set(name, { ...list, name });
    }
  }
  return [...chosen.values()];
}

async function listsFor(
  argument: string,
  installed: readonly string[],
  store: TrustStore,
  readFile: ReadFile,
): Promise<TrustList[]> {
  // The store first: a downloaded file must not pass itself off as a list of that name.
  if (installed.includes(argument)) return [await store.read(argument)];
  const { kind, path } = splitArgument(argument);
  const bytes = await readFile(path).catch((error) => {
    // What is there and leads nowhere, or round in a circle, was not meant as the name of a list.
    const isMissing =
      error instanceof ColophonError &&
      error.code === "file.missing" &&
      error.message.endsWith(": no such file");
    throw isMissing ? unknownList(argument, installed, error) : error;
  });
  const { readTrustList } = await import("../../core/trust/read-list.js");
  return readTrustList(bytes, { name: listNameFrom(path), origin: path, ...(kind && { kind }) });
}

/** "tsa:authorities.pem"; any other word before a colon belongs to the path. */
function splitArgument(argument: string): { kind?: TrustKind; path: string } {
  const kind = trustKinds.find((word) => argument.startsWith(`${word}:`));
  return kind ? { kind, path: argument.slice(kind.length + 1) } : { path: argument };
}

function unknownList(argument: string, installed: readonly string[], cause: unknown): ColophonError {
  const close = nearest(argument, installed);
  const hint =
    close.length > 0
      ? `did you mean ${close.map((name) => `"${name}"`).join(" or ")}?`
      : installed.length > 0
        ? `you have: ${installed.join(", ")}`
        : "fetch the official ones: colophon trust update";
  return new ColophonError("trust.unknown", `no trust list and no file named "${argument}"`, {
    hints: [hint],
    cause,
  });
}
