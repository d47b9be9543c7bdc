/** Who signed a media file and who stamped it, taken from its credentials without judging them. */
import { type AssetFiles, openAsset } from "../../core/asset/open-asset.js";
import { readManifestStore } from "../../core/credential/manifest-store.js";
import { readStoreBytes } from "../../core/credential/store-bytes.js";
import { engineTrust } from "../../core/trust/engine-trust.js";
import type { ReadTokenCertificates } from "../../core/verifying/answer-time.js";
import type { ReadingEngine } from "../../core/verifying/verify.js";
import type { FileSignature } from "./context.js";

interface SignatureWorld {
  engine: ReadingEngine;
  files: AssetFiles;
  readTokenCertificates: ReadTokenCertificates;
}

/** Undefined where the file carries no Content Credentials. */
export async function readFileSignature(
  path: string,
  world: SignatureWorld,
): Promise<FileSignature | undefined> {
  const asset = await openAsset(path, path, world.files);
  const reading = await world.engine.read(asset, { trust: engineTrust([]) });
  const store = reading ? readManifestStore(reading.json) : undefined;
  const bytes = await reading?.manifestBytes();
  const signature = store && bytes ? readStoreBytes(bytes).signatureOf(store.activeLabel) : undefined;
  if (!store || !signature) return undefined;
  const at = store.active.stampedAt;
  const timestamps: { certificates: readonly Uint8Array[]; at: Date }[] = [];
  for (const token of at ? signature.timestamps : []) {
    if (at) timestamps.push({ certificates: await world.readTokenCertificates(token), at });
  }
  return { chain: signature.chain, timestamps };
}
