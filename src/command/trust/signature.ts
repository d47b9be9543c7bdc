/** Who signed a media file and who stamped it, and whether what they signed still holds. */
import { readManifestStore } from "../../core/credential/manifest-store.js";
import { readStoreBytes } from "../../core/credential/store-bytes.js";
import type { TrustList } from "../../core/trust/list.js";
import type { Verification } from "../../core/verifying/verification.js";
import { type VerifyFileWorld, verifyFile } from "../../core/verifying/verify-file.js";
import { ColophonError } from "../../error.js";
import type { FileSignature } from "./context.js";

export type SignatureWorld = Pick<
  VerifyFileWorld,
  "engine" | "files" | "readTokenCertificates" | "remoteAddress" | "now"
>;

/** Undefined where the file carries no Content Credentials. */
export async function readFileSignature(
  path: string,
  lists: readonly TrustList[],
  world: SignatureWorld,
): Promise<FileSignature | undefined> {
  const fetchManifest = () => {
    throw new ColophonError("credential.remote-only", `"${path}": keeps its Content Credentials elsewhere`);
  };
  const { verified, reading } = await verifyFile(path, path, {}, { ...world, lists, fetchManifest });
  const store = reading ? readManifestStore(reading.json) : undefined;
  const bytes = await reading?.manifestBytes();
  const signature = store && bytes ? readStoreBytes(bytes).signatureOf(store.activeLabel) : undefined;
  if (!store || !signature) return undefined;
  const at = store.active.stampedAt;
  const timestamps: { certificates: readonly Uint8Array[]; at: Date }[] = [];
  for (const token of at ? signature.timestamps : []) {
    if (at) timestamps.push({ certificates: await world.readTokenCertificates(token), at });
  }
  const fault = faultOf(verified.verification);
  return { chain: signature.chain, timestamps, ...(fault === undefined ? {} : { fault }) };
}

function faultOf({ state, history, findings }: Verification): string | undefined {
  if (state !== "invalid" && history.answer !== "broken") return undefined;
  const codes = findings.filter(({ severity }) => severity === "failure").map(({ code }) => code);
  return [...new Set(codes)].join(", ") || "invalid";
}
