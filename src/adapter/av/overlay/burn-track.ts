/** One track of pictures on its way: decoded, covered by the plate, encoded, each frame at its own time. */
import { ColophonError } from "../../../error.js";
import { pixelFormatOf } from "../describe.js";
import { type Coder, type Ffmpeg, type Frame, fresh, must, type Packet, type Stream } from "../ffmpeg.js";
import { storedBox } from "../orientation.js";
import type { Box, BurntTrack } from "../wire.js";
import { chooseEncoder, type EncoderChoice } from "./encoder-choice.js";
import { findEncoder, openEncoder } from "./open-encoder.js";
import { layOutPixels, type PixelLayout } from "./pixel-layout.js";
import { fitPlate } from "./plate-frame.js";
import { openPlateGraph, type PlateGraph } from "./plate-graph.js";

export interface BurningTrack {
  stream: Stream;
  encoder: Coder;
  /** Takes a packet of the source, or null for the end; gives encoded packets in the encoder's time base. */
  burn(packet: Packet | null): Generator<Packet>;
  summarize(): BurntTrack;
}

export interface BurnSetting {
  stream: Stream;
  plate: Frame;
  /** As seen. */
  box: Box;
  container: string;
  hasGlobalHeader: boolean;
  /** In double quotes, for messages. */
  name: string;
}

/** A bomb of a picture is refused before it is unpacked: 16K video has 132 million pixels. */
const MAX_PIXELS = "150000000";

interface Parts {
  decoder: Coder;
  graph: PlateGraph;
  encoder: Coder;
  decoded: Frame;
  covered: Frame;
  packet: Packet;
  /** What encoders forget: timestamp → how long the frame is shown. */
  durations: Map<bigint, bigint>;
  counts: { frames: number; packets: number; damaged: number };
}

export function openBurningTrack(av: Ffmpeg, setting: BurnSetting): BurningTrack {
  const { stream } = setting;
  const choice = chooseEncoder({
    codec: av.lib.avGetCodecName(stream.codecpar.codecId) ?? "none",
    profile: stream.codecpar.profile,
    pixelFormat: av.lib.avGetPixFmtName(pixelFormatOf(stream)) ?? "",
    container: setting.container,
  });
  const codec = findEncoder(av, choice);
  const layout = layOutPixels(av, pixelFormatOf(stream), codec.pixelFormats ?? []);
  const box = storedBox(av, stream, setting.box);
  const decoder = openDecoder(av, stream, setting.name);
  const parts: Parts = {
    decoder,
    graph: openPlateGraph(av, stream, fitPlate(av, setting.plate, stream, box, layout), box, layout),
    encoder: openEncoder(av, codec, { ...setting, choice, layout, decoder }),
    decoded: fresh(new av.lib.Frame()),
    covered: fresh(new av.lib.Frame()),
    packet: fresh(new av.lib.Packet()),
    durations: new Map(),
    counts: { frames: 0, packets: 0, damaged: 0 },
  };
  return {
    stream,
    encoder: parts.encoder,
    burn: (packet) => burn(av, parts, setting, layout, packet),
    summarize: () => summarize(av, parts, setting, choice, layout),
  };
}

function openDecoder(av: Ffmpeg, stream: Stream, name: string): Coder {
  const decoder = new av.lib.CodecContext();
  const codec = av.lib.Codec.findDecoder(stream.codecpar.codecId);
  if (!codec) throw new ColophonError("format.unsupported", `${name} holds video that FFmpeg cannot decode`);
  decoder.allocContext3(codec);
  must(av, decoder.parametersToContext(stream.codecpar), "preparing the decoder");
  decoder.pktTimebase = stream.timeBase;
  const options = av.lib.Dictionary.fromObject({ threads: "auto", max_pixels: MAX_PIXELS });
  must(av, decoder.open2Sync(codec, options), `decoding ${name}`, "format.damaged");
  return decoder;
}

