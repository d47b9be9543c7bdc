/** Asset → what the engine reads in it, by these lists. Apart from judging it, since that can be loaded meanwhile. */
import { engineTrust } from "../trust/engine-trust.js";
import type { TrustList } from "../trust/list.js";

/** The engine as verifying needs it. */
export interface ReadingEngine {
  read(
    asset: ReadableAsset,
    options: { trust: ReturnType<typeof engineTrust>; manifest?: Uint8Array },
  ): Promise<Reading | null>;
}

export interface ReadableAsset {
  path: string;
  mimeType: string;
  /** Of the whole file. */
  sizeBytes?: number;
}

export interface Reading {
  json: unknown;
  isEmbedded: boolean;
  remoteUrl?: string;
  manifestBytes(): Promise<Uint8Array | undefined>;
  resource(uri: string): Promise<Uint8Array>;
}

/** Null where there are no Content Credentials. `manifest` is a store kept outside the file. */
export function readAsset(
  asset: ReadableAsset,
  manifest: Uint8Array | undefined,
  { engine, lists }: { engine: ReadingEngine; lists: readonly TrustList[] },
): Promise<Reading | null> {
  return engine.read(asset, { trust: engineTrust(lists), ...(manifest ? { manifest } : {}) });
}
