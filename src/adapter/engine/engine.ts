/** The C2PA engine: reads, and has its neighbor sign, with explicit settings and translated errors. */
import { ColophonError } from "../../error.js";
import { type AssetFile, loadNative, type NativeReader } from "./native.js";
import { remoteAddressIn, translateNativeError } from "./native-error.js";
import { type EngineTrust, readingSettings } from "./settings.js";
import type { EngineSignRequest } from "./signing.js";

export interface EngineVersion {
  name: string;
  version: string;
}

/** c2pa-node 0.9.8 is pinned exactly, and this is the c2pa-rs inside it. */
const engineVersion: EngineVersion = { name: "c2pa-rs", version: "0.91.0" };

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

/** A file opened by the engine; its JSON still text. */
export interface OpenedByEngine {
  text: string;
  isEmbedded: boolean;
  remoteUrl?: string;
  manifestBytes(): Promise<Uint8Array | undefined>;
  resource(uri: string): Promise<Uint8Array>;
}

export interface Engine {
  version: EngineVersion;
  /** Returns null where the file carries no manifest; throws ColophonError where it could not be analyzed. */
  read(asset: AssetFile, options?: ReadOptions): Promise<EngineReading | null>;
  /** The address of a manifest that is only kept elsewhere, or undefined. */
  remoteAddress(asset: AssetFile): Promise<string | undefined>;
  /** Signs into `outputPath` and returns the manifest store's bytes. */
  sign(request: EngineSignRequest): Promise<Uint8Array>;
}

export function createEngine(): Engine {
  return {
    version: engineVersion,
    read,
    remoteAddress,
    sign: async (request) => (await import("./signing.js")).sign(request),
  };
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
  const opened = await openWithEngine(asset, options);
  if (!opened) return null;
  const { text, ...rest } = opened;
  return { json: JSON.parse(text), ...rest };
}

/** Returns null where the file carries no manifest; throws ColophonError where it could not be analyzed. */
export async function openWithEngine(
  asset: AssetFile,
  options: ReadOptions = {},
): Promise<OpenedByEngine | null> {
  const native = loadNative();
  try {
    const reader = await openReader(asset, options);
    if (!reader) return null;
    const text = native.readerJson.call(reader);
    const remoteUrl = native.readerRemoteUrl.call(reader);
    return {
      text,
      isEmbedded: native.readerIsEmbedded.call(reader),
      ...(remoteUrl ? { remoteUrl } : {}),
      manifestBytes: () => manifestBytesOf(reader, text),
      resource: (uri) => resourceOf(reader, uri),
    };
  } catch (error) {
    throw translateNativeError(error);
  }
}

/** Any URI inside a claim makes c2pa-rs 0.91.0 hand out the whole manifest store. */
async function manifestBytesOf(reader: NativeReader, text: string): Promise<Uint8Array | undefined> {
  const label = (JSON.parse(text) as { active_manifest?: unknown } | null)?.active_manifest;
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

export async function remoteAddress(asset: AssetFile): Promise<string | undefined> {
  try {
    const reader = await openReader(asset, {});
    return reader ? loadNative().readerRemoteUrl.call(reader) || undefined : undefined;
  } catch (error) {
    return remoteAddressIn(error);
  }
}
