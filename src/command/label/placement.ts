/** Where the credential of a labeled file goes: into it, or beside what cannot hold one. */
import type { Asset } from "../../core/asset/open-asset.js";
import type { Placement } from "../../core/signing/draft.js";

export function labelPlacement({ format }: Asset, { sidecar }: { sidecar: boolean }): Placement {
  return { kind: sidecar || !format?.canEmbed ? "sidecar" : "embedded" };
}
