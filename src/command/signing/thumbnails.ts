/** The small pictures that a signature carries along. */
import type { Draft, DraftIngredient } from "../../core/signing/draft.js";
import type { Thumbnails } from "../../core/signing/engine-request.js";
import type { Context } from "../context.js";
import type { SignOptions } from "./options.js";
import type { Sources } from "./sources.js";

/** A thumbnail shows people later what the file looked like when it was signed; it costs some kilobytes. */
export async function makeThumbnails(
  draft: Draft,
  { asset }: Sources,
  { thumbnail }: SignOptions,
  context: Context,
): Promise<Thumbnails> {
  const ingredients = new Map<string, Uint8Array>();
  if (thumbnail === false || draft.inception.kind === "update") return { ingredients };
  for (const ingredient of draft.ingredients.filter(isBare)) {
    const bytes = await context.makeThumbnail(ingredient.path, ingredient.mimeType, thumbnail);
    if (bytes) ingredients.set(ingredient.instanceId, bytes);
  }
  const own = await context.makeThumbnail(asset.path, asset.mimeType, thumbnail);
  return { ingredients, ...(own ? { own } : {}) };
}

/** Ingredients with credentials bring the thumbnail their own signer made. */
function isBare(ingredient: DraftIngredient): boolean {
  return ingredient.state === "none";
}
