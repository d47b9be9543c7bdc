/** The first or last seconds of a file's sound, in one channel: enough to listen for a label. */

import { ColophonError } from "../../../error.js";
import type { Samples } from "../../wav-samples.js";
import type { Ffmpeg } from "../ffmpeg.js";
import type { Heartbeat } from "../heartbeat.js";
import { openSource } from "../open-source.js";
import type { SamplesRequest } from "../wire.js";
import { audioStream, formWords } from "./audio-form.js";
import { type AudioFilter, decodeAudio, formOf, openAudioFilter } from "./decode-audio.js";
import { floatsOf, joined, monoForm } from "./notice-samples.js";

/** Seeking may land behind the place that was asked for. */
const EARLIER_SECONDS = 2;

/** Where a file cannot be sought in, or was made to mislead, the way to its last seconds leads through all others. */
const MOST_SECONDS = 10 * 60;

export async function readSamples(
  av: Ffmpeg,
  request: SamplesRequest,
  heartbeat: Heartbeat,
): Promise<Samples> {
  const source = openSource(av, request.source);
  const stream = audioStream(av, source);
  const { sampleRate } = stream.codecpar;
  const wanted = Math.round(request.seconds * sampleRate);
  if (request.from === "end") {
    const target = Number(source.media.duration) / 1e6 - request.seconds - EARLIER_SECONDS;
    // Where this fails all before it is decoded, and no more is kept than was asked for.
    if (target > 0)
      source.media.seekFrameSync(-1, BigInt(Math.round(target * 1e6)), av.constants.AVSEEK_FLAG_BACKWARD);
  }
  const pieces: Float32Array[] = [];
  let [kept, all] = [0, 0];
  let filter: AudioFilter | undefined;
  for (const frame of decodeAudio(av, source, stream)) {
    // FFmpeg mixes channels down evenly, so that neither side drowns the other.
    filter ??= openAudioFilter(av, formOf(av, frame), formWords(av, monoForm(av, sampleRate)));
    for (const made of filter.put(frame)) {
      pieces.push(floatsOf(made));
      kept += made.nbSamples;
      all += made.nbSamples;
    }
    if (request.from === "start" && kept >= wanted) break;
    if (all > MOST_SECONDS * sampleRate) {
      throw new ColophonError("format.damaged", `the end of ${source.name} could not be found`);
    }
    while (pieces[0] && kept - pieces[0].length >= wanted) kept -= pieces.shift()?.length ?? 0;
    await heartbeat(all / sampleRate, Number(source.media.duration) / 1e6);
  }
  const samples = joined(pieces);
  source.close();
  return {
    samples: request.from === "start" ? samples.slice(0, wanted) : samples.slice(-wanted),
    sampleRate,
  };
}
