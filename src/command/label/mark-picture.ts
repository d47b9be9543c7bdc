/** The mark on a picture: a plate with words, on every frame. */
import { plateRecord } from "../../core/label/mark-record.js";
import { plateSvg } from "../../core/label/plate-svg.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { named } from "./naming-file.js";
import { plateFor } from "./plan-plate.js";

/** Decoded pictures of this size already take gigabytes. */
export const largestPicture = 1024 * 1024 * 1024;

export async function planPicture(request: MarkRequest): Promise<PlannedMark> {
  const { asset, room, context } = request;
  const source = await context.files.readWhole(asset.path, largestPicture);
  const size = await named(asset.name, () => room.pictures.read(source, asset.mimeType));
  const plate = await plateFor(size, request);
  return {
    marks: [plateRecord(plate, size)],
    notes: [],
    async apply(target) {
      const drawing = { box: plate.box, svg: plateSvg(plate) };
      const drawn = await named(asset.name, () => room.pictures.draw(source, asset.mimeType, drawing));
      await context.files.writeBytes(target, drawn.bytes);
      return {
        marks: [plateRecord(plate, size)],
        notes: [
          ...(drawn.isLossless ? [] : [`the picture was encoded anew, as ${drawn.encoding}`]),
          ...drawn.lost.map((what) => `not carried over: ${what}`),
        ],
      };
    },
  };
}
