/** The mark on a picture: a plate with words, on every frame. */
import { plateRecord } from "../../core/label/mark-record.js";
import { plateSvg } from "../../core/label/plate-svg.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { named } from "./naming-file.js";
import { plateFor } from "./plan-plate.js";

export async function planPicture(request: MarkRequest): Promise<PlannedMark> {
  const { asset, context } = request;
  const { path, mimeType, name } = asset;
  const size = await named(name, () => context.pictures.read(path, mimeType));
  const { plate, notes } = await plateFor(size, request);
  const marks = [plateRecord(plate, size)];
  return {
    marks,
    notes,
    async apply(target) {
      const drawing = { box: plate.box, svg: plateSvg(plate) };
      const drawn = await named(name, () =>
        context.pictures.draw({ path, mimeType, size, plate: drawing, target }),
      );
      return {
        marks,
        notes: [
          ...notes,
          ...(drawn.isLossless ? [] : [`the picture was encoded anew, as ${drawn.encoding}`]),
          ...drawn.lost.map((what) => `not carried over: ${what}`),
        ],
      };
    },
  };
}
