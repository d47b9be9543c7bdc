/** The mark on sound: words spoken before it, and where it is wished the rhythm of GB 45438-2025. */
import type { MarkRecord } from "../../core/label/mark-record.js";
import { morseSamples, RHYTHM_SECONDS } from "../../core/label/morse.js";
import { plainText, wordingFor } from "../../core/label/wording.js";
import { ColophonError } from "../../error.js";
import type { AvRoom, NoticePart } from "./context.js";
import type { MarkRequest, PlannedMark } from "./mark-request.js";
import { followed } from "./progress-line.js";

const rhythmRate = 48_000;

export async function planSound(request: MarkRequest): Promise<PlannedMark> {
  const { asset, room, context, rhythm, limits } = request;
  const { streams } = await room.av.probe(asset.path, { signal: context.signal, limits });
  if (streams.some(({ kind }) => kind === "video") || !streams.some(({ kind }) => kind === "audio")) {
    throw new ColophonError("format.unsupported", `"${asset.name}": expected sound alone`, {
      hints: ["store a film as MP4 or Matroska, and label that"],
    });
  }
  const words = spokenWords(request);
  const notice: NoticePart[] = [
    { kind: "clip", path: clipFor(request) },
    ...(rhythm
      ? [{ kind: "samples" as const, samples: morseSamples(rhythmRate), sampleRate: rhythmRate }]
      : []),
  ];
  const planned: MarkRecord[] = [
    { form: "speech", text: words, from: 0 },
    ...(rhythm ? [{ form: "morse" as const, from: 0 }] : []),
  ];
  return {
    marks: planned,
    notes: [],
    async apply(target) {
      const result = await room.av.prependNotice(
        { source: asset.path, output: target, notice },
        followed(asset.name, context),
      );
      const { durationSeconds: duration } = await room.av.probe(target, { signal: context.signal, limits });
      const marks = timed(planned, result.addedSeconds, duration);
      return { marks, notes: notesOf(result) };
    },
  };
}

function spokenWords({ share, text, voiceLabel }: MarkRequest): string {
  if (voiceLabel === undefined) return wordingFor(share).spoken;
  if (text !== undefined) return plainText(text);
  throw new ColophonError("usage.invalid", "what the recording of --voice-label says has to be told", {
    hints: ['write it down: --text "本音频由人工智能生成。 This audio is AI-generated."'],
  });
}

function clipFor({ share, voiceLabel, room }: MarkRequest): string {
  return voiceLabel ?? room.voicePath(share === "made" ? "generated" : "altered");
}

/** The words come first, and the rhythm stands at the end of the notice. */
function timed(marks: readonly MarkRecord[], addedSeconds: number, duration?: number): MarkRecord[] {
  const hasRhythm = marks.some(({ form }) => form === "morse");
  const rhythmFrom = Math.max(0, addedSeconds - RHYTHM_SECONDS);
  const total = duration === undefined ? {} : { duration };
  return marks.map((mark) => {
    if (mark.form === "morse") return { ...mark, from: rhythmFrom, to: addedSeconds, ...total };
    return mark.form === "speech" ? { ...mark, to: hasRhythm ? rhythmFrom : addedSeconds, ...total } : mark;
  });
}

function notesOf(result: Awaited<ReturnType<AvRoom["prependNotice"]>>): string[] {
  const { kept, encoder, quality, reason, notes } = result;
  const because = reason === undefined ? "" : ` (${reason})`;
  return [
    ...(kept === "re-encoded" ? [`the sound was encoded anew, by ${encoder} at ${quality}${because}`] : []),
    ...notes,
  ];
}
