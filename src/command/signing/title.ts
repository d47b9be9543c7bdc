/** What a file is called in its credential. */
import type { Asset } from "../../core/asset/open-asset.js";
import type { Destination } from "../outputs.js";
import type { SignOptions } from "./options.js";
import { fileName } from "./sources.js";

/** What was asked for; or the name somebody chose for the output; or the name the file has. */
export function titleFor(
  asset: Pick<Asset, "name">,
  destination: Destination,
  { title, output, sidecar }: SignOptions,
  defined?: string,
): string {
  const isNamed = output !== undefined && destination.kind === "file" && !sidecar;
  const path = isNamed ? destination.path : asset.name;
  return title ?? defined ?? fileName(path);
}
