/** `sign`: put my name to it. */

import type { Format } from "../../core/asset/formats.js";
import { describeAction, findDisclosure } from "../../core/disclosure/index.js";
import { composeDraft } from "../../core/signing/compose-draft.js";
import { type Definition, readDefinition } from "../../core/signing/definition.js";
import type { Draft, DraftIngredient } from "../../core/signing/draft.js";
import type { Thumbnails } from "../../core/signing/engine-request.js";
import { ColophonError } from "../../error.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import { type FileInput, findInputs, type Input } from "../inputs.js";
import { type Judge, prepareJudge } from "../judging.js";
import { mediaOnly } from "../media-only.js";
import { type Destination, planOutputs } from "../outputs.js";
import type { FileResult } from "../result.js";
import type { SignedFile, SignOptions } from "./options.js";
import { choosePlacement, engineSource } from "./place.js";
import { findSigner, type Signer } from "./signer.js";
import { fileName, gatherSources, type Sources } from "./sources.js";
import { authoritiesFor, hostOf, stamper } from "./stamping.js";
import { writeSigned } from "./write.js";

export type { SignedFile, SignOptions } from "./options.js";

const maxDefinitionBytes = 16 * 1024 * 1024;

/** One run of `sign`: what is the same for all its files. */
interface Session {
  options: SignOptions;
  context: Context;
  signer: Signer;
  judge: Judge;
  definition?: Definition;
  definitionFolder: string;
}

export async function* signFiles(
  options: SignOptions,
  context: Context,
): AsyncIterable<FileResult<SignedFile>> {
  refuseConflicts(options);
  if (options.as !== undefined) findDisclosure(options.as);
  const definition =
    options.manifest === undefined ? undefined : await loadDefinition(options.manifest, context);
  const signer = await findSigner(options, context);
  const judge = await prepareJudge({ trust: [], remote: false, timeoutMs: options.timeoutMs }, context);
  const session: Session = {
    options,
    context,
    signer,
    judge,
    definitionFolder: options.manifest?.replace(/[^/\\]*$/, "") ?? "",
    ...(definition ? { definition } : {}),
  };
  const canSign = ({ canEmbed }: Format) => canEmbed || options.sidecar;
  const found = findInputs(options, context.files);
  const inputs = await collect(mediaOnly(found, canSign, context.files, context.announce));
  const destinations = await planDestinations(inputs, options, context);
  yield* runBatch(replay(inputs), { ...options, signal: context.signal }, async (input) => {
    context.progress(input.displayName);
    const destination = destinations.get(input);
    if (!destination) throw new Error(`no output was planned for ${input.displayName}`);
    return { value: await signFile(input, destination, session), exitCode: 0 };
  });
}

/** All of them before the first file is written, so that two outputs never meet. */
async function planDestinations(
  inputs: readonly Input[],
  options: SignOptions,
  context: Context,
): Promise<Map<Input, Destination>> {
  const files = inputs.filter((input) => input.kind === "file");
  const wishes = {
    ...options,
    isInPlace: options.inPlace,
    isSidecar: options.sidecar,
    suffix: "signed" as const,
  };
  const destinations = await planOutputs(files, wishes, context.files);
  return new Map(
    files.flatMap((input, index) => {
      const destination = destinations[index];
      return destination ? [[input, destination] as const] : [];
    }),
  );
}