function* burn(
  av: Ffmpeg,
  parts: Parts,
  setting: BurnSetting,
  layout: PixelLayout,
  packet: Packet | null,
): Generator<Packet> {
  const { AVERROR_EAGAIN, AVERROR_EOF } = av.constants;
  const sent = parts.decoder.sendPacketSync(packet);
  if (sent < 0 && sent !== AVERROR_EAGAIN && sent !== AVERROR_EOF) parts.counts.damaged++;
  for (;;) {
    const answer = parts.decoder.receiveFrameSync(parts.decoded);
    if (answer === AVERROR_EAGAIN || answer === AVERROR_EOF) break;
    if (answer < 0) {
      parts.counts.damaged++;
      continue;
    }
    prepare(av, parts, setting, layout);
    parts.graph.put(parts.decoded);
    yield* encodeCovered(av, parts);
  }
  if (packet !== null) return;
  parts.graph.put(null);
  yield* encodeCovered(av, parts);
  yield* encode(av, parts, null);
}

/** The container's word counts for colours, so that frames and graph agree from the first to the last. */
function prepare(av: Ffmpeg, { decoded, counts, durations }: Parts, setting: BurnSetting, layout: PixelLayout): void {
  const { codecpar } = setting.stream;
  if (decoded.width !== codecpar.width || decoded.height !== codecpar.height) {
    throw new ColophonError(
      "format.unsupported",
      `the picture of ${setting.name} changes its size, from ${codecpar.width}x${codecpar.height} to ${decoded.width}x${decoded.height}`,
    );
  }
  if (decoded.format !== layout.source) decoded.format = sameForm(av, decoded, layout, setting);
  decoded.colorRange = codecpar.colorRange;
  decoded.colorSpace = codecpar.colorSpace;
  decoded.pts = decoded.bestEffortTimestamp;
  durations.set(decoded.pts, decoded.duration);
  counts.frames++;
}

function sameForm(av: Ffmpeg, decoded: Frame, layout: PixelLayout, { name, stream }: BurnSetting): PixelLayout["source"] {
  // A full-range twin has the same bytes.
  if (decoded.format === pixelFormatOf(stream)) return layout.source;
  throw new ColophonError("format.unsupported", `the pixels of ${name} change their form on the way`);
}

function* encodeCovered(av: Ffmpeg, parts: Parts): Generator<Packet> {
  const { AV_PICTURE_TYPE_I, AV_PICTURE_TYPE_NONE } = av.constants;
  while (parts.graph.take(parts.covered)) {
    const { covered, decoder, encoder } = parts;
    covered.pts = av.lib.avRescaleQ(covered.pts, decoder.pktTimebase, encoder.timeBase);
    // Where the source could be entered, the marked file can; all other choices are the encoder's.
    covered.pictType = covered.hasFlags(av.constants.AV_FRAME_FLAG_KEY) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    yield* encode(av, parts, covered);
    covered.unref();
  }
}

function* encode(av: Ffmpeg, { decoder, durations, encoder, packet, counts }: Parts, frame: Frame | null) {
  const { AVERROR_EAGAIN, AVERROR_EOF } = av.constants;
  must(av, encoder.sendFrameSync(frame), "encoding a frame");
  for (;;) {
    const answer = encoder.receivePacketSync(packet);
    if (answer === AVERROR_EAGAIN || answer === AVERROR_EOF) return;
    must(av, answer, "encoding a frame");
    counts.packets++;
    const shown = av.lib.avRescaleQ(packet.pts, encoder.timeBase, decoder.pktTimebase);
    const duration = durations.get(shown);
    durations.delete(shown);
    if (duration) packet.duration = av.lib.avRescaleQ(duration, decoder.pktTimebase, encoder.timeBase);
    yield packet;
    packet.unref();
  }
}

function summarize(
  av: Ffmpeg,
  { counts }: Parts,
  { name, stream }: BurnSetting,
  choice: EncoderChoice,
  layout: PixelLayout,
): BurntTrack {
  if (counts.frames === 0) throw new ColophonError("format.damaged", `${name} holds no frame that can be decoded`);
  if (counts.frames !== counts.packets) {
    throw new ColophonError("av.failed", `${counts.frames} frames of ${name} became ${counts.packets}`);
  }
  const form = av.lib.avGetPixFmtName;
  const changed = layout.isKept ? [] : [`${form(layout.source)} became ${form(layout.encoded)}`];
  const broken = counts.damaged === 0 ? [] : [`${counts.damaged} damaged packets could not be decoded`];
  const reason = [choice.reason, ...changed, ...broken].filter((part) => part !== undefined).join("; ");
  return {
    stream: stream.index,
    frames: counts.frames,
    encoder: choice.encoder,
    quality: choice.quality,
    ...(reason === "" ? {} : { reason }),
  };
}
