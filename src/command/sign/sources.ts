/** What a signature is about: the file, what it already carries, its parent and its ingredients. */
import { type Asset, openAsset } from "../../core/asset/open-asset.js";
import type { DraftIngredient } from "../../core/signing/draft.js";
import type { State } from "../../core/verifying/state.js";
import type { Verification } from "../../core/verifying/verification.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import type { Judge } from "../judging.js";
import type { SignOptions } from "./options.js";

export interface Sources {
  asset: Asset;
  parent?: DraftIngredient;
  ingredients: readonly DraftIngredient[];
  /** Every file that is read: none of them may be written over. */
  paths: readonly string[];
}

export async function gatherSources(
  input: { path: string; displayName: string },
  named: readonly { path: string; title?: string; relationship: DraftIngredient["relationship"] }[],
  options: SignOptions,
  judge: Judge,
  context: Context,
): Promise<Sources> {
  const asset = await openAsset(input.path, input.displayName, context.files);
  const own = await stateOf(asset.path, asset.name, options, judge);
  const wished = [
    ...(options.parent === undefined ? [] : [{ path: options.parent, relationship: "parentOf" as const }]),
    ...options.ingredients.map((path) => ({ path, relationship: "componentOf" as const })),
    ...named,
  ];
  const all: DraftIngredient[] = [];
  for (const [index, wish] of wished.entries()) {
    all.push(await readIngredient(wish, `ingredient-${index + 1}`, options, judge, context));
  }
  const parents = all.filter((ingredient) => ingredient.relationship === "parentOf");
  refuseTwoParents(asset, own, parents);
  const parent = parents[0] ?? ownParent(asset, own, options);
  return {
    asset,
    ...(parent ? { parent } : {}),
    ingredients: all.filter((ingredient) => ingredient.relationship !== "parentOf"),
    paths: [asset.path, ...all.map((ingredient) => ingredient.path)],
  };
}

/**
 * A file that carries credentials is its own parent, so that its history is kept. One that carries none
 * begins here when somebody says how it was made, and was otherwise opened as it was found.
 */
function ownParent(asset: Asset, state: State, options: SignOptions): DraftIngredient | undefined {
  if (options.update && state === "none") {
    throw new ColophonError(
      "parent.conflict",
      `"${asset.name}": carries no Content Credentials that --update could add to`,
      {
        hints: ["leave --update out to sign it for the first time"],
      },
    );
  }
  const begins = options.as !== undefined || options.manifest !== undefined;
  if (state === "none" && begins) return undefined;
  return {
    instanceId: "parent",
    title: asset.name,
    relationship: "parentOf",
    path: asset.path,
    mimeType: asset.mimeType,
    state,
  };
}

function refuseTwoParents(asset: Asset, own: State, parents: readonly DraftIngredient[]): void {
  if (parents.length > 1) {
    throw new ColophonError("parent.conflict", "a file has one parent, but several are named", {
      hints: ["name the others as --ingredient"],
    });
  }
  const [parent] = parents;
  if (parent && own !== "none") {
    throw new ColophonError(
      "parent.conflict",
      `"${asset.name}": carries Content Credentials of its own, which would be lost beside the parent "${parent.title}"`,
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
): Promise<DraftIngredient> {
  const name = baseName(wish.path);
  const { mimeType } = await openAsset(wish.path, name, context.files);
  const state = await stateOf(wish.path, name, options, judge);
  return {
    instanceId,
    title: wish.title ?? name,
    relationship: wish.relationship,
    path: wish.path,
    mimeType,
    state,
  };
}

function baseName(path: string): string {
  return path.replaceAll("\\", "/").split("/").at(-1) ?? path;
}

/** Codes that mean "there are credentials, and they are broken beyond reading". */
const unreadable: ReadonlySet<string> = new Set([
  "credential.unreadable",
  "credential.unsupported",
  "engine.failed",
]);

/** Signing over something broken would make it look whole: refused, unless it is asked for by name. */
async function stateOf(path: string, name: string, options: SignOptions, judge: Judge): Promise<State> {
  try {
    const { verified } = await judge(path, name);
    const { verification } = verified;
    const isBroken = verification.state === "invalid" || verification.history.answer === "broken";
    if (isBroken && !options.force) throw broken(name, reasonsOf(verification));
    return verification.state;
  } catch (error) {
    if (!(error instanceof ColophonError)) throw error;
    if (error.code === "format.unsupported") return "none";
    if (!unreadable.has(error.code)) throw error;
    if (options.force) return "none";
    throw broken(name, error.message);
  }
}

function broken(name: string, reasons: string): ColophonError {
  return new ColophonError(
    "parent.broken",
    `"${name}": its Content Credentials are broken (${reasons}), and signing over them would hide that`,
    { hints: [`see why: colophon verify --explain ${name}`, "sign all the same: --force"] },
  );
}

function reasonsOf(verification: Verification): string {
  const codes = verification.findings
    .filter((entry) => entry.severity === "failure")
    .map((entry) => entry.code);
  return [...new Set(codes)].join(", ");
}
