/** Writes what was signed: whole or not at all, never over a file that was read. */
import { dirname } from "node:path";
import { sidecarPath } from "../../core/asset/sidecar.js";
import { keepsItems } from "../../core/metadata/index.js";
import type { Draft } from "../../core/signing/draft.js";
import { instanceIdFor } from "../../core/signing/instance-id.js";
import { type SignedAsset, type SignRequest, signDraft } from "../../core/signing/sign-draft.js";
import { ColophonError } from "../../error.js";
import type { Context, OutputRules } from "../context.js";
import type { Destination } from "../outputs.js";
import { openSource } from "../read-source.js";
import type { SignOptions } from "./options.js";
import type { Sources } from "./sources.js";

export interface Written extends SignedAsset {
  output?: string;
  sidecar?: string;
  addedBytes: number;
}

type Request = Omit<SignRequest, "outputPath" | "instanceId">;

/** What a command that changes the file adds to the writing: then it is written itself, and not its sidecar alone. */
export interface Finishing {
  /** Called with what was written, before it gets its name; what it throws undoes everything. */
  inspect(path: string, signed: SignedAsset, sourceSha256: string): Promise<void>;
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
  const sign = async (outputPath: string) => {
    const sourceSha256 = await context.files.sha256File(sources.asset.path);
    const instanceId = instanceIdFor(sourceSha256, context.newId());
    const signed = await signDraft({ ...request, instanceId, outputPath }, context);
    await refuseChanged(before, sources, context);
    await refuseMisplaced(request.source, outputPath, sources, context);
    await finishing?.inspect(outputPath, signed, sourceSha256);
    return signed;
  };
  const kind: Draft["placement"]["kind"] = request.draft.placement.kind;
  const isTwoFiles = kind === "remote" || (kind === "sidecar" && finishing !== undefined);
  if (destination.kind === "stdout") {
    if (isTwoFiles) throw twoFiles();
    return toStdout(sign, sources, kind, context);
  }
  const target = destination.path;
  if (destination.isFolderMade) await context.files.makeFolder(dirname(target));
  if (kind === "sidecar" && hasCredentialsInside(sources)) throw notBeside(sources);
  if (kind === "sidecar" && !isTwoFiles) return beside(sign, sources, target, options, context);
  return context.files.withTemporaryOutput(target, rulesFor(sources, options, context), async (path) => {
    const signed = await sign(path);
    const { sizeBytes } = await context.files.inspectPath(path);
    const written = { ...signed, output: target, addedBytes: sizeBytes - sources.asset.sizeBytes };
    if (kind === "embedded") return written;
    // Before the file that speaks of it is put in its place: one without the other is of no use.
    const sidecar = sidecarPath(target);
    await saveManifest(signed.manifest, sidecar, sources, options, context);
    return { ...written, sidecar };
  });
}

/** Signed and checked as a whole before the first byte leaves. */
async function toStdout(
  sign: (outputPath: string) => Promise<SignedAsset>,
  { asset }: Sources,
  kind: Draft["placement"]["kind"],
  context: Context,
): Promise<Written> {
  return context.files.withScratch(extensionOf(asset.path), async (scratch) => {
    const signed = await sign(scratch);
    if (kind === "sidecar") await context.files.writeBytes(scratch, signed.manifest);
    const { sizeBytes } = await context.files.inspectPath(scratch);
    await context.sendToStdout(scratch);
    return { ...signed, output: "-", addedBytes: sizeBytes - asset.sizeBytes };
  });
}

/** The engine hashes the file without credentials inside; a sidecar speaks for the source as it is. */
async function beside(
  sign: (outputPath: string) => Promise<SignedAsset>,
  sources: Sources,
  target: string,
  options: SignOptions,
  context: Context,
): Promise<Written> {
  const { asset } = sources;
  return context.files.withScratch(extensionOf(asset.path), async (scratch) => {
    const signed = await sign(scratch);
    // Then the engine took something out: credentials that could not be read, for instance.
    if (!(await context.files.sameBytes(scratch, asset.path))) throw notBeside(sources);
    await saveManifest(signed.manifest, target, sources, options, context);
    return { ...signed, sidecar: target, addedBytes: 0 };
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

function twoFiles(): ColophonError {
  return new ColophonError(
    "usage.conflict",
    "two files are made, the signed one and its credentials, and standard output has room for one",
    { hints: ["name a place for both: -o <file>"] },
  );
}

async function saveManifest(
  manifest: Uint8Array,
  target: string,
  sources: Sources,
  options: SignOptions,
  context: Context,
): Promise<void> {
  await context.files.withTemporaryOutput(target, { ...rulesFor(sources, options, context) }, (path) =>
    context.files.writeBytes(path, manifest),
  );
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

/** c2pa-rs 0.91 moves an item of a HEIF twice where its base has a field and is 0; the signature does not mind. */
async function refuseMisplaced(
  source: { path: string },
  outputPath: string,
  { asset }: Sources,
  context: Context,
): Promise<void> {
  if (!["avif", "heic", "heif"].includes(asset.format?.id ?? "")) return;
  const isKept = await openSource(source, context, (before) =>
    openSource({ path: outputPath }, context, (after) => keepsItems(before, after)),
  );
  if (isKept) return;
  throw new ColophonError(
    "sign.unverified",
    `"${asset.name}": the engine cannot sign a picture with this table of places without losing the picture`,
    { hints: ["keep the credential beside the file: --sidecar"] },
  );
}

function extensionOf(path: string): string {
  return path.match(/\.([^./\\]+)$/)?.[1] ?? "";
}
