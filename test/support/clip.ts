/** Small clips for tests: a dark moving pattern, a tone, at the times and in the codecs that a test wants. */
import { readFileSync, writeFileSync } from "node:fs";
import { type Coder, type Frame, fresh, optionsOf, type Packet } from "../../src/adapter/av/ffmpeg.ts";
import { addCopiedStream, containerOf, openMuxer, writeHeader } from "../../src/adapter/av/muxer.ts";
import { encodeNotice } from "../../src/adapter/av/notice/encode-notice.ts";
import { openSource, packetsOf } from "../../src/adapter/av/open-source.ts";
import { withoutRoot } from "../../src/adapter/av/without-root.ts";
import { loadFfmpeg } from "./ffmpeg.ts";

export interface ClipWish {
  container: string;
  /** FFmpeg's encoders. */
  video?: string;
  videoOptions?: Readonly<Record<string, string>>;
  audio?: string;
  width?: number;
  height?: number;
  /** When each picture is shown, in milliseconds. */
  times?: readonly number[];
  headerOptions?: Readonly<Record<string, string>>;
  title?: string;
}

const rate = 48_000;

export function evenTimes(count: number, perSecond = 25): number[] {
  return Array.from({ length: count }, (_, index) => Math.round((index * 1000) / perSecond));
}

/** The pattern is darker than 120, so that a white plate stands out. */
export async function makeClip(path: string, wish: ClipWish): Promise<string> {
  const av = await loadFfmpeg();
  const times = wish.times ?? evenTimes(50);
  const muxer = openMuxer(av, path, wish.container);
  const due: { packet: Packet; stream: number; at: number }[] = [];
  const collect = (packets: readonly Packet[], stream: number, base: Coder["timeBase"]) => {
    for (const packet of packets)
      due.push({ packet, stream, at: (Number(packet.dts) * base.num) / base.den });
  };
  const bases: Coder["timeBase"][] = [];
  if (wish.video) {
    const { encoder, packets } = await encodePattern(wish, wish.video, times);
    collect(packets, bases.push(encoder.timeBase) - 1, encoder.timeBase);
    muxer.media.newStream(null).codecpar.fromContext(encoder);
  }
  if (wish.audio) {
    const { encoder, packets } = await encodeTone(wish.audio, (times.at(-1) ?? 0) / 1000 + 0.04);
    collect(packets, bases.push(encoder.timeBase) - 1, encoder.timeBase);
    muxer.media.newStream(null).codecpar.fromContext(encoder);
  }
  const { streams } = muxer.media;
  for (const [index, base] of bases.entries()) if (streams[index]) streams[index].timeBase = base;
  if (wish.title) {
    const metadata = fresh(new av.lib.Dictionary());
    metadata.set("title", wish.title);
    muxer.media.metadata = metadata;
  }
  writeHeader(av, muxer, wish.headerOptions ?? {});
  for (const { packet, stream } of due.sort((a, b) => a.at - b.at)) {
    const [to, base] = [streams[stream], bases[stream]];
    if (to && base) muxer.write(packet, to, base);
  }
  muxer.finish();
  return path;
}

async function encodePattern(
  { width = 160, height = 96, videoOptions, container }: ClipWish,
  name: string,
  times: readonly number[],
) {
  const av = await loadFfmpeg();
  const codec = av.lib.Codec.findEncoderByName(name as import("node-av/constants").FFEncoderCodec);
  if (!codec) throw new Error(`no encoder ${name}`);
  const encoder = new av.lib.CodecContext();
  encoder.allocContext3(codec);
  const format = codec.pixelFormats?.includes(av.constants.AV_PIX_FMT_YUV420P)
    ? av.constants.AV_PIX_FMT_YUV420P
    : av.constants.AV_PIX_FMT_YUV422P10LE;
  Object.assign(encoder, { width, height, pixelFormat: format });
  // AVI and MPEG-2 know no other times than those of whole pictures.
  const counted = container === "avi" || name === "mpeg2video" ? 25 : 1000;
  encoder.timeBase = new av.lib.Rational(1, counted);
  encoder.framerate = new av.lib.Rational(25, 1);
  const header = ["matroska", "mp4", "mov", "webm"].includes(container) ? "+global_header" : "";
  withoutRoot(() =>
    encoder.open2Sync(
      codec,
      optionsOf(av, {
        threads: "1",
        flags: `+bitexact${header}`,
        "x265-params": "log-level=none",
        ...videoOptions,
      }),
    ),
  );
  const packets: Packet[] = [];
  const lengths = new Map<bigint, bigint>();
  for (const [index, time] of times.entries()) {
    const frame = patternFrame(av, width, height, index, format);
    frame.pts = BigInt(Math.round((time * counted) / 1000));
    const until = times[index + 1] ?? time + 40;
    lengths.set(frame.pts, BigInt(Math.round(((until - time) * counted) / 1000)));
    encoder.sendFrameSync(frame);
    frame.free();
    drain(av, encoder, packets);
  }
  encoder.sendFrameSync(null);
  drain(av, encoder, packets);
  for (const packet of packets) packet.duration = lengths.get(packet.pts) ?? 0n;
  return { encoder, packets };
}

