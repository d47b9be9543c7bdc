/** Arguments → the files a command works on, as they are found; what is wrong with one never stops the others. */
import type { AssetFiles } from "../core/asset/open-asset.js";
import { ColophonError } from "../error.js";

export interface InputOptions {
  inputs: readonly string[];
  /** Folders inside folders too. */
  recurse: boolean;
  /** Name patterns for what is found inside folders. */
  include: readonly string[];
  exclude: readonly string[];
}

export interface FileInput {
  kind: "file";
  /** Where the bytes are; for standard input a temporary file. */
  path: string;
  displayName: string;
  isStdin: boolean;
  /** Named by the user, and not come upon in a folder. */
  isNamed: boolean;
}

export type Input = FileInput | { kind: "error"; name: string; error: ColophonError };

/** The disk as this file needs it. */
export interface InputFiles extends Pick<AssetFiles, "inspectPath"> {
  findFiles(
    patterns: readonly string[],
    rules: { recursive: boolean; include?: readonly string[]; exclude?: readonly string[] },
  ): AsyncIterable<
    { kind: "file"; path: string; isNamed: boolean } | { kind: "error"; name: string; error: ColophonError }
  >;
  /** Keeps standard input in a temporary file and gives its path. */
  spoolStdin(limits: {
    headBytes: number;
    guard(head: Uint8Array): (sizeBytes: number) => void;
  }): Promise<string>;
}

/**
 * In the order of the arguments; `-` is standard input. Throws `input.none` where nothing at all was
 * found and `usage.conflict` for a second `-`.
 */
export async function* findInputs(options: InputOptions, files: InputFiles): AsyncGenerator<Input> {
  if (options.inputs.filter((argument) => argument === "-").length > 1) {
    throw new ColophonError("usage.conflict", 'standard input can be read once, found "-" twice');
  }
  let isAnyFound = false;
  for await (const input of inOrder(options, files)) {
    isAnyFound = true;
    yield input;
  }
  if (!isAnyFound) {
    const names = options.inputs.map((name) => `"${name}"`).join(", ");
    throw new ColophonError("input.none", `no files found in ${names === "" ? "what was given" : names}`);
  }
}

async function* inOrder(options: InputOptions, files: InputFiles): AsyncGenerator<Input> {
  const at = options.inputs.indexOf("-");
  if (at === -1) {
    yield* onDisk(options.inputs, options, files);
    return;
  }
  if (at > 0) yield* onDisk(options.inputs.slice(0, at), options, files);
  yield await standardInput(files);
  const rest = options.inputs.slice(at + 1);
  if (rest.length > 0) yield* onDisk(rest, options, files);
}

async function* onDisk(
  patterns: readonly string[],
  { recurse, include, exclude }: InputOptions,
  files: InputFiles,
): AsyncGenerator<Input> {
  for await (const found of files.findFiles(patterns, { recursive: recurse, include, exclude })) {
    if (found.kind === "error") yield found;
    else {
      const { path, isNamed } = found;
      const input: FileInput = { kind: "file", path, displayName: path, isStdin: false, isNamed };
      // What a folder holds is looked at when it is opened: here it would hold up all that come behind it.
      yield isNamed ? await orError(path, () => files.inspectPath(path).then(() => input)) : input;
    }
  }
}

function standardInput(files: InputFiles): Promise<Input> {
  return orError("standard input", async () => {
    const { HEAD_BYTES } = await import("../core/asset/detect.js");
    const { guardStream } = await import("../core/asset/limit.js");
    const path = await files.spoolStdin({ headBytes: HEAD_BYTES, guard: guardStream });
    return { kind: "file", path, displayName: "stdin", isStdin: true, isNamed: true };
  });
}

async function orError(name: string, find: () => Promise<Input>): Promise<Input> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code === "interrupted") throw error;
    return { kind: "error", name, error };
  }
}
