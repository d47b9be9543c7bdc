/** What is signed, and where each output goes. */
import type { Format } from "../../core/asset/formats.js";
import { ColophonError } from "../../error.js";
import { runBatch } from "../batch.js";
import type { Context } from "../context.js";
import { type FileInput, findInputs, type Input } from "../inputs.js";
import type { Judge } from "../judging.js";
import { mediaOnly } from "../media-only.js";
import { type Destination, isFolderToMake, type OutputOptions, planOutputs } from "../outputs.js";
import type { SignOptions } from "./options.js";

/** What was done to an output, as its default name says. */
type Suffix = OutputOptions["suffix"];

/** All inputs, since outputs are planned for all of them before the first file is written. */
export async function collectInputs(
  options: SignOptions,
  { suffix, isMeant }: { suffix: Suffix; isMeant: (format: Format) => boolean },
  judge: Judge,
  context: Context,
): Promise<Input[]> {
  const found = mediaOnly(findInputs(options, context.files), isMeant, context.files, context.announce);
  const rules = { jobs: options.jobs, failFast: false, signal: context.signal };
  const inputs: Input[] = [];
  let leftOut = 0;
  const looked = runBatch(found, rules, async (input) => {
    const value = (await isOwnOutput(input, suffix, judge)) ? undefined : input;
    return { value, exitCode: 0 };
  });
  for await (const result of looked) {
    if (result.kind === "error") inputs.push({ kind: "error", name: result.file, error: result.error });
    else if (result.value) inputs.push(result.value);
    else leftOut += 1;
  }
  if (inputs.length === 0) {
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
  return inputs;
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
  inputs: readonly Input[],
  options: SignOptions,
  suffix: Suffix,
  context: Context,
): Promise<Map<Input, Destination>> {
  const files = inputs.filter((input) => input.kind === "file");
  const wishes = {
    ...options,
    isInPlace: options.inPlace,
    isSidecar: suffix === "signed" && options.sidecar,
    suffix,
  };
  const destinations = await planOutputs(files, wishes, context.files);
  if (!options.dryRun && isFolderToMake(options.output)) await context.files.makeFolder(options.output);
  return new Map(
    files.flatMap((input, index) => {
      const destination = destinations[index];
      return destination ? [[input, destination] as const] : [];
    }),
  );
}
