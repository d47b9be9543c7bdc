/** Folders hold other things than media: what was only come upon there, and cannot be meant, is left out. */
import { detectFormat, HEAD_BYTES, TAIL_BYTES } from "../core/asset/detect.js";
import { type Format, formatByExtension } from "../core/asset/formats.js";
import { sidecarPath } from "../core/asset/sidecar.js";
import { ColophonError } from "../error.js";
import type { Files } from "./context.js";
import type { Input, InputOptions } from "./inputs.js";

type Needs = Pick<Files, "readEnds" | "exists">;

/**
 * Passes on every input that was named. Of the rest it keeps files whose format `isMeant`, or that have a
 * sidecar beside them; `tell` hears at the end how many were left out. Throws `input.none` where nothing is kept.
 */
export async function* mediaOnly(
  inputs: AsyncIterable<Input>,
  isMeant: (format: Format) => boolean,
  files: Needs,
  tell: (text: string) => void,
): AsyncIterable<Input> {
  const counts = { kept: 0, leftOut: 0 };
  for await (const input of inputs) {
    const isKept = input.kind === "error" || input.isNamed || (await isMedia(input.path, isMeant, files));
    if (isKept) counts.kept += 1;
    else if (!(await isBesideAnother(input.path, files))) counts.leftOut += 1;
    if (isKept) yield input;
  }
  const { kept, leftOut } = counts;
  // Exit 0 would say that every file met the requirement.
  if (kept === 0) throw new ColophonError("input.none", "no media files found in what was given");
  if (leftOut > 0) tell(`left out ${leftOut} ${leftOut === 1 ? "file" : "files"} of other kinds`);
}

/** About how many files `mediaOnly` will keep: by their names, since opening each would be the work itself. */
export async function countMedia(
  { inputs, recurse, include, exclude }: InputOptions,
  isMeant: (format: Format) => boolean,
  files: Pick<Files, "findFiles">,
): Promise<number> {
  const named = inputs.filter((input) => input !== "-");
  let count = inputs.length - named.length;
  for await (const found of files.findFiles(named, { recursive: recurse, include, exclude })) {
    if (found.kind === "error" || found.isNamed) count += 1;
    else {
      const format = formatByExtension(extensionOf(found.path));
      if (format && format.id !== "c2pa" && isMeant(format)) count += 1;
    }
  }
  return count;
}

/** A sidecar is not left out: it is read with the file it stands beside. */
async function isBesideAnother(path: string, files: Needs): Promise<boolean> {
  const other = path.replace(/\.c2pa$/i, "");
  return other !== path && files.exists(other);
}

function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1] ?? "";
}

/** By its name, its content, or a sidecar beside it. */
export async function isMedia(
  path: string,
  isMeant: (format: Format) => boolean,
  files: Needs,
): Promise<boolean> {
  const extension = extensionOf(path);
  const promised = formatByExtension(extension);
  // A manifest store belongs to the file beside it and is judged with that.
  if (promised?.id === "c2pa") return false;
  if (promised && isMeant(promised)) return true;
  const { head, tail } = await files.readEnds(path, HEAD_BYTES, TAIL_BYTES);
  const { format, isSegment } = detectFormat(head, tail, extension);
  return isSegment || (format !== undefined && isMeant(format)) || files.exists(sidecarPath(path));
}
