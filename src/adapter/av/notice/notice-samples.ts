/** The notice as samples: its parts one after the other, with pauses, in one channel. */
import type { Ffmpeg, Frame } from "../ffmpeg.js";
import { openSource } from "../open-source.js";
import type { NoticePart } from "../wire.js";
import type { AudioForm } from "./audio-form.js";
import { audioStream, formWords } from "./audio-form.js";
import { decodeAudio, formOf, openAudioFilter } from "./decode-audio.js";

/** Players fade in, and some swallow the first moment. */
const LEAD_SECONDS = 0.2;
const PAUSE_SECONDS = 0.35;
/** So that nobody takes the first word of the file for a part of the notice. */
const TAIL_SECONDS = 0.6;

export function noticeSamples(av: Ffmpeg, parts: readonly NoticePart[], sampleRate: number): Float32Array {
  const silence = (seconds: number) => new Float32Array(Math.round(seconds * sampleRate));
  const pieces = parts.flatMap((part, index) => [
    silence(index === 0 ? LEAD_SECONDS : PAUSE_SECONDS),
    renderPart(av, part, sampleRate),
  ]);
  return joined([...pieces, silence(TAIL_SECONDS)]);
}

export function joined(pieces: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

export function monoForm(av: Ffmpeg, sampleRate: number): AudioForm {
  return {
    sampleRate,
    channelLayout: av.lib.avChannelLayoutDefault(1),
    sampleFormat: av.constants.AV_SAMPLE_FMT_FLT,
  };
}

/** All samples as one frame. */
export function monoFrame(av: Ffmpeg, samples: Float32Array, sampleRate: number): Frame {
  const { channelLayout, sampleFormat: format } = monoForm(av, sampleRate);
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  return av.lib.Frame.fromAudioBuffer(bytes, {
    nbSamples: samples.length,
    format,
    sampleRate,
    channelLayout,
  });
}

function renderPart(av: Ffmpeg, part: NoticePart, sampleRate: number): Float32Array {
  const wanted = formWords(av, monoForm(av, sampleRate));
  if (part.kind === "samples") {
    if (part.sampleRate === sampleRate) return part.samples;
    const frames = [monoFrame(av, part.samples, part.sampleRate)];
    return collect(av, monoForm(av, part.sampleRate), wanted, frames);
  }
  const clip = openSource(av, part.path);
  const stream = audioStream(av, clip);
  const pieces: Float32Array[] = [];
  let filter: ReturnType<typeof openAudioFilter> | undefined;
  for (const frame of decodeAudio(av, clip, stream)) {
    filter ??= openAudioFilter(av, formOf(av, frame), wanted);
    for (const made of filter.put(frame)) pieces.push(floatsOf(made));
  }
  for (const made of filter?.put(null) ?? []) pieces.push(floatsOf(made));
  clip.close();
  return joined(pieces);
}

function collect(
  av: Ffmpeg,
  form: AudioForm,
  wanted: Parameters<typeof openAudioFilter>[2],
  frames: readonly Frame[],
): Float32Array {
  const filter = openAudioFilter(av, form, wanted);
  const pieces: Float32Array[] = [];
  for (const frame of [...frames, null]) for (const made of filter.put(frame)) pieces.push(floatsOf(made));
  return joined(pieces);
}

/** A copy: FFmpeg uses the memory again. */
export function floatsOf(frame: Frame): Float32Array {
  const bytes = frame.data?.[0]?.subarray(0, frame.nbSamples * 4) ?? Buffer.alloc(0);
  return new Float32Array(new Uint8Array(bytes).buffer);
}
