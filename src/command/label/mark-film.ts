/** The mark on a film: a plate with words, from the first frame to the last; sound is copied. */
import { plateRecord } from "../../core/label/mark-record.js";
import { plateSvg } from "../../core/label/plate-svg.js";
import { ColophonError } from "../../error.js";
import type { AvRoom } from "./context.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { plateFor } from "./plan-plate.js";
import { followed } from "./progress-line.js";

export async function planFilm(request: MarkRequest): Promise<PlannedMark> {
  const { asset, room, context, limits } = request;
  const facts = await room.av.probe(asset.path, { signal: context.signal, limits });
  const video = facts.streams.find((stream) => stream.kind === "video");
  if (!video) {
    const held = [...new Set(facts.streams.map(({ kind }) => kind))].join(" and ");
    throw new ColophonError(
      "format.unsupported",
      `"${asset.name}": expected pictures to mark, found ${held === "" ? "nothing" : `${held} only`}`,
      { hints: ["store sound as M4A, MP3 or WAV, and label that"] },
    );
  }
  const size = { width: video.seenWidth, height: video.seenHeight };
  const { plate, notes } = await plateFor(size, request);
  const { durationSeconds: duration } = facts;
  const time = { from: 0, ...(duration === undefined ? {} : { duration }) };
  const marks = [plateRecord(plate, size, time)];
  return {
    marks,
    notes,
    async apply(target) {
      const png = await room.drawAlone(plateSvg(plate));
      const result = await room.av.overlayPlate(
        { source: asset.path, output: target, plate: png, box: plate.box },
        followed(asset.name, context),
      );
      return { marks, notes: [...notes, ...notesOf(result)] };
    },
  };
}

function notesOf({ burnt, leftOut, notes }: Awaited<ReturnType<AvRoom["overlayPlate"]>>): string[] {
  return [
    ...burnt.map(({ encoder, quality, reason }) => {
      const because = reason === undefined ? "" : ` (${reason})`;
      const how = quality === "lossless" ? `${encoder}, without loss` : `${encoder} at ${quality}`;
      return `the pictures were encoded anew, by ${how}${because}`;
    }),
    ...leftOut.map(({ codec, reason }) => `not carried over: a stream of ${codec}, ${reason}`),
    ...notes,
  ];
}
