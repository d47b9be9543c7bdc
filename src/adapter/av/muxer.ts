/** Writes a media file: streams copied or encoded anew, with their names, languages and purposes. */
import { extname } from "node:path";
import { ColophonError } from "../../error.js";
import {
  type Coder,
  type Ffmpeg,
  fresh,
  type Media,
  must,
  optionsOf,
  type Packet,
  type Rational,
  type Stream,
} from "./ffmpeg.js";

export interface Muxer {
  media: Media;
  hasGlobalHeader: boolean;
  /** Consumes the packet. */
  write(packet: Packet, to: Stream, timeBase: Rational): void;
  /** Writes what is still due and closes the file. */
  finish(): void;
}

const formats: Readonly<Record<string, string>> = {
  ".mp4": "mp4",
  ".m4v": "mp4",
  ".m4a": "mp4",
  ".mov": "mov",
  ".mkv": "matroska",
  ".webm": "webm",
  ".avi": "avi",
  ".wav": "wav",
  ".mp3": "mp3",
  ".flac": "flac",
  ".ogg": "ogg",
  ".opus": "ogg",
};

/** FFmpeg's name for the container that the extension means. Throws `format.unsupported`. */
export function containerOf(path: string): string {
  const extension = extname(path).toLowerCase();
  const format = formats[extension];
  if (format) return format;
  throw new ColophonError(
    "format.unsupported",
    `expected an output ending in ${Object.keys(formats).join(", ")}, found "${extension}"`,
  );
}

export function openMuxer(av: Ffmpeg, path: string, container: string): Muxer {
  const { AVFMT_FLAG_BITEXACT, AVFMT_GLOBALHEADER } = av.constants;
  const media = new av.lib.FormatContext();
  const url = `file:${path}`;
  must(av, media.allocOutputContext2(null, container, url), "preparing the output");
  // Without versions and dates of its own, so that the same work gives the same file.
  media.setFlags(AVFMT_FLAG_BITEXACT);
  must(av, media.openOutputSync(), "opening the output", "output.not-writable");
  return {
    media,
    hasGlobalHeader: media.oformat?.hasFlags(AVFMT_GLOBALHEADER) ?? false,
    write(packet, to, timeBase) {
      packet.streamIndex = to.index;
      packet.rescaleTs(timeBase, to.timeBase);
      packet.pos = -1n;
      must(av, media.interleavedWriteFrameSync(packet), "writing");
    },
    finish() {
      must(av, media.writeTrailerSync(), "writing the end of the output");
      media.closeOutputSync();
    },
  };
}

export function writeHeader(av: Ffmpeg, { media }: Muxer, options: Readonly<Record<string, string>>): void {
  must(av, media.writeHeaderSync(optionsOf(av, options)), "writing the head of the output");
}

/** The same codec, the same packets. */
export function addCopiedStream(av: Ffmpeg, { media }: Muxer, from: Stream): Stream {
  const stream = media.newStream(null);
  if (media.oformat?.name === "avi") describeForAvi(av, stream, from);
  else must(av, from.codecpar.copy(stream.codecpar), "copying a stream");
  // The container's own tag for the codec: that of another container may mean nothing in it.
  stream.codecpar.codecTag = isBareAac(av, media, from) ? ADTS_IN_AVI : 0;
  keepDescription(av, stream, from, () => true);
  return stream;
}

/** Microsoft's number for AAC whose frames carry their own heads; FFmpeg writes them under no other. */
const ADTS_IN_AVI = 0x1610;

function isBareAac(av: Ffmpeg, media: Media, { codecpar }: Stream): boolean {
  const isAac = codecpar.codecId === av.constants.AV_CODEC_ID_AAC;
  return isAac && codecpar.extradataSize === 0 && media.oformat?.name === "avi";
}

/**
 * A copy holds the source's block size too. For sound in packets of their own length FFmpeg's writer would count
 * blocks by it, and the sound would come out four times as slow; without it, it counts packets.
 */
function describeForAvi(av: Ffmpeg, { codecpar: to }: Stream, { codecpar: from }: Stream): void {
  const { AV_CODEC_ID_AAC, AV_CODEC_ID_AC3, AV_CODEC_ID_MP3 } = av.constants;
  if (![AV_CODEC_ID_AAC, AV_CODEC_ID_AC3, AV_CODEC_ID_MP3].includes(from.codecId)) {
    must(av, from.copy(to), "copying a stream");
    return;
  }
  to.codecType = from.codecType;
  to.codecId = from.codecId;
  to.sampleRate = from.sampleRate;
  to.channelLayout = from.channelLayout;
  to.format = from.format;
  to.bitRate = from.bitRate;
  to.frameSize = from.frameSize;
  to.extradata = from.extradata;
}

export function addEncodedStream(av: Ffmpeg, { media }: Muxer, from: Stream, encoder: Coder): Stream {
  const stream = media.newStream(null);
  must(av, stream.codecpar.fromContext(encoder), "describing a stream");
  // Apple's players take HEVC under no other name, and FFmpeg would write "hev1".
  const isIso = media.oformat?.name === "mp4" || media.oformat?.name === "mov";
  if (isIso && encoder.codecId === av.constants.AV_CODEC_ID_HEVC) {
    stream.codecpar.codecTag = from.codecpar.codecTagString === "hev1" ? "hev1" : "hvc1";
  }
  keepDescription(av, stream, from, (key) => !/^(encoder|duration|bps|number_of_|_statistics_)/i.test(key));
  return stream;
}

function keepDescription(av: Ffmpeg, to: Stream, from: Stream, keeps: (key: string) => boolean): void {
  to.timeBase = from.timeBase;
  to.id = from.id;
  to.disposition = from.disposition;
  to.avgFrameRate = from.avgFrameRate;
  to.rFrameRate = from.rFrameRate;
  to.sampleAspectRatio = from.sampleAspectRatio;
  to.metadata = filtered(av, from.metadata, keeps);
}

/** What the container says about itself is said anew by the new one. */
export function keepMetadata(av: Ffmpeg, to: Media, from: Media): void {
  const own = /^(major_brand|minor_version|compatible_brands|encoder)$/i;
  to.metadata = filtered(av, from.metadata, (key) => !own.test(key));
}

type Dictionary = import("node-av/lib").Dictionary;

function filtered(av: Ffmpeg, from: Dictionary | null, keeps: (key: string) => boolean): Dictionary {
  const entries = Object.entries(from?.getAll() ?? {}).filter(([key]) => keeps(key));
  const kept = fresh(new av.lib.Dictionary());
  for (const [key, value] of entries) kept.set(key, value);
  return kept;
}
