/** `inspect`: lays everything open, and judges nothing. */
import type { Format } from "../core/asset/formats.js";
import { openAsset } from "../core/asset/open-asset.js";
import { readSidecar } from "../core/asset/sidecar.js";
import { layOpen, type OpenManifest } from "../core/credential/lay-open.js";
import { readManifestStore } from "../core/credential/manifest-store.js";
import { readStoreBytes } from "../core/credential/store-bytes.js";
import { writePem } from "../core/identity/pem.js";
import { engineTrust } from "../core/trust/engine-trust.js";
import { readCertificate } from "../core/verifying/certificate.js";
import type { Reading } from "../core/verifying/read.js";
import type { CertificateSummary } from "../core/verifying/verification.js";
import { ColophonError } from "../error.js";
import { readingRules, runBatch } from "./batch.js";
import type { Context } from "./context.js";
import { findInputs, type InputOptions } from "./inputs.js";
import { saveParts } from "./inspect-parts.js";
import { type JudgingOptions, prepareJudge } from "./judging.js";
import { type FoundLeftovers, lookForLeftovers } from "./leftovers.js";
import { countMedia, mediaOnly } from "./media-only.js";
import type { FileResult } from "./result.js";

export interface InspectOptions extends InputOptions, JudgingOptions {
  failFast: boolean;
  jobs: number;
  raw: boolean;
  /** The certificate chain of the manifest, as PEM. */
  certificates: boolean;
  /** `thumbnail`, `manifest`, `all`, or the label of an assertion. */
  extract?: string;
  output?: string;
  /** The label of one manifest, instead of all. */
  manifest?: string;
  crjson: boolean;
  force: boolean;
}

export interface InspectedManifest extends Omit<OpenManifest, "chain"> {
  chain: readonly CertificateSummary[];
}

export interface InspectedFile extends FoundLeftovers {
  file: string;
  format: string;
  mimeType: string;
  sizeBytes: number;
  /** SHA-256 of the whole file as it is, lower-case hex. */
  sha256: string;
  source?: "embedded" | "sidecar" | "remote";
  sidecar?: string;
  remoteUrl?: string;
  /** What `verify` says; inspect only shows it. */
  state: "trusted" | "valid" | "invalid" | "none";
  /** Size of the manifest store. */
  manifestBytes?: number;
  manifests: readonly InspectedManifest[];
  certificates?: string;
  extracted?: readonly string[];
  crjson?: unknown;
  manifestStore?: unknown;
}

interface Opened {
  asset: { path: string; name: string; mimeType: string; sizeBytes: number; format?: Format };
  reading?: Reading;
  found: Pick<InspectedFile, "state" | "source" | "sidecar" | "remoteUrl">;
}

export async function* inspectFile(
  options: InspectOptions,
  world: Context,
): AsyncIterable<FileResult<InspectedFile>> {
  const context = { ...world, ...world.within(options) };
  const open = await prepareOpening(options, context);
  const inputs = mediaOnly(findInputs(options, context.files), canRead, context.files, context.announce);
  context.expect(() => countMedia(options, canRead, context.files));
  const taken: { name?: string } = {};
  yield* runBatch(inputs, readingRules(options, context), async ({ path, displayName }) => {
    context.progress(displayName);
    const other = taken.name;
    taken.name ??= displayName;
    if (options.extract !== undefined && other !== undefined) throw onePlace(other);
    const value = await inspect(await open(path, displayName), options, context);
    return { value, exitCode: value.state === "none" ? 3 : 0 };
  });
}

function canRead(format: Format): boolean {
  return format.canRead;
}

/** Parts have the same names in every file. */
function onePlace(first: string): ColophonError {
  return new ColophonError(
    "output.clash",
    `its parts have the same names as those of "${first}", and a folder holds one of each`,
    {
      hints: ["give one file with --extract"],
    },
  );
}

/** A manifest store on its own can be laid open, although nobody can judge it without its file. */
async function prepareOpening(options: InspectOptions, context: Context) {
  const judge = await prepareJudge(options, context);
  return async (path: string, name: string): Promise<Opened> => {
    const asset = await openAsset(path, name, context.files);
    if (asset.format?.id === "c2pa") {
      await readSidecar(path, context.files);
      const reading = await context.engine.read(asset, { trust: engineTrust([]) });
      return { asset, found: { state: "invalid", source: "sidecar" }, ...(reading ? { reading } : {}) };
    }
    const { verified, reading } = await judge(path, name);
    const { state, source, remoteUrl } = verified.verification;
    const found = {
      state,
      ...(source ? { source } : {}),
      ...(remoteUrl === undefined ? {} : { remoteUrl }),
      ...(verified.sidecar === undefined ? {} : { sidecar: verified.sidecar }),
    };
    return { asset, found, ...(reading ? { reading } : {}) };
  };
}

async function inspect(opened: Opened, options: InspectOptions, context: Context): Promise<InspectedFile> {
  const { asset, reading, found } = opened;
  const store = reading ? readManifestStore(reading.json) : undefined;
  const storeBytes = await reading?.manifestBytes();
  const manifests = store
    ? choose(layOpen(store, storeBytes ? readStoreBytes(storeBytes) : undefined), options)
    : [];
  const parts = { manifests, ...(storeBytes ? { storeBytes } : {}) };
  return {
    file: asset.name,
    format: asset.format?.name ?? "unknown",
    mimeType: asset.mimeType,
    sizeBytes: asset.sizeBytes,
    sha256: await context.files.sha256File(asset.path),
    ...found,
    ...(storeBytes ? { manifestBytes: storeBytes.length } : {}),
    manifests: manifests.map((manifest) => ({
      ...manifest,
      chain: manifest.chain.flatMap((der) => readCertificate(der) ?? []),
    })),
    ...(options.certificates ? { certificates: chainPem(manifests) } : {}),
    ...(options.extract !== undefined && reading
      ? { extracted: await saveParts(parts, reading, options, context) }
      : {}),
    ...(options.crjson ? { crjson: await crJsonOf(opened, context) } : {}),
    ...(options.raw && reading ? { manifestStore: reading.json } : {}),
    ...(reading ? { leftovers: [] } : await lookForLeftovers(asset, context)),
  };
}

function choose(manifests: OpenManifest[], { manifest }: InspectOptions): OpenManifest[] {
  if (manifest === undefined) return manifests;
  const chosen = manifests.filter((entry) => entry.label === manifest);
  if (chosen.length > 0) return chosen;
  throw new ColophonError("credential.part-missing", `no manifest labeled "${manifest}"`, {
    hints: ["see all labels: leave --manifest out"],
  });
}

function chainPem(manifests: readonly OpenManifest[]): string {
  return (manifests[0]?.chain ?? []).map((der) => writePem("CERTIFICATE", der)).join("");
}

async function crJsonOf({ asset, found }: Opened, context: Context): Promise<unknown> {
  if (found.source !== "embedded") {
    throw new ColophonError(
      "credential.unsupported",
      `"${asset.name}": crJSON can only be made of credentials inside the file`,
    );
  }
  return context.makeCrJson(asset.path, asset.mimeType);
}
