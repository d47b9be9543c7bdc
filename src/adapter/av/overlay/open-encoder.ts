/** Opens the encoder of the marked pictures with the source's size, time, colors and light. */
import { ColophonError } from "../../../error.js";
import { type Coder, type Ffmpeg, must, optionsOf, type Rational, type Stream } from "../ffmpeg.js";
import { pixelRatio } from "../orientation.js";
import { withoutRoot } from "../without-root.js";
import type { EncoderChoice } from "./encoder-choice.js";
import type { FirstPicture } from "./first-picture.js";
import { x265Light } from "./hdr-light.js";
import type { PixelLayout } from "./pixel-layout.js";

type Codec = import("node-av/lib").Codec;
type RationalOfFfmpeg = import("node-av/lib").Rational;

export function findEncoder(av: Ffmpeg, { encoder }: EncoderChoice): Codec {
  const codec = av.lib.Codec.findEncoderByName(encoder as import("node-av/constants").FFEncoderCodec);
  if (codec) return codec;
  throw new ColophonError("av.failed", `this FFmpeg has no encoder "${encoder}"`);
}

export interface EncoderSetting {
  stream: Stream;
  choice: EncoderChoice;
  layout: PixelLayout;
  first: FirstPicture;
  /** Whether parameters stand in the container's header only. */
  hasGlobalHeader: boolean;
}

export function openEncoder(av: Ffmpeg, codec: Codec, setting: EncoderSetting): Coder {
  const { stream, choice, layout } = setting;
  const rate = [stream.avgFrameRate, stream.rFrameRate].find(isPlausible);
  const encoder = new av.lib.CodecContext();
  encoder.allocContext3(codec);
  encoder.width = stream.codecpar.width;
  encoder.height = stream.codecpar.height;
  encoder.pixelFormat = layout.encoded;
  encoder.timeBase = encodingTimeBase(av, stream, codec.name, rate);
  if (rate) encoder.framerate = rate;
  // FFmpeg's writer of MP4 and QuickTime asks the codec for it, its reader tells the stream alone.
  encoder.sampleAspectRatio = pixelRatio(stream);
  keepColors(encoder, stream);
  const options = {
    ...choice.options,
    ...fieldsOf(setting),
    flags: flagsOf(setting),
    threads: "auto",
    ...lightOf(setting),
  };
  const words = optionsOf(av, options);
  const opened = withoutRoot(() => encoder.open2Sync(codec, words));
  must(av, opened, `opening the encoder ${choice.encoder}`);
  return encoder;
}

/** A file that counts in milliseconds and says nothing else seems to have 1000 pictures a second. */
function isPlausible({ num, den }: Rational): boolean {
  return num > 0 && den > 0 && num / den <= 300;
}

/**
 * MPEG-1 and -2 count whole pictures. MPEG-4 counts in at most 65535ths of a second; a finer count is rounded
 * by less than 10 µs.
 */
function encodingTimeBase(
  av: Ffmpeg,
  stream: Stream,
  codec: string | null,
  rate?: Rational,
): RationalOfFfmpeg {
  if (rate && /^mpeg[12]video$/.test(codec ?? "")) return new av.lib.Rational(rate.den, rate.num);
  const isTooFine = codec === "mpeg4" && stream.timeBase.den > 65535;
  return isTooFine ? new av.lib.Rational(1, 60000) : stream.timeBase;
}

function keepColors(encoder: Coder, { codecpar }: Stream): void {
  encoder.colorRange = codecpar.colorRange;
  encoder.colorPrimaries = codecpar.colorPrimaries;
  encoder.colorTrc = codecpar.colorTrc;
  encoder.colorSpace = codecpar.colorSpace;
  encoder.chromaLocation = codecpar.chromaLocation;
}

/** Those whose pictures say themselves whether they are two fields, and which comes first. */
const tellsFields: ReadonlySet<string> = new Set(["libx264", "mpeg2video", "mpeg4", "prores_ks"]);

/** For the container: players and editing programs look there before they look into the pictures. */
function fieldsOf({ choice, first }: EncoderSetting): Record<string, string> {
  if (!tellsFields.has(choice.encoder)) return {};
  if (!first.isInterlaced) return { field_order: "progressive" };
  return { field_order: first.isTopFirst ? "tt" : "bb" };
}

function flagsOf({ choice, first, hasGlobalHeader }: EncoderSetting): string {
  const canInterlace = tellsFields.has(choice.encoder);
  return [
    "+bitexact",
    choice.options.flags ?? "",
    hasGlobalHeader ? "+global_header" : "",
    first.isInterlaced && canInterlace ? "+ildct+ilme" : "",
  ].join("");
}

function lightOf({ choice, first }: EncoderSetting): Record<string, string> {
  if (choice.encoder !== "libx265") return {};
  return { "x265-params": ["log-level=error", ...x265Light(first)].join(":") };
}
