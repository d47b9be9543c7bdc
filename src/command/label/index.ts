/** `label`: says what a file is, so that people see or hear it, machines read it, and whoever doubts it can verify it. */
import type { Format } from "../../core/asset/formats.js";
import { isLabeled, isPassedOn } from "../../core/label/is-labeled.js";
import type { Context } from "../context.js";
import type { FileResult } from "../result.js";
import type { Looker } from "../signing/already-done.js";
import { writeAll } from "../signing/write-all.js";
import { labelFile } from "./label-file.js";
import type { LabeledFile, LabelOptions } from "./options.js";
import { propagateFile } from "./propagate-file.js";
import { openSession } from "./session.js";

export type { LabeledFile, LabelOptions } from "./options.js";
export { openSession } from "./session.js";

export async function* labelFiles(
  options: LabelOptions,
  world: Context,
): AsyncIterable<FileResult<LabeledFile>> {
  const context = { ...world, ...world.within(options) };
  const session = await openSession(options, context);
  const { signing, signer, judge } = session;
  const isWanted = options.asPropagator ? isPassedOn : isLabeled;
  const looker: Looker = { options: signing, signer, judge, context, isWanted };
  const work = options.asPropagator ? propagateFile : labelFile;
  yield* writeAll(looker, { suffix: "labeled", isMeant: isPublished }, (input, destination) =>
    work(input, destination, session),
  );
}

/** What people publish; a folder also holds fonts, tables and settings. */
export function isPublished({ id, media }: Format): boolean {
  return (
    ["image", "video", "audio", "document", "model"].includes(media) || ["txt", "md", "html"].includes(id)
  );
}
