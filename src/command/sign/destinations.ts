/** What is signed, and where each output goes. */
import type { Format } from "../../core/asset/formats.js";
import type { Context } from "../context.js";
import { findInputs, type Input } from "../inputs.js";
import { mediaOnly } from "../media-only.js";
import { type Destination, planOutputs } from "../outputs.js";
import type { SignOptions } from "./options.js";

/** All inputs, since outputs are planned for all of them before the first file is written. */
export async function collectInputs(options: SignOptions, context: Context): Promise<Input[]> {
  const canSign = ({ canEmbed }: Format) => canEmbed || options.sidecar;
  const found = findInputs(options, context.files);
  const inputs: Input[] = [];
  for await (const input of mediaOnly(found, canSign, context.files, context.announce)) inputs.push(input);
  return inputs;
}

/** Two outputs never meet: throws `output.clash`, `output.is-input`, `usage.conflict`. */
export async function planDestinations(
  inputs: readonly Input[],
  options: SignOptions,
  context: Context,
): Promise<Map<Input, Destination>> {
  const files = inputs.filter((input) => input.kind === "file");
  const wishes = {
    ...options,
    isInPlace: options.inPlace,
    isSidecar: options.sidecar,
    suffix: "signed" as const,
  };
  const destinations = await planOutputs(files, wishes, context.files);
  return new Map(
    files.flatMap((input, index) => {
      const destination = destinations[index];
      return destination ? [[input, destination] as const] : [];
    }),
  );
}
