/** Everything a label promised, looked for in what was written: what is missing keeps the file from its name. */

import type { Asset } from "../../core/asset/open-asset.js";
import { aigcKeys } from "../../core/label/aigc.js";
import { readExisting } from "../../core/label/existing.js";
import { expectedInk, type MarkRecord, readMarkRecord } from "../../core/label/mark-record.js";
import { leastInkShare } from "../../core/label/plate.js";
import { marksIn } from "../../core/profile/index.js";
import type { SignedAsset } from "../../core/signing/sign-draft.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import { openSource } from "../read-source.js";
import { missingLines } from "./missing-lines.js";
import type { PreparedFile } from "./with-implicit.js";

/** Throws `label.unverified`. */
export async function readBack(
  path: string,
  asset: Asset,
  prepared: PreparedFile,
  { verification }: SignedAsset,
  context: Context,
): Promise<void> {
  const missing = [
    ...(await missingMetadata(path, prepared, context)),
    ...missingRecords(prepared.marks, verification.credential?.assertions ?? []),
    ...(await missingPlates(path, asset, prepared.marks, context)),
    ...(await missingLines(path, asset, prepared.marks, context)),
  ];
  if (missing.length === 0) return;
  throw new ColophonError(
    "label.unverified",
    `"${asset.name}": what was written lacks ${missing.join(" and ")}, so it was not kept`,
    { hints: ["convert the file to another format and label that"] },
  );
}

async function missingMetadata(
  path: string,
  { container, wanted, hasAigc }: PreparedFile,
  context: Context,
): Promise<string[]> {
  const { labels, sourceTypes } = await openSource({ path }, context, (source) =>
    readExisting(container, source),
  );
  const [only] = labels;
  const { aigc } = wanted;
  const isRight =
    !hasAigc ||
    !aigc ||
    (labels.length === 1 && only?.isNormative && aigcKeys.every((key) => only.label?.[key] === aigc[key]));
  const [uri] = wanted.xmp.digitalSourceType ?? [];
  const isTyped = !container?.holdsXmp || uri === undefined || sourceTypes.includes(uri);
  return [...(isRight ? [] : ["its one AIGC label"]), ...(isTyped ? [] : ["the IPTC digital source type"])];
}

function missingRecords(marks: readonly MarkRecord[], assertions: Parameters<typeof marksIn>[0]): string[] {
  const isWhole = marks.every((mark) => readMarkRecord(mark) !== undefined);
  return isWhole && marksIn(assertions).length === marks.length ? [] : ["the signed record of its mark"];
}

/** Films are looked at by whoever checks them: to decode one once more would take as long as to mark it. */
export async function missingPlates(
  path: string,
  { format, mimeType }: Asset,
  marks: readonly MarkRecord[],
  { pictures }: Context,
): Promise<string[]> {
  if (format?.media !== "image") return [];
  const plates = marks.filter((mark) => mark.form === "plate");
  const measured = await Promise.all(
    plates.map(async (plate) => ({
      plate,
      ink: await pictures.measure({ path, mimeType, size: plate.frame, expected: expectedInk(plate) }),
    })),
  );
  return measured.flatMap(({ plate, ink }) => {
    if (ink.kind === "not-found") return [`its mark (${ink.reason})`];
    const share = ink.inkHeight / plate.shortSide;
    return share >= leastInkShare ? [] : [`a mark of 5 % (it has ${(100 * share).toFixed(1)} %)`];
  });
}
