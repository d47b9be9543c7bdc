/** One file without credentials → what is left of provenance in it: its marks where they have their place, and traces in its bytes. */
import type { Format } from "../core/asset/formats.js";
import type { Asset } from "../core/asset/open-asset.js";
import { findLeftovers, type Leftover } from "../core/history/leftovers.js";
import { containerFor, type FoundMark, readMarks, unread } from "../core/metadata/index.js";
import { ColophonError } from "../error.js";
import type { Context } from "./context.js";
import { openSource } from "./read-source.js";

// Metadata stands at one of a file's ends.
const headBytes = 4 * 1024 * 1024;
const tailBytes = 1024 * 1024;

type Place = Pick<Asset, "path"> & { format?: Format | undefined };

export interface FoundLeftovers {
  leftovers: readonly Leftover[];
  /** Not all of the file was looked through, so that there may be more. */
  isPartlySearched?: true;
}

export async function lookForLeftovers(
  asset: Place,
  context: Pick<Context, "files">,
): Promise<FoundLeftovers> {
  const { head, tail, sizeBytes } = await context.files.readEnds(asset.path, headBytes, tailBytes);
  const marks = await marksOf(asset, context);
  const isWhole = sizeBytes <= headBytes + tailBytes && marks.every(({ kind }) => kind !== "unread");
  const leftovers = findLeftovers(Buffer.concat([head, tail]), marks);
  return { leftovers, ...(isWhole ? {} : { isPartlySearched: true }) };
}

/** None where the places of the format are not known; where the file is too damaged to look there, that. */
async function marksOf(asset: Place, context: Pick<Context, "files">): Promise<readonly FoundMark[]> {
  const container = asset.format && containerFor(asset.format.id);
  if (!container) return [];
  try {
    return await openSource(asset, context, (source) => readMarks(container, source));
  } catch (error) {
    if (error instanceof ColophonError && error.code.startsWith("format.")) return [unread];
    throw error;
  }
}
