/** The only importer of the native C2PA engine: reads and signs, with explicit settings and translated errors. */
import type * as Binding from "@contentauth/c2pa-node";
import { ColophonError } from "../../error.js";
import { loadNative, type NativeReader } from "./native.js";
import { remoteAddressIn, translateNativeError } from "./native-error.js";
import { type ClaimGenerator, type EngineTrust, readingSettings, signingSettings } from "./settings.js";

export interface EngineVersion {
  name: string;
  version: string;
}

/** c2pa-node 0.9.8 is pinned exactly, and this is the c2pa-rs inside it. */
export const engineVersion: EngineVersion = { name: "c2pa-rs", version: "0.91.0" };

export interface AssetFile {
  path: string;
  mimeType: string;
}

export interface ReadOptions {
  trust?: EngineTrust;
  /** A manifest store kept outside the file. */
  manifest?: Uint8Array;
}

/** What the engine found in a file. */
export interface EngineReading {
  /** The manifest store as the engine's JSON, unchecked. */
  json: unknown;
  isEmbedded: boolean;
  remoteUrl?: string;
  /** The manifest store's own bytes (JUMBF), or undefined where there is no readable claim. */
  manifestBytes(): Promise<Uint8Array | undefined>;
  /** A resource by its JUMBF URI, e.g. a thumbnail. */
  resource(uri: string): Promise<Uint8Array>;
}

export interface EngineIngredient {
  /** The ingredient's JSON: title, relationship, … */
  json: Record<string, unknown>;
  asset: AssetFile;
}

export interface EngineResource {
  uri: string;
  bytes: Uint8Array;
  mimeType: string;
}

export interface EngineSignRequest {
  source: AssetFile;
  /** Truncated before the engine starts: give it a temporary file, never the source or a final name. */
  outputPath: string;
  definition: Record<string, unknown>;
  intent: { create: string } | "edit" | "update";
  actions: readonly Record<string, unknown>[];
  ingredients: readonly EngineIngredient[];
  resources: readonly EngineResource[];
  generator: ClaimGenerator;
  isComplete: boolean;
  isEmbedded: boolean;
  remoteUrl?: string;
  algorithm: string;
  /** PEM, leaf first. */
  certificates: readonly string[];
  reserveSize: number;
  /** Gets the claim's bytes, returns a whole COSE_Sign1 of exactly `reserveSize` bytes. */
  signClaim(claim: Uint8Array): Promise<Uint8Array>;
}

export interface Engine {
  version: EngineVersion;
  /** Returns null where the file carries no manifest; throws ColophonError where it could not be analysed. */
  read(asset: AssetFile, options?: ReadOptions): Promise<EngineReading | null>;
  /** The address of a manifest that is only kept elsewhere, or undefined. */
  remoteAddress(asset: AssetFile): Promise<string | undefined>;
  /** Signs into `outputPath` and returns the manifest store's bytes. */
  sign(request: EngineSignRequest): Promise<Uint8Array>;
}

export function createEngine(): Engine {
  return { version: engineVersion, read, remoteAddress, sign };
}

let loading: Promise<typeof Binding> | undefined;

/** The wrapper, for signing; loaded when first needed. */
function loadBinding(): Promise<typeof Binding> {
  // The binding would load any file this variable names.
  delete process.env.C2PA_LIBRARY_PATH;
  loading ??= import("@contentauth/c2pa-node").catch((error: unknown) => {
    throw new ColophonError("engine.missing", "the C2PA engine could not be loaded", {
      cause: error,
      hints: ["find out why: colophon doctor"],
    });
  });
  return loading;
}

async function openReader(asset: AssetFile, options: ReadOptions): Promise<NativeReader | null> {
  const native = loadNative();
  const file = { path: asset.path, mimeType: asset.mimeType };
  const settings = readingSettings(options.trust);
  return options.manifest
    ? native.readerFromManifestDataAndAsset(Buffer.from(options.manifest), file, settings)
    : native.readerFromAsset(file, settings);
}

