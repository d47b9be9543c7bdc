/** What is asked for, put together into one draft for one file. */
import { composeDraft } from "../../core/signing/compose-draft.js";
import { type Definition, readDefinition } from "../../core/signing/definition.js";
import type { Draft } from "../../core/signing/draft.js";
import type { Context } from "../context.js";
import type { Destination } from "../outputs.js";
import type { SignOptions } from "../signing/options.js";
import { choosePlacement } from "../signing/place.js";
import { fileName, type Sources } from "../signing/sources.js";

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
    title: titleFor(sources, destination, options, definition),
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

/** What was asked for; or the name somebody chose for the output; or the name the file has. */
function titleFor(
  { asset }: Sources,
  destination: Destination,
  { title, output, sidecar }: SignOptions,
  definition?: Definition,
): string {
  const isNamed = output !== undefined && destination.kind === "file" && !sidecar;
  const path = isNamed ? destination.path : asset.name;
  return title ?? definition?.title ?? fileName(path);
}
