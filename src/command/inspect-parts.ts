/** What `inspect --extract` writes: the store, thumbnails and assertions, under names that are ours. */
import type { OpenManifest } from "../core/credential/lay-open.js";
import type { Reading } from "../core/verifying/read.js";
import { ColophonError } from "../error.js";
import type { Context } from "./context.js";
import { savePartIn, saveResources, type WantedResource } from "./extract.js";

export interface Parts {
  manifests: readonly OpenManifest[];
  storeBytes?: Uint8Array;
}

export interface PartWishes {
  /** `thumbnail`, `manifest`, `all`, or the label of an assertion. */
  extract?: string;
  /** The folder. */
  output?: string;
  force: boolean;
}

/** Returns the paths written. Throws `credential.part-missing` where there is nothing of the kind. */
export async function saveParts(
  { manifests, storeBytes }: Parts,
  reading: Pick<Reading, "resource">,
  options: PartWishes,
  context: Context,
): Promise<string[]> {
  const what = options.extract ?? "all";
  const folder = options.output ?? ".";
  const written: string[] = [];
  if (storeBytes && (what === "manifest" || what === "all")) {
    written.push(await savePartIn(folder, "manifest.c2pa", storeBytes, options.force, context));
  }
  const wanted = manifests.flatMap((manifest, index) => resourcesOf(manifest, index, what));
  written.push(...(await saveResources(reading, wanted, folder, options.force, context)));
  const data = manifests.flatMap((manifest, index) => dataOf(manifest, index, what));
  for (const { name, bytes } of data) {
    written.push(await savePartIn(folder, name, bytes, options.force, context));
  }
  if (written.length > 0) return written;
  throw new ColophonError("credential.part-missing", `there is no "${what}" to extract`, {
    hints: ["see the labels: colophon inspect", "or take everything: --extract all"],
  });
}

function resourcesOf(
  { credential, ingredients }: OpenManifest,
  index: number,
  what: string,
): WantedResource[] {
  if (what !== "thumbnail" && what !== "all") return [];
  const own = credential.thumbnail
    ? [{ name: `manifest-${index + 1}-thumbnail`, ...credential.thumbnail }]
    : [];
  const others = ingredients.flatMap(({ thumbnail }, at) =>
    thumbnail ? [{ name: `manifest-${index + 1}-ingredient-${at + 1}-thumbnail`, ...thumbnail }] : [],
  );
  return [...own, ...others];
}

interface Data {
  name: string;
  bytes: Uint8Array;
}

function dataOf({ assertions }: OpenManifest, index: number, what: string): Data[] {
  return assertions.flatMap(({ label, data }, at) => {
    if (data === undefined || (what !== "all" && what !== label)) return [];
    const name = `manifest-${index + 1}-assertion-${at + 1}.json`;
    return [{ name, bytes: Buffer.from(`${JSON.stringify(data, null, 2)}\n`) }];
  });
}
