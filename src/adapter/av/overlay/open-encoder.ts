/** Opens the encoder of the marked pictures with the source's size, time, colours and light. */
import { ColophonError } from "../../../error.js";
import { type Coder, type Ffmpeg, must, type Stream } from "../ffmpeg.js";
import type { EncoderChoice } from "./encoder-choice.js";
import { x265Light } from "./hdr-light.js";
import type { PixelLayout } from "./pixel-layout.js";

type Codec = import("node-av/lib").Codec;

export function findEncoder(av: Ffmpeg, { encoder }: EncoderChoice): Codec {
  const codec = av.lib.Codec.findEncoderByName(encoder as import("node-av/constants").FFEncoderCodec);
  if (codec) return codec;
  throw new ColophonError("av.failed", `this FFmpeg has no encoder "${encoder}"`);
}

export interface EncoderSetting {
  stream: Stream;
  choice: EncoderChoice;
  layout: PixelLayout;
  /** The source's decoder, which knows whether fields are interlaced. */
  decoder: Coder;
  /** Whether parameters stand in the container's header only. */
  hasGlobalHeader: boolean;
}

export function openEncoder(av: Ffmpeg, codec: Codec, setting: EncoderSetting): Coder {
  const { stream, choice, layout } = setting;
  const encoder = new av.lib.CodecContext();
  encoder.allocContext3(codec);
  encoder.width = stream.codecpar.width;
  encoder.height = stream.codecpar.height;
  encoder.pixelFormat = layout.encoded;
  encoder.timeBase = encodingTimeBase(av, stream, codec.name);
  if (stream.avgFrameRate.num > 0) encoder.framerate = stream.avgFrameRate;
  encoder.sampleAspectRatio = stream.codecpar.sampleAspectRatio;
  keepColours(encoder, stream);
  const options = { ...choice.options, flags: flagsOf(av, setting), threads: "auto", ...lightOf(av, setting) };
  const words = av.lib.Dictionary.fromObject(options);
  must(av, encoder.open2Sync(codec, words), `opening the encoder ${choice.encoder}`);
  return encoder;
}

/** MPEG-4 counts in at most 65535ths of a second; a finer count is rounded by less than 10 µs. */
function encodingTimeBase(av: Ffmpeg, stream: Stream, encoder: string | null): import("node-av/lib").Rational {
  const isTooFine = encoder === "mpeg4" && stream.timeBase.den > 65535;
  return isTooFine ? new av.lib.Rational(1, 60000) : stream.timeBase;
}

function keepColours(encoder: Coder, { codecpar }: Stream): void {
  encoder.colorRange = codecpar.colorRange;
  encoder.colorPrimaries = codecpar.colorPrimaries;
  encoder.colorTrc = codecpar.colorTrc;
  encoder.colorSpace = codecpar.colorSpace;
  encoder.chromaLocation = codecpar.chromaLocation;
}

function flagsOf(av: Ffmpeg, { choice, decoder, hasGlobalHeader }: EncoderSetting): string {
  const order = decoder.getOption("field_order", av.constants.AV_OPT_TYPE_INT) ?? 0;
  const isInterlaced = order > av.constants.AV_FIELD_PROGRESSIVE;
  const canInterlace = ["libx264", "mpeg2video", "mpeg4"].includes(choice.encoder);
  return [
    "+bitexact",
    choice.options["flags"] ?? "",
    hasGlobalHeader ? "+global_header" : "",
    isInterlaced && canInterlace ? "+ildct+ilme" : "",
  ].join("");
}

function lightOf(av: Ffmpeg, { choice, stream }: EncoderSetting): Record<string, string> {
  if (choice.encoder !== "libx265") return {};
  return { "x265-params": ["log-level=error", ...x265Light(av, stream)].join(":") };
}
