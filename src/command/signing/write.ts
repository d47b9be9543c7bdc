/** Writes what was signed: whole or not at all, never over a file that was read. */
import { dirname } from "node:path";
import type { Draft } from "../../core/signing/draft.js";
import { instanceIdFor } from "../../core/signing/instance-id.js";
import { type SignedAsset, type SignRequest, signDraft } from "../../core/signing/sign-draft.js";
import { ColophonError } from "../../error.js";
import type { Context, OutputRules } from "../context.js";
import type { Destination } from "../outputs.js";
import type { SignOptions } from "./options.js";
import { type Places, placesOf } from "./places.js";
import { refuseMisplaced } from "./refuse-misplaced.js";
import type { Sources } from "./sources.js";

export interface Written extends SignedAsset, Places {
  addedBytes: number;
}

type Copy = Omit<Written, keyof Places>;

type Request = Omit<SignRequest, "outputPath" | "instanceId">;

type Claim = () => Promise<void>;

/** What a command that changes the file adds to the writing: then it is written itself, and not its sidecar alone. */
export interface Finishing {
  /** Called with what was written, before it gets its name; what it throws undoes everything. */
  inspect(path: string, signed: SignedAsset): Promise<void>;
  /** The same, when all else is done; `claim` gives a new file its name, or throws where another has it by now. */
  note(path: string, sourceSha256: string, claim: Claim): Promise<void>;
}

/** The destination is the signed file's; for a sidecar it is the sidecar's. */
export async function writeSigned(
  request: Request,
  sources: Sources,
  destination: Destination,
  options: SignOptions,
  context: Context,
  finishing?: Finishing,
): Promise<Written> {
  const before = await context.files.inspectPath(sources.asset.path);
  const sign: Sign = async (outputPath) => {
    const sourceSha256 = await context.files.sha256File(sources.asset.path);
    const instanceId = instanceIdFor(sourceSha256, context.newId());
    const signed = await signDraft({ ...request, instanceId, outputPath }, context);
    await refuseChanged(before, sources, context);
    await refuseMisplaced(request.source, outputPath, sources, context);
    await finishing?.inspect(outputPath, signed);
    const note = async (claim: Claim) => finishing?.note(outputPath, sourceSha256, claim);
    return { signed, note };
  };
  const kind: Draft["placement"]["kind"] = request.draft.placement.kind;
  const places = placesOf(kind, destination, finishing !== undefined);
  if (destination.kind === "stdout") return { ...(await toStdout(sign, sources, kind, context)), ...places };
  if (destination.isFolderMade) await context.files.makeFolder(dirname(destination.path));
  if (kind === "sidecar" && hasCredentialsInside(sources)) throw notBeside(sources);
  const copy =
    places.output === undefined
      ? await beside(sign, sources, destination.path, options, context)
      : await toFile(sign, sources, places.output, places.sidecar, options, context);
  return { ...copy, ...places };
}

/** Signs to a path; `note` is for the moment when it is certain that the file is given out. */
type Sign = (outputPath: string) => Promise<{ signed: SignedAsset; note(claim: Claim): Promise<void> }>;

/** Signed and checked as a whole before the first byte leaves. */
async function toStdout(
  sign: Sign,
  { asset }: Sources,
  kind: Draft["placement"]["kind"],
  context: Context,
): Promise<Copy> {
  return context.files.withScratch(extensionOf(asset.path), async (scratch) => {
    const { signed, note } = await sign(scratch);
    if (kind === "sidecar") await context.files.writeBytes(scratch, signed.manifest);
    const { sizeBytes } = await context.files.inspectPath(scratch);
    await note(async () => {});
    await context.sendToStdout(scratch);
    return { ...signed, addedBytes: sizeBytes - asset.sizeBytes };
  });
}

/** With its sidecar, where it has one. */
async function toFile(
  sign: Sign,
  sources: Sources,
  target: string,
  sidecar: string | undefined,
  options: SignOptions,
  context: Context,
): Promise<Copy> {
  const { files } = context;
  return files.withTemporaryOutput(target, rulesFor(sources, options, context), async (path, claim) => {
    const { signed, note } = await sign(path);
    const { sizeBytes } = await files.inspectPath(path);
    if (sidecar === undefined) await note(claim);
    // Before the file that speaks of it is put in its place: one without the other is of no use.
    else
      await saveManifest(signed.manifest, sidecar, sources, options, context, (claimSidecar) =>
        note(() => claimSidecar().then(claim)),
      );
    return { ...signed, addedBytes: sizeBytes - sources.asset.sizeBytes };
  });
}

/** The engine hashes the file without credentials inside; a sidecar speaks for the source as it is. */
async function beside(
  sign: Sign,
  sources: Sources,
  target: string,
  options: SignOptions,
  context: Context,
): Promise<Copy> {
  const { asset } = sources;
  return context.files.withScratch(extensionOf(asset.path), async (scratch) => {
    const { signed } = await sign(scratch);
    // Then the engine took something out: credentials that could not be read, for instance.
    if (!(await context.files.sameBytes(scratch, asset.path))) throw notBeside(sources);
    await saveManifest(signed.manifest, target, sources, options, context);
    return { ...signed, addedBytes: 0 };
  });
}

function hasCredentialsInside({ asset, parent, outside }: Sources): boolean {
  return parent?.path === asset.path && parent.state !== "none" && !outside.has(parent.instanceId);
}

function notBeside({ asset: { format, name } }: Sources): ColophonError {
  const hint = format?.canEmbed
    ? "leave --sidecar out to write the new ones into the file"
    : "take the file as it was before: into this one no others can be written";
  return new ColophonError(
    "parent.conflict",
    `"${name}": carries Content Credentials inside, and a sidecar cannot speak for a file that has its own`,
    { hints: [hint] },
  );
}

async function saveManifest(
  manifest: Uint8Array,
  target: string,
  sources: Sources,
  options: SignOptions,
  context: Context,
  finish?: (claim: Claim) => Promise<void>,
): Promise<void> {
  const rules = rulesFor(sources, options, context);
  await context.files.withTemporaryOutput(target, rules, async (path, claim) => {
    await context.files.writeBytes(path, manifest);
    await finish?.(claim);
  });
}

/** In place the source may be replaced, by rename and never by writing; anything else that was read may not. */
function rulesFor(sources: Sources, options: SignOptions, context: Context): OutputRules {
  const [source = "", ...others] = sources.paths;
  return {
    force: options.force || options.inPlace,
    protect: options.inPlace ? others : [source, ...others],
    modeOf: source,
    signal: context.signal,
  };
}

async function refuseChanged(
  before: { sizeBytes: number; modifiedMs?: number },
  { asset }: Sources,
  context: Context,
): Promise<void> {
  const after: { sizeBytes: number; modifiedMs?: number } = await context.files.inspectPath(asset.path);
  if (after.sizeBytes === before.sizeBytes && after.modifiedMs === before.modifiedMs) return;
  throw new ColophonError(
    "file.changed",
    `"${asset.name}": was changed by someone else while it was signed`,
    {
      hints: ["sign it again when it is finished"],
    },
  );
}

function extensionOf(path: string): string {
  return path.match(/\.([^./\\]+)$/)?.[1] ?? "";
}
