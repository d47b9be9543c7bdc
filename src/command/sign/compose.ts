/** What is asked for, put together into one draft for one file. */
import { composeDraft } from "../../core/signing/compose-draft.js";
import { type Definition, readDefinition } from "../../core/signing/definition.js";
import type { Draft } from "../../core/signing/draft.js";
import type { Context } from "../context.js";
import type { Destination } from "../outputs.js";
import type { SignOptions } from "../signing/options.js";
import { choosePlacement } from "../signing/place.js";
import type { Sources } from "../signing/sources.js";
import { titleFor } from "../signing/title.js";

const maxDefinitionBytes = 16 * 1024 * 1024;

/** A manifest definition; the paths in it are relative to its own folder. */
export async function loadDefinition(path: string, context: Context): Promise<Definition> {
  const definition = readDefinition(await context.files.readText(path, maxDefinitionBytes));
  const folder = path.replace(/[^/\\]*$/, "");
  const ingredients = definition.ingredients.map((entry) => ({
    ...entry,
    path: resolve(entry.path, folder),
  }));
  return { ...definition, ingredients };
}

function resolve(path: string, folder: string): string {
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : `${folder}${path}`;
}

export function compose(
  sources: Sources,
  destination: Destination,
  options: SignOptions,
  definition?: Definition,
): Draft {
  const { asset, parent, ingredients } = sources;
  return composeDraft({
    title: titleFor(asset, destination, options, definition?.title),
    format: asset.mimeType,
    actions: options.actions,
    mayTrain: options.train,
    isUpdate: options.update,
    isComplete: options.allActions,
    ingredients,
    placement: choosePlacement(asset, options),
    ...(options.as === undefined ? {} : { disclosure: options.as }),
    ...(options.author === undefined ? {} : { author: options.author }),
    ...(parent ? { parent } : {}),
    ...(definition ? { definition } : {}),
  });
}
