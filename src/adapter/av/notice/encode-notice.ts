/** The notice in packets of the source's own codec. */
import { type Coder, type Ffmpeg, type Frame, fresh, must, optionsOf, type Packet } from "../ffmpeg.js";
import { type AudioForm, formWords } from "./audio-form.js";
import { openAudioFilter } from "./decode-audio.js";
import { monoForm, monoFrame } from "./notice-samples.js";

type Codec = import("node-av/lib").Codec;

export interface EncoderSetting {
  codec: Codec;
  form: AudioForm;
  bitRate?: number;
  bitsPerRawSample?: number;
  options?: Readonly<Record<string, string>>;
}

export function openAudioEncoder(av: Ffmpeg, setting: EncoderSetting): Coder {
  const { codec, form, bitRate, bitsPerRawSample, options = {} } = setting;
  const encoder = new av.lib.CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = form.sampleRate;
  encoder.channelLayout = form.channelLayout;
  encoder.sampleFormat = form.sampleFormat;
  encoder.timeBase = new av.lib.Rational(1, form.sampleRate);
  if (bitRate !== undefined && bitRate > 0) encoder.bitRate = BigInt(bitRate);
  if (bitsPerRawSample !== undefined && bitsPerRawSample > 0) encoder.bitsPerRawSample = bitsPerRawSample;
  const flags = `+bitexact${options.flags ?? ""}`;
  const words = optionsOf(av, { strict: "experimental", ...options, flags });
  must(av, encoder.open2Sync(codec, words), `opening the encoder ${codec.name}`);
  return encoder;
}

/** What goes into an encoder comes out as packets; null is the end. */
export function* encodeAudio(
  av: Ffmpeg,
  encoder: Coder,
  frame: Frame | null,
  packet: Packet,
): Generator<Packet> {
  must(av, encoder.sendFrameSync(frame), "encoding the sound");
  const { AVERROR_EAGAIN, AVERROR_EOF } = av.constants;
  for (;;) {
    const answer = encoder.receivePacketSync(packet);
    if (answer === AVERROR_EAGAIN || answer === AVERROR_EOF) return;
    must(av, answer, "encoding the sound");
    yield packet;
    packet.unref();
  }
}

export interface EncodedNotice {
  encoder: Coder;
  packets: Packet[];
}

/** Its last packet is filled up with silence. */
export function encodeNotice(av: Ffmpeg, samples: Float32Array, setting: EncoderSetting): EncodedNotice {
  const { form } = setting;
  const encoder = openAudioEncoder(av, setting);
  const whole = encoder.frameSize > 0 ? [["asetnsamples", `n=${encoder.frameSize}:p=1`]] : [];
  const filter = openAudioFilter(av, monoForm(av, form.sampleRate), [...formWords(av, form), ...whole]);
  const packet = fresh(new av.lib.Packet());
  const packets: Packet[] = [];
  const keep = (made: Packet) => {
    const copy = made.clone();
    if (copy) packets.push(copy);
  };
  let counted = 0n;
  for (const frame of [monoFrame(av, samples, form.sampleRate), null]) {
    for (const made of filter.put(frame)) {
      made.pts = counted;
      counted += BigInt(made.nbSamples);
      for (const encoded of encodeAudio(av, encoder, made, packet)) keep(encoded);
    }
  }
  for (const encoded of encodeAudio(av, encoder, null, packet)) keep(encoded);
  return { encoder, packets };
}
