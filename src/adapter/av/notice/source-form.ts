/** The form of samples that an encoder takes, as near to the source's as it goes. */

import { namedLayout } from "../channel-layout.js";
import type { Ffmpeg } from "../ffmpeg.js";
import type { AudioForm } from "./audio-form.js";
import type { NoticeJob } from "./job.js";

export function decodedForm(
  av: Ffmpeg,
  { stream }: Pick<NoticeJob, "stream">,
  codec: import("node-av/lib").Codec,
): AudioForm {
  const { codecpar } = stream;
  const own = codecpar.format as AudioForm["sampleFormat"];
  const taken = codec.sampleFormats ?? [own];
  const twins = [own, av.lib.avGetPackedSampleFmt(own), av.lib.avGetPlanarSampleFmt(own)];
  return {
    sampleRate: codecpar.sampleRate,
    channelLayout: namedLayout(av, codecpar.channelLayout),
    sampleFormat: twins.find((format) => taken.includes(format)) ?? taken[0] ?? own,
  };
}
