/** What a media file holds: its streams, and how its pictures are meant to be seen. */

import { layoutName, namedLayout } from "./channel-layout.js";
import type { AudioFacts, Color, MediaFacts, OtherFacts, TrackFacts, VideoFacts } from "./facts.js";
import { type Ffmpeg, type Stream, seconds } from "./ffmpeg.js";
import type { Source } from "./open-source.js";
import { readOrientation, seenSize } from "./orientation.js";

const MICROSECONDS = { num: 1, den: 1_000_000 };

export function describeMedia(av: Ffmpeg, { media }: Source): MediaFacts {
  const durationSeconds = seconds(media.duration, MICROSECONDS);
  return {
    container: media.iformat?.name ?? "unknown",
    ...(durationSeconds > 0 ? { durationSeconds } : {}),
    streams: media.streams.map((stream) => describeStream(av, stream)),
  };
}

export function describeStream(av: Ffmpeg, stream: Stream): TrackFacts {
  const { AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } = av.constants;
  const durationSeconds = seconds(stream.duration, stream.timeBase);
  const common = {
    index: stream.index,
    codec: av.lib.avGetCodecName(stream.codecpar.codecId) ?? "none",
    ...(durationSeconds > 0 ? { durationSeconds } : {}),
  };
  if (stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO && !isPicture(av, stream)) {
    return { ...common, kind: "video", ...videoFacts(av, stream) };
  }
  if (stream.codecpar.codecType === AVMEDIA_TYPE_AUDIO) {
    return { ...common, kind: "audio", ...audioFacts(av, stream) };
  }
  return { ...common, kind: otherKind(av, stream) };
}

/** Cover art and thumbnails travel as video streams of one frame. */
export function isPicture(av: Ffmpeg, stream: Stream): boolean {
  return stream.hasDisposition(av.constants.AV_DISPOSITION_ATTACHED_PIC);
}

function otherKind(av: Ffmpeg, stream: Stream): OtherFacts["kind"] {
  const { AVMEDIA_TYPE_ATTACHMENT, AVMEDIA_TYPE_DATA, AVMEDIA_TYPE_SUBTITLE } = av.constants;
  if (isPicture(av, stream)) return "picture";
  switch (stream.codecpar.codecType) {
    case AVMEDIA_TYPE_SUBTITLE:
      return "subtitle";
    case AVMEDIA_TYPE_DATA:
      return "data";
    case AVMEDIA_TYPE_ATTACHMENT:
      return "attachment";
    default:
      return "unknown";
  }
}

type Own<Facts> = Omit<Facts, "kind" | "index" | "codec" | "durationSeconds">;

function videoFacts(av: Ffmpeg, stream: Stream): Own<VideoFacts> {
  const { codecpar } = stream;
  const { AV_PKT_DATA_DOVI_CONF } = av.constants;
  const { num, den } = stream.avgFrameRate;
  const { rotation, isMirrored } = readOrientation(av, stream);
  const color = colorOf(av, stream);
  return {
    width: codecpar.width,
    height: codecpar.height,
    ...seenSize(av, stream),
    rotation,
    isMirrored,
    frameRate: den === 0 ? 0 : num / den,
    pixelFormat: av.lib.avGetPixFmtName(pixelFormatOf(stream)) ?? "unknown",
    color,
    // ITU-T H.273: transfer characteristics 16 is PQ, 18 is HLG.
    hdr: color.transfer === 16 ? "pq" : color.transfer === 18 ? "hlg" : "none",
    isDolbyVision: codecpar.getCodedSideData(AV_PKT_DATA_DOVI_CONF) !== null,
  };
}

export function pixelFormatOf(stream: Stream): import("node-av/constants").AVPixelFormat {
  return stream.codecpar.format as import("node-av/constants").AVPixelFormat;
}

export function colorOf(av: Ffmpeg, { codecpar }: Stream): Color {
  return {
    primaries: codecpar.colorPrimaries,
    transfer: codecpar.colorTrc,
    matrix: codecpar.colorSpace,
    isFullRange: codecpar.colorRange === av.constants.AVCOL_RANGE_JPEG,
  };
}

function audioFacts(av: Ffmpeg, { codecpar }: Stream): Own<AudioFacts> {
  return {
    sampleRate: codecpar.sampleRate,
    channels: codecpar.channels,
    layout: layoutName(av, namedLayout(av, codecpar.channelLayout)),
    bitRate: Number(codecpar.bitRate),
  };
}