type Loaded = Awaited<ReturnType<typeof loadFfmpeg>>;

function drain(av: Loaded, encoder: Coder, packets: Packet[]): void {
  const packet = fresh(new av.lib.Packet());
  while (encoder.receivePacketSync(packet) >= 0) {
    const copy = packet.clone();
    if (copy) packets.push(copy);
    packet.unref();
  }
  packet.free();
}

function patternFrame(av: Loaded, width: number, height: number, index: number, format: number): Frame {
  const isDeep = format === av.constants.AV_PIX_FMT_YUV422P10LE;
  const samples = isDeep ? new Uint16Array(width * height * 2) : new Uint8Array((width * height * 3) / 2);
  samples.fill(isDeep ? 512 : 128);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = 40 + ((x + y + index * 3) % 64);
      samples[y * width + x] = isDeep ? value * 4 : value;
    }
  }
  const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  return av.lib.Frame.fromVideoBuffer(bytes, {
    width,
    height,
    format: format as import("node-av/constants").AVPixelFormat,
  });
}

async function encodeTone(name: string, seconds: number) {
  const av = await loadFfmpeg();
  const codec = av.lib.Codec.findEncoderByName(name as import("node-av/constants").FFEncoderCodec);
  if (!codec) throw new Error(`no encoder ${name}`);
  const sampleFormat = codec.sampleFormats?.[0] ?? av.constants.AV_SAMPLE_FMT_S16;
  const samples = tone(seconds, rate);
  return encodeNotice(av, samples, {
    codec,
    form: { sampleRate: rate, channelLayout: av.lib.avChannelLayoutDefault(2), sampleFormat },
    bitRate: 96_000,
  });
}

/** Two tones that never repeat in step, so that a shifted sample is another one. */
export function tone(seconds: number, sampleRate: number): Float32Array {
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) => {
    const at = index / sampleRate;
    return 0.2 * Math.sin(2 * Math.PI * 311 * at) + 0.1 * Math.sin(2 * Math.PI * 1234.5 * at * (1 + at / 50));
  });
}

/** A file of sound alone, in any codec and container that FFmpeg writes. */
export function makeSound(path: string, container: string, audio: string, seconds = 3): Promise<string> {
  return makeClip(path, { container, audio, times: [0, seconds * 1000 - 40] });
}

/** Turns a clip as a telephone does that was held upright: only the matrix of its track says so. */
export function turn(path: string, matrix: readonly number[]): void {
  const bytes = readFileSync(path);
  const at = bytes.indexOf("tkhd") + 44;
  for (const [index, value] of matrix.entries()) bytes.writeInt32BE(value, at + index * 4);
  writeFileSync(path, bytes);
}

/** The first seconds of a real film, its packets as they are. */
export async function beginningOf(source: string, target: string, seconds: number): Promise<string> {
  const av = await loadFfmpeg();
  const from = openSource(av, source);
  const to = openMuxer(av, target, containerOf(target));
  const streams = from.media.streams.map((stream) => addCopiedStream(av, to, stream));
  writeHeader(av, to, {});
  for (const packet of packetsOf(av, from)) {
    const { timeBase } = from.media.streams[packet.streamIndex] ?? {};
    const stream = streams[packet.streamIndex];
    // Edit lists may go back to the beginning later on.
    if (!timeBase || !stream || (Number(packet.dts) * timeBase.num) / timeBase.den >= seconds) break;
    to.write(packet, stream, timeBase);
  }
  to.finish();
  from.close();
  return target;
}
