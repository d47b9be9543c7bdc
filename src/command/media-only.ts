/** Folders hold other things than media: what was only come upon there, and cannot be meant, is left out. */
import { detectFormat, HEAD_BYTES, TAIL_BYTES } from "../core/asset/detect.js";
import { type Format, formatByExtension } from "../core/asset/formats.js";
import { sidecarPath } from "../core/asset/sidecar.js";
import { ColophonError } from "../error.js";
import type { Files } from "./context.js";
import type { FileInput, Input } from "./inputs.js";

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
    const isKept = input.kind === "error" || input.isNamed || (await isMedia(input, isMeant, files));
    counts[isKept ? "kept" : "leftOut"] += 1;
    if (isKept) yield input;
  }
  const { kept, leftOut } = counts;
  // Exit 0 would say that every file met the requirement.
  if (kept === 0) throw new ColophonError("input.none", "no media files found in what was given");
  if (leftOut > 0) tell(`left out ${leftOut} ${leftOut === 1 ? "file" : "files"} of other kinds`);
}

async function isMedia(
  { path }: FileInput,
  isMeant: (format: Format) => boolean,
  files: Needs,
): Promise<boolean> {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1] ?? "";
  const promised = formatByExtension(extension);
  // A manifest store belongs to the file beside it and is judged with that.
  if (promised?.id === "c2pa") return false;
  if (promised && isMeant(promised)) return true;
  const { head, tail } = await files.readEnds(path, HEAD_BYTES, TAIL_BYTES);
  const { format, isSegment } = detectFormat(head, tail, extension);
  return isSegment || (format !== undefined && isMeant(format)) || files.exists(sidecarPath(path));
}
