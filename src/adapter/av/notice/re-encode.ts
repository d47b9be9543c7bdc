/** Notice and source through one encoder: exact where the codec loses nothing, said where it does. */
import { rmSync } from "node:fs";
import { ColophonError } from "../../../error.js";
import { layoutName } from "../channel-layout.js";
import { type Coder, type Ffmpeg, type Frame, fresh, type Stream } from "../ffmpeg.js";
import type { FilterWords } from "../filter-chain.js";
import { finishIso } from "../iso/finish.js";
import { addEncodedStream, keepMetadata, type Muxer, openMuxer, writeHeader } from "../muxer.js";
import { partPath } from "../part-files.js";
import type { NoticeResult } from "../wire.js";
import { type AudioForm, formWords } from "./audio-form.js";
import { type AudioFilter, decodeAudio, formOf, openAudioFilter } from "./decode-audio.js";
import { encodeAudio, openAudioEncoder } from "./encode-notice.js";
import { finishFlac } from "./finish-flac.js";
import { type NoticeJob, streamsBeside } from "./job.js";
import { monoForm, monoFrame } from "./notice-samples.js";
import { decodedForm } from "./source-form.js";

interface Target {
  encoder: string;
  isLossless: boolean;
  quality: string;
  options?: Readonly<Record<string, string>>;
  /** At least this many bits a second for each channel, or the source's number. */
  bitRateEach?: number;
}

/** Above what the source can have kept, so that the second loss is small beside the first. */
const targets: Readonly<Record<string, Target>> = {
  flac: { encoder: "flac", isLossless: true, quality: "lossless" },
  alac: { encoder: "alac", isLossless: true, quality: "lossless" },
  vorbis: {
    encoder: "libvorbis",
    isLossless: false,
    quality: "quality 8 of 10",
    options: { flags: "+qscale", global_quality: String(8 * 118) },
  },
  opus: {
    encoder: "libopus",
    isLossless: false,
    quality: "at least 96 kbit/s a channel",
    bitRateEach: 96_000,
  },
  aac: { encoder: "aac", isLossless: false, quality: "at least 128 kbit/s a channel", bitRateEach: 128_000 },
  mp3: { encoder: "libmp3lame", isLossless: false, quality: "320 kbit/s", bitRateEach: 320_000 },
};

export async function encodeAnew(av: Ffmpeg, job: NoticeJob): Promise<NoticeResult> {
  const { codec, container, request, source, stream } = job;
  const target: Target = targets[codec] ?? {
    encoder: codec,
    isLossless: codec.startsWith("pcm_"),
    quality: "the same codec",
  };
  const found = av.lib.Codec.findEncoderByName(target.encoder as import("node-av/constants").FFEncoderCodec);
  if (!found)
    throw new ColophonError("format.unsupported", `${source.name} holds ${codec}, which FFmpeg cannot write`);
  const form = decodedForm(av, job, found);
  const { bitsPerRawSample, channels } = stream.codecpar;
  const bitRate = Math.max(
    (target.bitRateEach ?? 0) * channels,
    target.isLossless ? 0 : Number(stream.codecpar.bitRate),
  );
  const setting = { codec: found, form, bitsPerRawSample, options: target.options ?? {} };
  const encoder = openAudioEncoder(av, target.bitRateEach ? { ...setting, bitRate } : setting);
  const isFinished = container === "flac" || container === "mp4";
  const made = isFinished ? partPath(request.output) : request.output;
  const muxer = openMuxer(av, made, container);
  const to = addEncodedStream(av, muxer, stream, encoder);
  keepMetadata(av, muxer.media, source.media);
  writeHeader(av, muxer, {});
  await writeSound(av, job, encoder, muxer, to);
  muxer.finish();
  const notes = await finish(av, job, made);
  if (isFinished) rmSync(made);
  return {
    addedSeconds: job.notice.length / stream.codecpar.sampleRate,
    kept: target.isLossless ? "samples" : "re-encoded",
    encoder: target.encoder,
    quality: target.quality,
    notes,
  };
}

async function finish(av: Ffmpeg, job: NoticeJob, made: string): Promise<string[]> {
  const { request, container, heartbeat } = job;
  if (container === "flac") return finishFlac({ ...request, made }, heartbeat);
  if (container === "mp4") return finishIso({ ...request, made, isLonger: true }, heartbeat);
  const { pictures } = streamsBeside(av, job);
  return pictures.length === 0 ? [] : ["the cover picture was left out"];
}

async function writeSound(
  av: Ffmpeg,
  job: NoticeJob,
  encoder: Coder,
  muxer: Muxer,
  to: Stream,
): Promise<void> {
  const { notice, source, stream, heartbeat } = job;
  const form = {
    sampleRate: encoder.sampleRate,
    channelLayout: encoder.channelLayout,
    sampleFormat: encoder.sampleFormat,
  };
  const packet = fresh(new av.lib.Packet());
  const write = (frame: Frame | null) => {
    for (const encoded of encodeAudio(av, encoder, frame, packet)) muxer.write(encoded, to, encoder.timeBase);
  };
  const sized = encoder.frameSize > 0 ? [["asetnsamples", `n=${encoder.frameSize}:p=0`]] : [];
  const last = openAudioFilter(av, form, [...sized, ["anull", ""]]);
  const pass = (frame: Frame | null) => {
    for (const ready of last.put(frame)) write(ready);
  };
  const before = openAudioFilter(av, monoForm(av, form.sampleRate), formWords(av, form));
  for (const frame of [monoFrame(av, notice, form.sampleRate), null])
    for (const ready of before.put(frame)) pass(ready);
  const total = Number(source.media.duration) / 1e6;
  let done = 0;
  let same: AudioFilter | undefined;
  for (const frame of decodeAudio(av, source, stream)) {
    same ??= openAudioFilter(av, formOf(av, frame), samples(av, form));
    for (const ready of same.put(frame)) pass(ready);
    done += frame.nbSamples;
    await heartbeat(done / form.sampleRate, total);
  }
  for (const ready of same?.put(null) ?? []) pass(ready);
  pass(null);
  write(null);
}

/** Packed or planar, as the encoder wants them: the numbers stay. */
function samples(av: Ffmpeg, { channelLayout, sampleFormat, sampleRate }: AudioForm): FilterWords[] {
  const format = av.lib.avGetSampleFmtName(sampleFormat);
  return [
    [
      "aformat",
      `sample_fmts=${format}:sample_rates=${sampleRate}:channel_layouts=${layoutName(av, channelLayout)}`,
    ],
  ];
}
