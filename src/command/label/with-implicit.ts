/** The file as it will be signed, made step by step beside the source: marked first, then its metadata set. */
import type { MarkRecord } from "../../core/label/mark-record.js";
import { implicitEdits, type WantedImplicit } from "../../core/label/set-implicit.js";
import { applyEdits, containerFor, type MetadataContainer } from "../../core/metadata/index.js";
import type { Context } from "../context.js";
import { openSource } from "../read-source.js";
import type { Sources } from "../signing/sources.js";
import type { PlannedMark } from "./mark-request.js";
import { named } from "./naming-file.js";

export interface PreparedFile {
  path: string;
  marks: readonly MarkRecord[];
  notes: readonly string[];
  /** The AIGC label has, or in a dry run would have, its place in the file. */
  hasAigc: boolean;
  /** What was set in the metadata, in words. */
  metadata: readonly string[];
  wanted: WantedImplicit;
  container?: MetadataContainer;
}

export interface Preparation {
  sources: Sources;
  mark: PlannedMark;
  wanted: WantedImplicit;
  isDryRun: boolean;
}

/** Calls `use` while the temporary files are there. */
export async function withImplicit<T>(
  preparation: Preparation,
  context: Context,
  use: (prepared: PreparedFile) => Promise<T>,
): Promise<T> {
  const { sources, mark, isDryRun } = preparation;
  const { asset } = sources;
  const extension = asset.format?.extensions[0] ?? "";
  if (isDryRun) return use(await setImplicit(asset.path, asset.path, mark, preparation, context));
  return context.files.withScratch(extension, async (marked) => {
    const { marks, notes } = (await mark.apply?.(marked)) ?? mark;
    const from = mark.apply ? marked : asset.path;
    return context.files.withScratch(extension, async (target) =>
      use(await setImplicit(from, target, { marks, notes }, preparation, context)),
    );
  });
}

async function setImplicit(
  from: string,
  target: string,
  { marks, notes }: Pick<PlannedMark, "marks" | "notes">,
  { sources: { asset }, wanted, isDryRun }: Preparation,
  context: Context,
): Promise<PreparedFile> {
  const container = asset.format && containerFor(asset.format.id);
  const hasAigc = wanted.aigc !== undefined && container !== undefined && container.aigcPlace !== "none";
  const isSet = await openSource({ path: from }, context, async (source) => {
    const { edits, leftOut } = await named(asset.name, () => implicitEdits(container, source, wanted));
    if (!isDryRun && edits.length > 0) await context.files.writePieces(target, applyEdits(source, edits));
    return { hasEdits: edits.length > 0, leftOut };
  });
  return {
    path: isSet.hasEdits ? target : from,
    marks,
    notes: [
      ...notes,
      ...(isSet.leftOut.length === 0 ? [] : [`the format has no place for ${isSet.leftOut.join(" and ")}`]),
    ],
    hasAigc,
    metadata: [
      ...(hasAigc ? ["AIGC label (GB 45438-2025)"] : []),
      ...(container?.holdsXmp && Object.keys(wanted.xmp).length > 0 ? ["IPTC digital source type"] : []),
    ],
    wanted,
    ...(container ? { container } : {}),
  };
}
