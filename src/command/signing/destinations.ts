/** What is signed, and where each output goes. */
import type { Format } from "../../core/asset/formats.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";
import { type FileInput, findInputs, type Input } from "../inputs.js";
import type { Judge } from "../judging.js";
import { mediaOnly } from "../media-only.js";
import type { DestinationOf } from "../output-clashes.js";
import { isFolderToMake, type OutputOptions, planOutputs } from "../outputs.js";
import type { Looker } from "./already-done.js";
import type { SignOptions } from "./options.js";
import { sift } from "./sift.js";
import type { Snapshot } from "./snapshot.js";

/** What was done to an output, as its default name says. */
export type Suffix = OutputOptions["suffix"];

/** What is to be signed, as it is found. Throws `input.none`. */
export async function* findSources(
  { options, judge, context }: Looker,
  suffix: Suffix,
  isMeant: (format: Format) => boolean,
): AsyncGenerator<Input> {
  const found = mediaOnly(findInputs(options, context.files), isMeant, context.files, context.announce);
  const counts = { kept: 0, leftOut: 0 };
  const others = sift(found, { ...options, signal: context.signal }, async (input) => {
    const isOwn = await isOwnOutput(input, suffix, judge);
    if (isOwn) counts.leftOut += 1;
    return isOwn;
  });
  for await (const input of others) {
    counts.kept += 1;
    yield input;
  }
  const { kept, leftOut } = counts;
  if (kept === 0) {
    throw new ColophonError(
      "input.none",
      `only files that were ${suffix} before were found in what was given`,
      { hints: ["name a file itself to take it once more"] },
    );
  }
  if (leftOut > 0) {
    const files = leftOut === 1 ? "file" : "files";
    context.announce(`left out ${leftOut} ${files} ${suffix} before (name.${suffix}.ext)`);
  }
}

/** What an earlier run wrote into the same folder: by its default name, and only where it does carry credentials. */
async function isOwnOutput(input: FileInput, suffix: Suffix, judge: Judge): Promise<boolean> {
  if (input.isNamed) return false;
  if (!new RegExp(`\\.${suffix}(\\.[^./\\\\]+)?$`).test(input.path)) return false;
  try {
    const { verified } = await judge(input.path, input.displayName);
    return verified.verification.state !== "none";
  } catch (error) {
    // Whatever is wrong with it is said when its turn comes.
    if (error instanceof ColophonError) return false;
    throw error;
  }
}

/** Two outputs never meet: throws `output.clash`, `output.is-input`, `usage.conflict`. */
export async function planDestinations(
  inputs: Snapshot,
  options: SignOptions,
  suffix: Suffix,
  { files }: Context,
): Promise<DestinationOf> {
  const wishes = {
    ...options,
    isInPlace: options.inPlace,
    isSidecar: suffix === "signed" && options.sidecar,
    suffix,
  };
  const destinationOf = await planOutputs(inputs, wishes, files);
  if (!options.dryRun && isFolderToMake(options.output)) await files.makeFolder(options.output);
  return destinationOf;
}
