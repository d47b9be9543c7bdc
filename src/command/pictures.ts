/** Thumbnails of a history for looking at: few, small, decoded and encoded anew, and of no broken credential. */
import { type History, type HistoryStep, stepsOf } from "../core/history/history.js";
import type { Reading } from "../core/verifying/read.js";
import type { Context } from "./context.js";

export interface StepPicture {
  step: HistoryStep;
  /** PNG, made by us. */
  png: Uint8Array;
  widthPx: number;
  heightPx: number;
}

const edgePx = 192;
// A history can have thousands of steps, and each picture is a part of what is printed.
const mostPictures = 24;

/** What cannot be shown is left out: a picture beside a history is an extra. */
export async function picturesOf(
  { root }: History,
  reading: Pick<Reading, "resource">,
  { makePreview }: Pick<Context, "makePreview">,
): Promise<StepPicture[]> {
  const pictures: StepPicture[] = [];
  // What an invalid credential holds is not shown: whoever broke it may have put any picture there.
  if (root.state === "invalid") return pictures;
  for (const step of stepsOf(root)) {
    if (pictures.length >= mostPictures) break;
    if (step.thumbnail === undefined || step.state === "invalid") continue;
    const bytes = await reading.resource(step.thumbnail.uri).catch(() => undefined);
    const preview = bytes === undefined ? undefined : await makePreview(bytes, edgePx).catch(() => undefined);
    if (preview !== undefined) pictures.push({ step, ...preview });
  }
  return pictures;
}
