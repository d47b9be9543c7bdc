/** One file without credentials → what is left of provenance in it: its marks where they have their place, and traces in its bytes. */
import type { Format } from "../core/asset/formats.js";
import type { Asset } from "../core/asset/open-asset.js";
import { findLeftovers, type Leftover } from "../core/history/leftovers.js";
import { containerFor, type FoundMark, readMarks } from "../core/metadata/index.js";
import { ColophonError } from "../error.js";
import type { Context } from "./context.js";
import { openSource } from "./read-source.js";

// Metadata stands at one of a file's ends.
const headBytes = 4 * 1024 * 1024;
const tailBytes = 1024 * 1024;

type Place = Pick<Asset, "path"> & { format?: Format | undefined };

export async function lookForLeftovers(asset: Place, context: Pick<Context, "files">): Promise<Leftover[]> {
  const { head, tail } = await context.files.readEnds(asset.path, headBytes, tailBytes);
  return findLeftovers(Buffer.concat([head, tail]), await marksOf(asset, context));
}

/** None where the places of the format are not known, or the file is too damaged to look there. */
async function marksOf(asset: Place, context: Pick<Context, "files">): Promise<readonly FoundMark[]> {
  const container = asset.format && containerFor(asset.format.id);
  if (!container) return [];
  try {
    return await openSource(asset, context, (source) => readMarks(container, source));
  } catch (error) {
    if (error instanceof ColophonError && error.code.startsWith("format.")) return [];
    throw error;
  }
}
