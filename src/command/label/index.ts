/** `label`: says what a file is, so that people see or hear it, machines read it, and whoever doubts it can verify it. */
import type { Format } from "../../core/asset/formats.js";
import { isLabeled, isPassedOn } from "../../core/label/is-labeled.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import { replay } from "../inputs.js";
import type { FileResult } from "../result.js";
import { type Looker, standingOf, tellSkipped, withoutOwn } from "../signing/already-done.js";
import { collectInputs, planDestinations } from "../signing/destinations.js";
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
  const collected = await collectInputs(signing, { suffix: "labeled", isMeant: isPublished }, judge, context);
  const inputs = await withoutOwn(collected, looker);
  const destinations = await planDestinations(inputs, signing, "labeled", context);
  const work = options.asPropagator ? propagateFile : labelFile;
  const skipped = { count: 0 };
  context.expect(async () => inputs.length - skipped.count);
  yield* runBatch(replay(inputs), { ...options, signal: context.signal }, async (input) => {
    context.progress(input.displayName);
    const destination = destinations.get(input);
    if (!destination) throw new Error(`no output was planned for ${input.displayName}`);
    if ((await standingOf(input, destination, looker)) === "done") {
      skipped.count += 1;
      return undefined;
    }
    return { value: await work(input, destination, session), exitCode: 0 };
  });
  tellSkipped(skipped.count, signer, context);
}

/** What people publish; a folder also holds fonts, tables and settings. */
export function isPublished({ id, media }: Format): boolean {
  return (
    ["image", "video", "audio", "document", "model"].includes(media) || ["txt", "md", "html"].includes(id)
  );
}
