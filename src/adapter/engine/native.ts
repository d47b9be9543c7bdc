/**
 * The engine's binary, loaded without the wrapper around it. The wrapper's own imports take longer than reading
 * a photo does, and for reading it only passes calls on. The engine is pinned exactly, and so is this list.
 */
import { createRequire } from "node:module";
import { ColophonError } from "../../error.js";

export interface AssetFile {
  path: string;
  mimeType: string;
  /** Where it is known: then nobody has to ask the disk for it. */
  sizeBytes?: number;
}

/** A reader of the native side; only ever handed back to it. */
export type NativeReader = object;

/** The functions of c2pa-node 0.9.8 that reading needs. Each takes its reader as `this`. */
export interface NativeBinary {
  readerFromAsset(asset: AssetFile, settings: string): Promise<NativeReader | null>;
  readerFromManifestDataAndAsset(manifest: Buffer, asset: AssetFile, settings: string): Promise<NativeReader>;
  readerJson(this: NativeReader): string;
  readerRemoteUrl(this: NativeReader): string | null | undefined;
  readerIsEmbedded(this: NativeReader): boolean;
  readerResourceToAsset(
    this: NativeReader,
    uri: string,
    output: { buffer: null },
  ): Promise<{ buffer?: unknown }>;
}

const require = createRequire(import.meta.url);
let binary: NativeBinary | undefined;

/** Throws `engine.missing` where the binary is absent or does not load. */
export function loadNative(): NativeBinary {
  try {
    binary ??= require("@contentauth/c2pa-node/dist/index.node") as NativeBinary;
    return binary;
  } catch (error) {
    throw new ColophonError("engine.missing", "the C2PA engine could not be loaded", {
      cause: error,
      hints: ["find out why: colophon doctor"],
    });
  }
}
