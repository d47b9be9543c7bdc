/** The form in which samples of a stream are: rate, channels, numbers. */
import { ColophonError } from "../../../error.js";
import { type ChannelLayout, layoutName } from "../channel-layout.js";
import type { Ffmpeg, Stream } from "../ffmpeg.js";
import type { FilterWords } from "../filter-chain.js";
import type { Source } from "../open-source.js";

type SampleFormat = import("node-av/constants").AVSampleFormat;

export interface AudioForm {
  sampleRate: number;
  channelLayout: ChannelLayout;
  sampleFormat: SampleFormat;
}

/** The sound that a player plays. Throws `format.unsupported` where there is none. */
export function audioStream(av: Ffmpeg, { media, name }: Source): Stream {
  const stream = media.streams[media.findBestStream(av.constants.AVMEDIA_TYPE_AUDIO)];
  if (stream) return stream;
  throw new ColophonError("format.unsupported", `expected sound in ${name}, found none`);
}

export function sourceWords(av: Ffmpeg, { sampleRate, channelLayout, sampleFormat }: AudioForm): FilterWords {
  const format = av.lib.avGetSampleFmtName(sampleFormat);
  const layout = layoutName(av, channelLayout);
  return [
    "abuffer",
    `time_base=1/${sampleRate}:sample_rate=${sampleRate}:sample_fmt=${format}:channel_layout=${layout}`,
  ];
}

/** One channel goes to both sides of a stereo pair at full level: FFmpeg alone would take 3 dB off. */
export function formWords(av: Ffmpeg, { sampleRate, channelLayout, sampleFormat }: AudioForm): FilterWords[] {
  const layout = layoutName(av, channelLayout);
  return [
    layout === "stereo"
      ? ["pan", "stereo|c0=c0|c1=c0"]
      : // Several channels into one never grow louder than the loudest.
        ["aresample", `out_chlayout=${layout}:rematrix_maxval=1`],
    ["aresample", String(sampleRate)],
    ["aformat", `sample_fmts=${av.lib.avGetSampleFmtName(sampleFormat)}:channel_layouts=${layout}`],
  ];
}
