/** Whether the items of a HEIF are still where its table says, after somebody else has moved them. */
import { ColophonError } from "../../../error.js";
import { boundSource } from "../bounded-source.js";
import type { ByteSource } from "../container.js";
import { readHeif } from "./meta.js";

/** Enough to tell one place from another. */
const comparedBytes = 64;

/**
 * By the first bytes of every item that stands in the file; true as well for what is no HEIF of items. A
 * signature over a picture whose places are wrong is valid, and nobody can look at the picture.
 */
export async function keepsItems(before: ByteSource, after: ByteSource): Promise<boolean> {
  const [old, now] = [await beginnings(before), await beginnings(after)];
  if (!old) return true;
  return [...old].every(([id, bytes]) => now?.get(id)?.equals(bytes));
}

async function beginnings(source: ByteSource): Promise<Map<number, Buffer> | undefined> {
  const bounded = boundSource(source);
  const found = new Map<number, Buffer>();
  try {
    const { placeOf } = await readHeif(bounded);
    for (const [id, { method, dataReference, base, extents }] of placeOf) {
      const [extent] = extents;
      if (!extent || method !== 0 || dataReference !== 0) continue;
      const length = Math.min(comparedBytes, extent.length);
      found.set(id, Buffer.from(await bounded.upTo(base + extent.offset, length)));
    }
    return found;
  } catch (error) {
    if (error instanceof ColophonError && error.code === "format.damaged") return undefined;
    throw error;
  }
}
