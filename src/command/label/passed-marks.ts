/** The marks that a file brings along, as far as they are found in it again: a platform leaves its content as it is. */
import type { Asset } from "../../core/asset/open-asset.js";
import { expectedInk, type MarkRecord, type PlateRecord, recordsIn } from "../../core/label/mark-record.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import { missingLines } from "./missing-lines.js";
import { missingPlates } from "./read-back.js";
import type { Session } from "./session.js";

export async function passedMarks(
  asset: Asset,
  { judge, context }: Pick<Session, "judge" | "context">,
): Promise<readonly MarkRecord[]> {
  const { verification } = (await judge(asset.path, asset.name)).verified;
  const { state, credential } = verification;
  if (state !== "trusted" && state !== "valid") return [];
  const kept: MarkRecord[] = [];
  for (const record of recordsIn(credential?.assertions ?? [])) {
    // Words that were spoken are not heard again: there it is the issuer's word that counts.
    const isKept = isAudible(record) ? state === "trusted" : await isThere(record, asset, context);
    if (isKept) kept.push(record);
  }
  return kept;
}

function isAudible({ form }: MarkRecord): boolean {
  return form === "speech" || form === "morse";
}

async function isThere(record: MarkRecord, asset: Asset, context: Context): Promise<boolean> {
  if (record.form === "plate" && asset.format?.media === "video") return isInFilm(record, asset, context);
  const missing = [
    ...(await missingPlates(asset.path, asset, [record], context)),
    ...(await missingLines(asset.path, asset, [record], context)),
  ];
  return missing.length === 0;
}

async function isInFilm(record: PlateRecord, { path }: Asset, { senses }: Context): Promise<boolean> {
  const { from, duration } = record;
  const moments = duration === undefined ? [from] : [from, (from + duration) / 2];
  try {
    const found = await senses.findPlateInFilm(path, expectedInk(record), moments);
    return found?.kind === "found";
  } catch (error) {
    if (error instanceof ColophonError && error.code === "av.missing") return false;
    throw error;
  }
}
