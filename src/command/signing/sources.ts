/** What a signature is about: the file, what it already carries, its parent and its ingredients. */
import { type Asset, openAsset } from "../../core/asset/open-asset.js";
import type { DraftIngredient } from "../../core/signing/draft.js";
import type { OutsideManifest } from "../../core/signing/engine-request.js";
import type { State } from "../../core/verifying/state.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import type { Judge } from "../judging.js";
import { type Brought, credentialsOf } from "./brought.js";
import type { SignOptions } from "./options.js";

export interface Sources {
  asset: Asset;
  parent?: DraftIngredient;
  ingredients: readonly DraftIngredient[];
  /** Credentials that are kept beside the parent or an ingredient, by its `instanceId`. */
  outside: ReadonlyMap<string, OutsideManifest>;
  /** The digital source types that credentials of the parent and the ingredients declare, by `instanceId`. */
  sourceTypes: ReadonlyMap<string, string>;
  /** Every file that is read: none of them may be written over. */
  paths: readonly string[];
}

/** What a manifest definition says about sources. */
interface DefinedSources {
  ingredients: readonly { path: string; title?: string; relationship: DraftIngredient["relationship"] }[];
  /** The first of its actions says how the file began. */
  hasActions: boolean;
}

export async function gatherSources(
  input: { path: string; displayName: string },
  definition: DefinedSources,
  options: SignOptions,
  judge: Judge,
  context: Context,
): Promise<Sources> {
  const asset = await openAsset(input.path, input.displayName, context.files);
  const own = await credentialsOf(asset.path, asset.name, options, judge);
  const wished = [
    ...(options.parent === undefined ? [] : [{ path: options.parent, relationship: "parentOf" as const }]),
    ...options.ingredients.map((path) => ({ path, relationship: "componentOf" as const })),
    ...definition.ingredients,
  ];
  const all: Found[] = [];
  for (const [index, wish] of wished.entries()) {
    all.push(await readIngredient(wish, `ingredient-${index + 1}`, options, judge, context));
  }
  const parents = all.filter(({ ingredient }) => ingredient.relationship === "parentOf");
  refuseTwoParents(asset, own.state, parents);
  const parent = parents[0] ?? ownParent(asset, own, definition, options);
  const others = all.filter((found) => !parents.includes(found));
  const used = [...(parent ? [parent] : []), ...others];
  return {
    asset,
    ...(parent ? { parent: parent.ingredient } : {}),
    ingredients: others.map(({ ingredient }) => ingredient),
    outside: new Map(
      used.flatMap(({ ingredient, outside }) => (outside ? [[ingredient.instanceId, outside] as const] : [])),
    ),
    sourceTypes: new Map(
      used.flatMap(({ ingredient, sourceType }) =>
        sourceType === undefined ? [] : [[ingredient.instanceId, sourceType] as const],
      ),
    ),
    paths: [asset.path, ...all.map(({ ingredient }) => ingredient.path)],
  };
}

interface Found {
  ingredient: DraftIngredient;
  outside?: OutsideManifest;
  sourceType?: string;
  /** Tells a file by whatever name it was given. */
  fileId: string;
}

/**
 * A file that carries credentials is its own parent, so that its history is kept. One that carries none
 * begins here when somebody says how it was made, and was otherwise opened as it was found.
 */
function ownParent(
  asset: Asset,
  { state, sourceType, outside }: Brought,
  { hasActions }: DefinedSources,
  options: SignOptions,
): Found | undefined {
  if (options.update && state === "none") {
    throw new ColophonError(
      "parent.conflict",
      `"${asset.name}": carries no Content Credentials that --update could add to`,
      {
        hints: ["leave --update out to sign it for the first time"],
      },
    );
  }
  const begins = options.as !== undefined || hasActions;
  if (state === "none" && begins) return undefined;
  return {
    ingredient: {
      instanceId: "parent",
      // The folder a file lay in is nobody's affair.
      title: fileName(asset.name),
      relationship: "parentOf",
      path: asset.path,
      mimeType: asset.mimeType,
      state,
    },
    fileId: asset.fileId,
    ...(sourceType === undefined ? {} : { sourceType }),
    ...(outside ? { outside } : {}),
  };
}

function refuseTwoParents(asset: Asset, own: State, parents: readonly Found[]): void {
  if (parents.length > 1) {
    throw new ColophonError("parent.conflict", "a file has one parent, but several are named", {
      hints: ["name the others as --ingredient"],
    });
  }
  const [parent] = parents;
  // A definition that opens a file has to name it as its own parent.
  if (parent && own !== "none" && parent.fileId !== asset.fileId) {
    throw new ColophonError(
      "parent.conflict",
      `"${asset.name}": carries Content Credentials of its own, which would be lost beside the parent "${parent.ingredient.title}"`,
      {
        hints: [
          "leave --parent out: the file's own credentials become the parent",
          "or name the other file as --ingredient",
        ],
      },
    );
  }
}

async function readIngredient(
  wish: { path: string; title?: string; relationship: DraftIngredient["relationship"] },
  instanceId: string,
  options: SignOptions,
  judge: Judge,
  context: Context,
): Promise<Found> {
  const name = fileName(wish.path);
  const { mimeType, fileId } = await openAsset(wish.path, name, context.files);
  const { state, sourceType, outside } = await credentialsOf(wish.path, name, options, judge);
  const { path, relationship, title = name } = wish;
  return {
    ingredient: { instanceId, title, relationship, path, mimeType, state },
    fileId,
    ...(sourceType === undefined ? {} : { sourceType }),
    ...(outside ? { outside } : {}),
  };
}

/** The last part of a path, by the rules of every system. */
export function fileName(path: string): string {
  return path.replaceAll("\\", "/").split("/").at(-1) ?? path;
}
