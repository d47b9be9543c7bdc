/** Looks into the content itself for the marks that its signed record promises, and for the rhythm without one. */
import type { Media } from "../../core/asset/formats.js";
import type { Assertion } from "../../core/credential/credential.js";
import { hearMorse } from "../../core/label/hear-morse.js";
import { expectedInk, platesIn } from "../../core/label/mark-record.js";
import { marksIn, type Sensed } from "../../core/profile/index.js";
import { ColophonError } from "../../error.js";
import type { Context } from "../context.js";

export interface Sensible {
  path: string;
  mimeType: string;
  media: Media;
  /** Of intact Content Credentials. */
  assertions: readonly Assertion[];
}

export type Sense = (file: Sensible) => Promise<readonly Sensed[]>;

/** Nobody asked for a rule that could use what is seen. */
export const senseNothing: Sense = async () => [];

export function senseWith(context: Context): Sense {
  let isTold = false;
  return async (file) => {
    try {
      return await senseOne(file, context);
    } catch (error) {
      if (!(error instanceof ColophonError) || error.code !== "av.missing") throw error;
      if (!isTold)
        context.announce('films and sound are not looked into without the optional package "node-av"');
      isTold = true;
      return [];
    }
  };
}

async function senseOne(file: Sensible, context: Context): Promise<readonly Sensed[]> {
  switch (file.media) {
    case "audio":
      return listenFor(file, context);
    case "image":
    case "video":
      return lookForPlates(file, context);
    default:
      return [];
  }
}

async function lookForPlates(
  { path, mimeType, media, assertions }: Sensible,
  { senses, pictures }: Context,
): Promise<Sensed[]> {
  const looks: Sensed[] = [];
  for (const record of platesIn(assertions)) {
    const expected = expectedInk(record);
    const found = await (media === "video"
      ? senses.findPlateInFilm(path, expected, momentsOf(record))
      : pictures.findPlate(path, mimeType, expected));
    if (found?.kind === "not-found") looks.push({ form: "plate", isFound: false });
    if (found?.kind === "found") {
      const { inkHeight: inkHeightPx, shortSide: shortSidePx } = found;
      looks.push({ form: "plate", isFound: true, inkHeightPx, shortSidePx, fromSeconds: record.from });
    }
  }
  return looks;
}

/** The first picture, one in the middle, and one shortly before the mark is said to end. */
function momentsOf({ from, to, duration }: ReturnType<typeof platesIn>[number]): number[] {
  const end = to ?? duration;
  if (end === undefined || end <= from) return [from];
  return [from, (from + end) / 2, from + (end - from) * 0.95];
}

/** GB 45438-2025, 5.3 has it at the start or the end, where nothing says more. */
const usualSeconds = 5;
const longestSeconds = 120;

async function listenFor({ path, mimeType, assertions }: Sensible, { senses }: Context): Promise<Sensed[]> {
  const recorded = marksIn(assertions).filter(({ form }) => form === "morse");
  const ends = recorded.map(({ fromSeconds, toSeconds }) => (toSeconds ?? fromSeconds + usualSeconds) + 1);
  const places = [
    { from: "start", seconds: Math.min(longestSeconds, Math.max(usualSeconds, ...ends)) },
    { from: "end", seconds: usualSeconds },
  ] as const;
  let isUnsure = false;
  for (const place of places) {
    const sound = await senses.hearSamples(path, mimeType, place);
    const heard = sound && hearMorse(sound.samples, sound.sampleRate);
    if (heard?.hearing === "heard")
      return [
        {
          form: "morse",
          isFound: true,
          ...(place.from === "start" && heard.atSeconds !== undefined
            ? { fromSeconds: heard.atSeconds }
            : {}),
        },
      ];
    isUnsure ||= heard === undefined || heard.hearing === "unsure";
  }
  // What was not listened to, or not clearly heard, is no proof against the record.
  return isUnsure || recorded.length === 0 ? [] : [{ form: "morse", isFound: false }];
}
