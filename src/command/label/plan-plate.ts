/** The plate on a picture or film of a certain size, in the first words that fit. */
import { type Plate, planPlate } from "../../core/label/plate.js";
import { ColophonError } from "../../error.js";
import { type MarkRequest, wordsFor } from "./mark-request.js";

const unneededFont = "--font was not needed: all letters of the mark come with colophon";

/** Throws `label.picture` where none can be read on it, with the reason, and `label.text`. */
export async function plateFor(
  size: { width: number; height: number },
  request: MarkRequest,
): Promise<{ plate: Plate; notes: readonly string[] }> {
  const { asset, room, position, font } = request;
  let reason = "";
  for (const text of wordsFor(request)) {
    const { shape, usesFont } = await room.openTypeface(text, font);
    const plan = planPlate({ ...size, text, shape, ...(position ? { corner: position } : {}) });
    const notes = font !== undefined && !usesFont ? [unneededFont] : [];
    if (plan.kind === "plate") return { plate: plan, notes };
    reason = plan.reason;
  }
  throw new ColophonError("label.picture", `"${asset.name}": is too small for a mark: ${reason}`, {
    hints: ["label a larger version of it", "or label it without a mark: --no-visible"],
  });
}
