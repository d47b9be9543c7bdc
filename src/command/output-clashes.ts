/** Outputs that would meet, each other or an input: found before the first is written, by hashes instead of names. */
import { hash } from "node:crypto";
import { resolve } from "node:path";
import { ColophonError } from "../error.js";
import { createClaims, type Key } from "./output-claims.js";
import { exampleTemplate } from "./output-template.js";
import type { Destination, OutputInput, OutputInputs, OutputOptions } from "./outputs.js";

/** Equal texts have equal keys; others hardly ever, and then their names are compared. */
export type KeyOf = (text: string) => Key;

/** Where an input's output goes; the same each time it is asked. */
export type DestinationOf = (input: OutputInput) => Destination;

/** By a hash for which nobody can think up names that share a key, and so make a run compare all of them. */
export const sha256Key: KeyOf = (text) => {
  const digest = hash("sha256", text, "buffer");
  return { low: digest.readUInt32LE(0), high: digest.readUInt32LE(4) };
};

/** Names the first output that meets another. Throws `output.clash`, `output.is-input`. */
export async function refuseClashes(
  inputs: OutputInputs,
  destinationOf: DestinationOf,
  { suffix, output }: Pick<OutputOptions, "suffix" | "output">,
  keyOf: KeyOf = sha256Key,
): Promise<void> {
  const sources = createClaims(inputs.fileCount);
  for await (const { input, index } of numbered(inputs)) sources.add(keyOf(resolve(input.path)), index);
  const taken = createClaims(inputs.fileCount);
  for await (const { input, index } of numbered(inputs)) {
    const destination = destinationOf(input);
    if (destination.kind === "stdout") continue;
    const path = resolve(destination.path);
    const key = keyOf(path);
    const goesThere = (other: OutputInput) => targetOf(destinationOf(other)) === path;
    const other = await lastOf(taken.under(key), inputs, goesThere);
    if (other) refuseSharing(destination.path, other.path, input.path, exampleTemplate(suffix, output));
    taken.add(key, index);
    if (destination.isInPlace) continue;
    const source = await lastOf(sources.under(key), inputs, (one) => resolve(one.path) === path);
    if (source) refuseOverwriting(destination.path, input.path, source.path, suffix);
  }
}

async function* numbered(inputs: OutputInputs): AsyncGenerator<{ input: OutputInput; index: number }> {
  let index = 0;
  for await (const input of inputs.files()) {
    yield { input, index };
    index += 1;
  }
}

function targetOf(destination: Destination): string | undefined {
  return destination.kind === "file" ? resolve(destination.path) : undefined;
}

/** Of the inputs with these numbers, the last one that `isIt`. They are gone through once more, since none is held. */
async function lastOf(
  numbers: readonly number[],
  inputs: OutputInputs,
  isIt: (input: OutputInput) => boolean,
): Promise<OutputInput | undefined> {
  if (numbers.length === 0) return undefined;
  const asked = new Set(numbers);
  let last: OutputInput | undefined;
  for await (const { input, index } of numbered(inputs)) {
    if (asked.has(index) && isIt(input)) last = input;
  }
  return last;
}

function refuseSharing(path: string, one: string, other: string, template: string): never {
  throw new ColophonError("output.clash", `"${one}" and "${other}" would both be written to "${path}"`, {
    hints: [`give each a place of its own: -o '${template}'`],
  });
}

function refuseOverwriting(
  path: string,
  from: string,
  source: string,
  suffix: OutputOptions["suffix"],
): never {
  const isItself = resolve(from) === resolve(path);
  throw new ColophonError(
    "output.is-input",
    isItself
      ? `"${path}": would be written over itself`
      : `"${from}" would be written over "${source}", which is to be ${suffix} too`,
    { hints: ["name another output with -o, or use --in-place"] },
  );
}
