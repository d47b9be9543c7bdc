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
  const listen = listener(context);
  return async (file) => {
    if (file.media === "audio") return listen(file);
    return file.media === "image" || file.media === "video" ? lookForPlates(file, context) : [];
  };
}

async function lookForPlates(
  { path, mimeType, assertions }: Sensible,
  { senses }: Context,
): Promise<Sensed[]> {
  const looks: Sensed[] = [];
  for (const record of platesIn(assertions)) {
    const found = await senses.findPlate(path, mimeType, expectedInk(record));
    if (found?.kind === "not-found") looks.push({ form: "plate", isFound: false });
    if (found?.kind === "found") {
      const { inkHeight: inkHeightPx, shortSide: shortSidePx } = found;
      looks.push({ form: "plate", isFound: true, inkHeightPx, shortSidePx, fromSeconds: record.from });
    }
  }
  return looks;
}

/** GB 45438-2025, 5.3 has it at the start or the end, where nothing says more. */
const usualSeconds = 5;
const longestSeconds = 120;

function listener(context: Context): Sense {
  let isTold = false;
  return async (file) => {
    try {
      return await listenFor(file, context);
    } catch (error) {
      if (!(error instanceof ColophonError) || error.code !== "av.missing") throw error;
      if (!isTold) context.announce('sound is not listened to without the optional package "node-av"');
      isTold = true;
      return [];
    }
  };
}

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
