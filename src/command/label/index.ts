/** `label`: says what a file is, so that people see or hear it, machines read it, and whoever doubts it can verify it. */
import type { Format } from "../../core/asset/formats.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import type { Input } from "../inputs.js";
import type { FileResult } from "../result.js";
import { collectInputs, planDestinations } from "../signing/destinations.js";
import { labelFile } from "./label-file.js";
import type { LabeledFile, LabelOptions } from "./options.js";
import { propagateFile } from "./propagate-file.js";
import { openSession } from "./session.js";

export type { LabeledFile, LabelOptions } from "./options.js";

export async function* labelFiles(
  options: LabelOptions,
  context: Context,
): AsyncIterable<FileResult<LabeledFile>> {
  const session = await openSession(options, context);
  const { signing, judge } = session;
  const inputs = await collectInputs(signing, { suffix: "labeled", isMeant: isLabeled }, judge, context);
  const destinations = await planDestinations(inputs, signing, "labeled", context);
  const work = options.asPropagator ? propagateFile : labelFile;
  yield* runBatch(replay(inputs), { ...options, signal: context.signal }, async (input) => {
    context.progress(input.displayName);
    const destination = destinations.get(input);
    if (!destination) throw new Error(`no output was planned for ${input.displayName}`);
    return { value: await work(input, destination, session), exitCode: 0 };
  });
}

/** What people publish; a folder also holds fonts, tables and settings. */
function isLabeled({ id, media }: Format): boolean {
  return (
    ["image", "video", "audio", "document", "model"].includes(media) || ["txt", "md", "html"].includes(id)
  );
}

async function* replay(inputs: readonly Input[]): AsyncIterable<Input> {
  yield* inputs;
}