async function signFile(
  input: FileInput,
  destination: Destination,
  { options, context, signer, judge, definition, definitionFolder }: Session,
): Promise<SignedFile> {
  const named = (definition?.ingredients ?? []).map((entry) => ({
    ...entry,
    path: resolve(entry.path, definitionFolder),
  }));
  const said = { ingredients: named, hasActions: definition?.actions !== undefined };
  const sources = await gatherSources(input, said, options, judge, context);
  const draft = compose(sources, titleFor(sources, destination, options, definition), options, definition);
  const thumbnails = await makeThumbnails(draft, sources, options, context);
  const authorities = authoritiesFor(options, signer);
  const result = describe(draft, sources, signer, options, authorities, thumbnails);
  if (options.dryRun) return result;
  const stamp = stamper(authorities, context);
  const written = await writeSigned(
    {
      draft,
      identity: signer.identity,
      source: engineSource(sources.asset),
      thumbnails,
      outside: sources.outside,
      generator: { name: "colophon", version: context.version },
      ...(stamp ? { stamp } : {}),
    },
    sources,
    destination,
    options,
    context,
  );
  const { timestamp, output, sidecar, manifest, addedBytes, verification } = written;
  return {
    ...result,
    ...(output === undefined ? {} : { output }),
    ...(sidecar === undefined ? {} : { sidecar }),
    ...(timestamp
      ? { timestamp: { at: timestamp.time, authority: timestamp.authority, url: timestamp.url } }
      : {}),
    manifestBytes: manifest.length,
    addedBytes,
    verification,
  };
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

function compose(
  { asset, parent, ingredients }: Sources,
  title: string,
  options: SignOptions,
  definition?: Definition,
): Draft {
  return composeDraft({
    title,
    format: asset.mimeType,
    actions: options.actions,
    mayTrain: options.train,
    isUpdate: options.update,
    ingredients,
    placement: choosePlacement(asset, options),
    ...(options.as === undefined ? {} : { disclosure: options.as }),
    ...(options.author === undefined ? {} : { author: options.author }),
    ...(parent ? { parent } : {}),
    ...(definition ? { definition } : {}),
  });
}

/** A thumbnail shows people later what the file looked like when it was signed; it costs some kilobytes. */
async function makeThumbnails(
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

function describe(
  draft: Draft,
  { asset, parent, ingredients }: Sources,
  signer: Signer,
  options: SignOptions,
  authorities: readonly string[],
  thumbnails: Thumbnails,
): SignedFile {
  const first = draft.inception.kind === "create" ? "c2pa.created" : "c2pa.opened";
  const thumbnailBytes = [thumbnails.own, ...thumbnails.ingredients.values()].reduce(
    (sum, bytes) => sum + (bytes?.length ?? 0),
    0,
  );
  return {
    file: asset.name,
    isDryRun: options.dryRun,
    identity: signer.identity.name,
    issuer: signer.issuer,
    ...(options.as === undefined ? {} : { disclosure: findDisclosure(options.as).label }),
    ...(parent ? { parent: { title: parent.title, state: parent.state } } : {}),
    ingredients: ingredients.map(({ title, state }) => ({ title, state })),
    actions: [first, ...draft.actions.map((action) => action.name)].map(describeAction),
    ...(thumbnailBytes > 0 ? { thumbnailBytes } : {}),
    draft,
    warnings: signer.warnings,
    network: authorities.map(hostOf),
  };
}

function refuseConflicts(options: SignOptions): void {
  const refuse = (message: string) => {
    throw new ColophonError("usage.conflict", message);
  };
  if (options.identity !== undefined && options.signer !== undefined)
    refuse("--identity and --signer exclude each other");
  if (!options.timestamp && options.tsa.length > 0) refuse("--tsa and --no-timestamp exclude each other");
  if (options.update && (options.as !== undefined || options.parent !== undefined)) {
    refuse("--update only adds statements, so --as and --parent have no place");
  }
  if (options.inPlace && (options.sidecar || options.output !== undefined)) {
    refuse("--in-place excludes --sidecar and --output");
  }
}

async function loadDefinition(path: string, context: Context): Promise<Definition> {
  return readDefinition(await context.files.readText(path, maxDefinitionBytes));
}

function resolve(path: string, folder: string): string {
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : `${folder}${path}`;
}

async function collect(inputs: AsyncIterable<Input>): Promise<Input[]> {
  const all: Input[] = [];
  for await (const input of inputs) all.push(input);
  return all;
}

async function* replay(inputs: readonly Input[]): AsyncIterable<Input> {
  yield* inputs;
}
