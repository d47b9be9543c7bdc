/** Where each output goes, decided for all inputs before the first byte is written. */
import { basename, dirname, extname, join, normalize } from "node:path";
import { sidecarPath } from "../core/asset/sidecar.js";
import { ColophonError } from "../error.js";
import { type DestinationOf, refuseClashes } from "./output-clashes.js";
import { exampleTemplate, fillTemplate, isTemplate } from "./output-template.js";

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

/** All files of a run: they may be too many to be held, so they are gone through. */
export interface OutputInputs {
  fileCount: number;
  hasStdin: boolean;
  /** As often as it is asked, the same in the same order. */
  files(): AsyncIterable<OutputInput>;
}

export type Destination =
  | { kind: "stdout" }
  | {
      kind: "file";
      path: string;
      /** The input itself is replaced. */
      isInPlace: boolean;
      /** Its folder is made where it is not there: nobody makes all those a template names beforehand. */
      isFolderMade?: boolean;
    };

/** The disk as this file needs it. */
export interface OutputFiles {
  /** Whether a folder stands at the path, with links followed; false where nothing does. */
  isFolder(path: string): Promise<boolean>;
}

/**
 * Says of each input where its output goes. Throws `usage.conflict`, `usage.invalid`,
 * `output.clash` where two inputs would be written to one place, and
 * `output.is-input` where one would be written over another.
 */
export async function planOutputs(
  inputs: OutputInputs,
  options: OutputOptions,
  files: OutputFiles,
): Promise<DestinationOf> {
  const { fileCount } = inputs;
  refuseConflicts(inputs, options);
  const place = await choosePlace(options, files);
  if (place.kind === "file" && fileCount > 1) {
    conflict(`-o "${place.path}" names one file, found ${fileCount} inputs`, [
      `for a folder: -o ${join(place.path, "/")}`,
      `or give a template: -o '${exampleTemplate(options.suffix)}'`,
    ]);
  }
  if (place.kind === "file" && options.isSidecar && !/\.c2pa$/i.test(place.path)) {
    conflict(`-o "${place.path}" names the sidecar, whose name ends in .c2pa`, [`-o ${place.path}.c2pa`]);
  }
  const destinationOf: DestinationOf = (input) => destinationFor(input, options, place);
  await refuseClashes(inputs, destinationOf, options);
  return destinationOf;
}

/** Where files are written that nobody can count yet. Throws `usage.conflict` for what has room for one. */
export async function refuseSinglePlace(
  options: Pick<OutputOptions, "output" | "suffix">,
  files: OutputFiles,
) {
  const place = await choosePlace(options, files);
  const hints = ["name a folder: -o done/", `or give a template: -o '${exampleTemplate(options.suffix)}'`];
  if (place.kind === "stdout")
    conflict("standard output has room for one file, and watch writes many", hints);
  if (place.kind === "file") conflict(`-o "${place.path}" names one file, and watch writes many`, hints);
}

type Place =
  | { kind: "beside" }
  | { kind: "stdout" }
  | { kind: "folder"; path: string }
  | { kind: "file"; path: string }
  | { kind: "template"; template: string };

function refuseConflicts({ fileCount, hasStdin }: OutputInputs, options: OutputOptions): void {
  const { output, isInPlace, isSidecar } = options;
  if (isInPlace && output !== undefined) conflict("--in-place and -o name different places");
  if (isInPlace && isSidecar) conflict("--in-place changes the file and --sidecar leaves it as it is");
  if (isInPlace && hasStdin) conflict("--in-place cannot replace standard input");
  if (output === "-" && fileCount > 1) {
    conflict(`standard output has room for one file, found ${fileCount} inputs`);
  }
}

function conflict(words: string, hints: string[] = []): never {
  throw new ColophonError("usage.conflict", words, { hints });
}

async function choosePlace(
  { output, outputTemplate }: Pick<OutputOptions, "output" | "outputTemplate">,
  files: OutputFiles,
): Promise<Place> {
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

function destinationFor(input: OutputInput, options: OutputOptions, place: Place): Destination {
  const at = (path: string): Destination => ({ kind: "file", path, isInPlace: false });
  if (options.isInPlace) return { kind: "file", path: input.path, isInPlace: true };
  if (place.kind === "file") return at(place.path);
  if (place.kind === "folder") return at(join(place.path, defaultName(input, options)));
  if (place.kind === "template") {
    const path = normalize(fillTemplate(place.template, partsOf(input)));
    return { kind: "file", path, isInPlace: false, isFolderMade: true };
  }
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
