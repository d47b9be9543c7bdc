/** Where each output goes, decided for all inputs before the first byte is written. */
import { basename, dirname, extname, join, normalize, resolve } from "node:path";
import { sidecarPath } from "../core/asset/sidecar.js";
import { ColophonError } from "../error.js";
import { fillTemplate, isTemplate } from "./output-template.js";

export interface OutputOptions {
  /** `-o`: a file, an existing folder, `-` or a template. */
  output?: string;
  /** From the configuration; `-o` goes before it. */
  outputTemplate?: string;
  isInPlace: boolean;
  isSidecar: boolean;
  /** What a default name says was done. */
  suffix: "signed" | "labeled";
}

export interface OutputInput {
  path: string;
  isStdin: boolean;
  /** Without a dot: for a name that has no extension, as standard input has none. */
  properExtension?: string;
}

export type Destination =
  | { kind: "stdout" }
  | {
      kind: "file";
      path: string;
      /** The input itself is replaced. */
      isInPlace: boolean;
    };

/** The disk as this file needs it. */
export interface OutputFiles {
  /** Whether a folder stands at the path, with links followed; false where nothing does. */
  isFolder(path: string): Promise<boolean>;
}

/**
 * One destination for each input, in their order. Throws `usage.conflict`, `usage.invalid`,
 * `output.clash` where two inputs would be written to one place, and
 * `output.is-input` where one would be written over another.
 */
export async function planOutputs(
  inputs: readonly OutputInput[],
  options: OutputOptions,
  files: OutputFiles,
): Promise<Destination[]> {
  refuseConflicts(inputs, options);
  const place = await choosePlace(options, files);
  if (place.kind === "file" && inputs.length > 1) {
    conflict(`-o "${place.path}" names one file, found ${inputs.length} inputs`, [
      `for a folder: -o ${join(place.path, "/")}`,
      `or give a template: -o '${exampleOf(options)}'`,
    ]);
  }
  const destinations = inputs.map((input) => destinationOf(input, options, place));
  refuseClashes(inputs, destinations, options);
  return destinations;
}

function exampleOf({ suffix }: OutputOptions): string {
  return `{dir}/{name}.${suffix}{ext}`;
}

type Place =
  | { kind: "beside" }
  | { kind: "stdout" }
  | { kind: "folder"; path: string }
  | { kind: "file"; path: string }
  | { kind: "template"; template: string };

function refuseConflicts(inputs: readonly OutputInput[], options: OutputOptions): void {
  const { output, isInPlace, isSidecar } = options;
  if (isInPlace && output !== undefined) conflict("--in-place and -o name different places");
  if (isInPlace && isSidecar) conflict("--in-place changes the file and --sidecar leaves it as it is");
  if (isInPlace && inputs.some((input) => input.isStdin))
    conflict("--in-place cannot replace standard input");
  if (output === "-" && inputs.length > 1) {
    conflict(`standard output has room for one file, found ${inputs.length} inputs`);
  }
}

function conflict(words: string, hints: string[] = []): never {
  throw new ColophonError("usage.conflict", words, { hints });
}

async function choosePlace({ output, outputTemplate }: OutputOptions, files: OutputFiles): Promise<Place> {
  if (output === undefined) {
    return outputTemplate === undefined ? { kind: "beside" } : { kind: "template", template: outputTemplate };
  }
  if (output === "-") return { kind: "stdout" };
  if (isFolderToMake(output) || (await files.isFolder(output))) return { kind: "folder", path: output };
  if (isTemplate(output)) return { kind: "template", template: output };
  return { kind: "file", path: output };
}

/** Whoever writes the slash means a folder, and it is made where it is not there yet. */
export function isFolderToMake(output: string | undefined): output is string {
  return output !== undefined && /[\\/]$/.test(output) && !isTemplate(output);
}

function destinationOf(input: OutputInput, options: OutputOptions, place: Place): Destination {
  const at = (path: string): Destination => ({ kind: "file", path, isInPlace: false });
  if (options.isInPlace) return { kind: "file", path: input.path, isInPlace: true };
  if (place.kind === "file") return at(place.path);
  if (place.kind === "folder") return at(join(place.path, defaultName(input, options)));
  if (place.kind === "template") return at(normalize(fillTemplate(place.template, partsOf(input))));
  // What comes in through a pipe has no folder of its own: it goes on through one.
  if (place.kind === "stdout" || input.isStdin) return { kind: "stdout" };
  return at(join(dirname(input.path), defaultName(input, options)));
}

function defaultName(input: OutputInput, { isSidecar, suffix }: OutputOptions): string {
  const { name, ext, base } = partsOf(input);
  return isSidecar ? sidecarPath(base) : `${name}.${suffix}${ext}`;
}

function partsOf(input: OutputInput) {
  const own = input.isStdin ? "stdin" : basename(input.path);
  const ending = extname(own);
  const ext = ending === "" && input.properExtension !== undefined ? `.${input.properExtension}` : ending;
  const name = ending === "" ? own : own.slice(0, -ending.length);
  return { dir: input.isStdin ? "." : dirname(input.path), name, ext, base: name + ext };
}

function refuseClashes(
  inputs: readonly OutputInput[],
  destinations: readonly Destination[],
  options: OutputOptions,
): void {
  const sources = new Map(inputs.map((input) => [resolve(input.path), input.path]));
  const taken = new Map<string, string>();
  for (const [index, destination] of destinations.entries()) {
    if (destination.kind === "stdout") continue;
    const path = resolve(destination.path);
    const from = inputs[index]?.path ?? "";
    const other = taken.get(path);
    if (other !== undefined) refuseSharing(destination.path, other, from, options);
    taken.set(path, from);
    const source = sources.get(path);
    if (source !== undefined && !destination.isInPlace) {
      const isItself = resolve(from) === path;
      throw new ColophonError(
        "output.is-input",
        isItself
          ? `"${destination.path}": would be written over itself`
          : `"${from}" would be written over "${source}", which is to be ${options.suffix} too`,
        { hints: ["name another output with -o, or use --in-place"] },
      );
    }
  }
}

function refuseSharing(path: string, one: string, other: string, options: OutputOptions): never {
  throw new ColophonError("output.clash", `"${one}" and "${other}" would both be written to "${path}"`, {
    hints: [`give each a place of its own: -o '${exampleOf(options)}'`],
  });
}
