/** Signing must leave a picture where its own table of places says it is. */
import { keepsItems } from "../../core/metadata/index.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import { openSource } from "../read-source.js";
import type { Sources } from "./sources.js";

/** c2pa-rs 0.91 moves an item of a HEIF twice where its base has a field and is 0; the signature does not mind. */
export async function refuseMisplaced(
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