async function read(asset: AssetFile, options: ReadOptions = {}): Promise<EngineReading | null> {
  const native = loadNative();
  try {
    const reader = await openReader(asset, options);
    if (!reader) return null;
    const json: unknown = JSON.parse(native.readerJson.call(reader));
    const remoteUrl = native.readerRemoteUrl.call(reader);
    return {
      json,
      isEmbedded: native.readerIsEmbedded.call(reader),
      ...(remoteUrl ? { remoteUrl } : {}),
      manifestBytes: () => manifestBytesOf(reader, json),
      resource: (uri) => resourceOf(reader, uri),
    };
  } catch (error) {
    throw translateNativeError(error);
  }
}

/** Any URI inside a claim makes c2pa-rs 0.91.0 hand out the whole manifest store. */
async function manifestBytesOf(reader: NativeReader, json: unknown): Promise<Uint8Array | undefined> {
  const label = (json as { active_manifest?: unknown } | null)?.active_manifest;
  if (typeof label !== "string") return undefined;
  try {
    return await resourceOf(reader, `self#jumbf=/c2pa/${label}`);
  } catch {
    return undefined;
  }
}

async function resourceOf(reader: NativeReader, uri: string): Promise<Uint8Array> {
  try {
    const { buffer } = await loadNative().readerResourceToAsset.call(reader, uri, { buffer: null });
    if (!(buffer instanceof Uint8Array)) throw new Error("no bytes came back");
    return new Uint8Array(buffer);
  } catch (error) {
    throw new ColophonError("credential.part-missing", `the Content Credentials hold no readable "${uri}"`, {
      cause: error,
    });
  }
}

async function remoteAddress(asset: AssetFile): Promise<string | undefined> {
  try {
    const reader = await openReader(asset, {});
    return reader ? loadNative().readerRemoteUrl.call(reader) || undefined : undefined;
  } catch (error) {
    return remoteAddressIn(error);
  }
}

async function sign(request: EngineSignRequest): Promise<Uint8Array> {
  const binding = await loadBinding();
  try {
    const builder = await prepareBuilder(binding, request);
    const failure: { error?: unknown } = {};
    const signer = binding.CallbackSigner.newSigner(
      {
        alg: request.algorithm as Binding.SigningAlg,
        certs: request.certificates.map((pem) => Buffer.from(pem)),
        reserveSize: request.reserveSize,
        // The engine ignores its own timestamp option without a word, so the whole COSE is made by us.
        directCoseHandling: true,
      },
      // A callback that throws, or returns anything but a Promise of a Buffer, kills the process.
      async (claim) => {
        try {
          return Buffer.from(await request.signClaim(new Uint8Array(claim)));
        } catch (error) {
          failure.error = error;
          return Buffer.alloc(0);
        }
      },
    );
    try {
      return new Uint8Array(await builder.signAsync(signer, request.source, { path: request.outputPath }));
    } catch (error) {
      throw failure.error ?? error;
    }
  } catch (error) {
    throw translateNativeError(error);
  }
}

async function prepareBuilder(binding: typeof Binding, request: EngineSignRequest): Promise<Binding.Builder> {
  const builder = binding.Builder.withJson(
    request.definition as unknown as Parameters<typeof binding.Builder.withJson>[0],
    signingSettings(request.generator, request.isComplete),
  );
  builder.setIntent(request.intent as Parameters<typeof builder.setIntent>[0]);
  if (!request.isEmbedded) builder.setNoEmbed(true);
  if (request.remoteUrl) builder.setRemoteUrl(request.remoteUrl);
  for (const resource of request.resources) {
    await builder.addResource(resource.uri, {
      buffer: Buffer.from(resource.bytes),
      mimeType: resource.mimeType,
    });
  }
  for (const ingredient of request.ingredients) {
    await builder.addIngredient(JSON.stringify(ingredient.json), ingredient.asset);
  }
  for (const action of request.actions) builder.addAction(JSON.stringify(action));
  return builder;
}
