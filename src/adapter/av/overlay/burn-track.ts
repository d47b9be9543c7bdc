/** One track of pictures on its way: decoded, covered by the plate, encoded, each frame at its own time. */
import { ColophonError } from "../../../error.js";
import type { Box } from "../../picture/orientation.js";
import { pixelFormatOf } from "../describe.js";
import { type Coder, type Ffmpeg, type Frame, fresh, must, type Packet, type Stream } from "../ffmpeg.js";
import { storedBox } from "../orientation.js";
import type { BurntTrack } from "../wire.js";
import { openPictureDecoder, type PictureDecoder } from "./decode-pictures.js";
import { chooseEncoders, type EncoderChoice } from "./encoder-choice.js";
import type { FirstPicture } from "./first-picture.js";
import { findEncoder, openEncoder } from "./open-encoder.js";
import { layOutPixels, type PixelLayout } from "./pixel-layout.js";
import { fitPlate } from "./plate-frame.js";
import { openPlateGraph, type PlateGraph } from "./plate-graph.js";

export interface BurningTrack {
  stream: Stream;
  encoder: Coder;
  /** Takes a packet of the source, or null for the end; gives encoded packets in the source's time base. */
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
  first: FirstPicture;
  /** In double quotes, for messages. */
  name: string;
}

interface ShownTime {
  pts: bigint;
  duration: bigint;
}

interface Parts {
  decoder: PictureDecoder;
  graph: PlateGraph;
  encoder: Coder;
  covered: Frame;
  packet: Packet;
  /** When the frames that the filters hold are shown, first come first, in the source's time base. */
  shown: ShownTime[];
  /** The same for those that the encoder holds, by the count under which it got them. */
  times: Map<bigint, ShownTime>;
  last: bigint;
  counts: { packets: number };
}

export function openBurningTrack(av: Ffmpeg, setting: BurnSetting): BurningTrack {
  const { stream, name } = setting;
  const { choice, encoder, layout } = openFirstOf(av, setting);
  const box = storedBox(av, stream, setting.box);
  const parts: Parts = {
    decoder: openPictureDecoder(av, stream, layout, name),
    graph: openPlateGraph(av, stream, fitPlate(av, setting.plate, stream, box, layout), box, layout),
    encoder,
    covered: fresh(new av.lib.Frame()),
    packet: fresh(new av.lib.Packet()),
    shown: [],
    times: new Map(),
    last: av.constants.AV_NOPTS_VALUE,
    counts: { packets: 0 },
  };
  return {
    stream,
    encoder,
    burn: (packet) => burn(av, parts, packet),
    summarize: () => summarize(av, parts, setting, choice, layout),
  };
}

interface OpenedEncoder {
  choice: EncoderChoice;
  encoder: Coder;
  layout: PixelLayout;
}

function openFirstOf(av: Ffmpeg, setting: BurnSetting): OpenedEncoder {
  const { stream, name } = setting;
  if (stream.codecpar.width === 0 || pixelFormatOf(stream) < 0) {
    throw new ColophonError("format.damaged", `${name} holds video without a picture that can be decoded`);
  }
  const choices = chooseEncoders({
    codec: av.lib.avGetCodecName(stream.codecpar.codecId) ?? "none",
    profile: stream.codecpar.profile,
    pixelFormat: av.lib.avGetPixFmtName(pixelFormatOf(stream)) ?? "",
    container: setting.container,
  });
  let refused: unknown;
  for (const choice of choices) {
    try {
      const codec = findEncoder(av, choice);
      const layout = layOutPixels(av, pixelFormatOf(stream), codec.pixelFormats ?? []);
      return { choice, layout, encoder: openEncoder(av, codec, { ...setting, choice, layout }) };
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
}

function* burn(av: Ffmpeg, parts: Parts, packet: Packet | null): Generator<Packet> {
  for (const frame of parts.decoder.decode(packet)) {
    parts.shown.push({ pts: frame.pts, duration: frame.duration });
    parts.graph.put(frame);
    yield* encodeCovered(av, parts);
  }
  if (packet !== null) return;
  parts.graph.put(null);
  yield* encodeCovered(av, parts);
  yield* encode(av, parts, null);
}

function* encodeCovered(av: Ffmpeg, parts: Parts): Generator<Packet> {
  const { AV_FRAME_FLAG_KEY, AV_PICTURE_TYPE_I, AV_PICTURE_TYPE_NONE } = av.constants;
  const { covered, decoder, encoder, graph, shown, times } = parts;
  while (graph.take(covered)) {
    const time = shown.shift() ?? { pts: covered.pts, duration: 0n };
    const count = av.lib.avRescaleQ(time.pts, decoder.coder.pktTimebase, encoder.timeBase);
    // Two pictures may fall on one count of a coarse encoder: the later one goes to the next.
    covered.pts = count > parts.last ? count : parts.last + 1n;
    parts.last = covered.pts;
    times.set(covered.pts, time);
    // Where the source could be entered, the marked file can; all other choices are the encoder's.
    covered.pictType = covered.hasFlags(AV_FRAME_FLAG_KEY) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
    yield* encode(av, parts, covered);
    covered.unref();
  }
}

function* encode(av: Ffmpeg, parts: Parts, frame: Frame | null): Generator<Packet> {
  const { AVERROR_EAGAIN, AVERROR_EOF } = av.constants;
  const { counts, decoder, encoder, packet, times } = parts;
  must(av, encoder.sendFrameSync(frame), "encoding a frame");
  for (;;) {
    const answer = encoder.receivePacketSync(packet);
    if (answer === AVERROR_EAGAIN || answer === AVERROR_EOF) return;
    must(av, answer, "encoding a frame");
    counts.packets++;
    const time = times.get(packet.pts);
    times.delete(packet.pts);
    packet.rescaleTs(encoder.timeBase, decoder.coder.pktTimebase);
    if (time) {
      packet.dts += time.pts - packet.pts;
      packet.pts = time.pts;
      packet.duration = time.duration || packet.duration;
    }
    yield packet;
    packet.unref();
  }
}

function summarize(
  av: Ffmpeg,
  { counts: { packets }, decoder }: Parts,
  { name, stream }: BurnSetting,
  choice: EncoderChoice,
  layout: PixelLayout,
): BurntTrack {
  const { frames, damaged } = decoder.counts;
  if (frames === 0) throw new ColophonError("format.damaged", `${name} holds no frame that can be decoded`);
  if (frames !== packets)
    throw new ColophonError("av.failed", `${frames} frames of ${name} became ${packets}`);
  const form = av.lib.avGetPixFmtName;
  const changed = layout.isKept ? [] : [`${form(layout.source)} became ${form(layout.encoded)}`];
  const broken = damaged === 0 ? [] : [`${damaged} damaged packets could not be decoded`];
  const reason = [choice.reason, ...changed, ...broken].filter((part) => part !== undefined).join("; ");
  return {
    stream: stream.index,
    frames,
    encoder: choice.encoder,
    quality: choice.quality,
    ...(reason === "" ? {} : { reason }),
  };
}
