/** FFmpeg in the test's own process: makes clips and takes them apart again. */
import { createHash } from "node:crypto";
import { type Ffmpeg, type Frame, fresh, optionsOf, type Packet } from "../../src/adapter/av/ffmpeg.ts";

let loaded: Promise<Ffmpeg> | undefined;

export function loadFfmpeg(): Promise<Ffmpeg> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Ffmpeg> {
  // node-av counts on Node 22.
  if (!("withResolvers" in Promise)) Object.assign(Promise, { withResolvers });
  const [lib, constants] = await Promise.all([import("node-av/lib"), import("node-av/constants")]);
  lib.Log.setLevel(constants.AV_LOG_QUIET);
  return { lib, constants };
}

function withResolvers() {
  const made: { resolve?: unknown; reject?: unknown } = {};
  const promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return { promise, ...made };
}

export interface PacketFacts {
  /** Seconds. */
  at: number;
  hash: string;
}

export interface Picture {
  at: number;
  width: number;
  height: number;
  /** Brightness of a stored pixel: the first plane. */
  luma(x: number, y: number): number;
}

type Kind = "video" | "audio" | "subtitle";

export async function readPackets(path: string, kind: Kind): Promise<PacketFacts[]> {
  const av = await loadFfmpeg();
  const packets: PacketFacts[] = [];
  eachPacket(av, path, kind, (packet, { num, den }) => {
    const hash = createHash("sha256")
      .update(packet.data ?? "")
      .digest("hex");
    packets.push({ at: (Number(packet.pts) * num) / den, hash });
  });
  return packets;
}

export async function readPictures(path: string): Promise<Picture[]> {
  const av = await loadFfmpeg();
  const pictures: Picture[] = [];
  await eachFrame(path, "video", (frame, { num, den }) => {
    const plane = Buffer.from(frame.data?.[0] ?? []);
    const line = frame.linesize[0] ?? 0;
    const isDeep = av.lib.avGetPixFmtName(formatOf(frame))?.endsWith("10le") ?? false;
    pictures.push({
      at: (Number(frame.bestEffortTimestamp) * num) / den,
      width: frame.width,
      height: frame.height,
      // Ten bits stand in two bytes; a test thinks in eight.
      luma: (x, y) => (isDeep ? plane.readUInt16LE(y * line + x * 2) >> 2 : (plane[y * line + x] ?? -1)),
    });
  });
  return pictures;
}

function formatOf(frame: Frame): import("node-av/constants").AVPixelFormat {
  return frame.format as import("node-av/constants").AVPixelFormat;
}

/** Decoded samples, as the decoder gives them: a buffer for each channel where they are apart, else one. */
export async function readSound(path: string): Promise<Buffer[]> {
  const av = await loadFfmpeg();
  const planes: Buffer[][] = [];
  await eachFrame(path, "audio", (frame) => {
    const bytes = Buffer.from(frame.toBuffer());
    const isPlanar = av.lib.avSampleFmtIsPlanar(frame.format as import("node-av/constants").AVSampleFormat);
    const count = isPlanar ? frame.channels : 1;
    const size = bytes.length / count;
    for (let plane = 0; plane < count; plane++) {
      planes[plane] ??= [];
      planes[plane]?.push(bytes.subarray(plane * size, (plane + 1) * size));
    }
  });
  return planes.map((parts) => Buffer.concat(parts));
}

async function eachFrame(
  path: string,
  kind: Kind,
  take: (frame: Frame, timeBase: { num: number; den: number }) => void,
): Promise<void> {
  const av = await loadFfmpeg();
  const frame = fresh(new av.lib.Frame());
  let decoder: import("node-av/lib").CodecContext | undefined;
  const drain = (timeBase: { num: number; den: number }) => {
    while (decoder && decoder.receiveFrameSync(frame) >= 0) take(frame, timeBase);
  };
  let last = { num: 1, den: 1 };
  eachPacket(av, path, kind, (packet, timeBase, stream) => {
    last = timeBase;
    if (!decoder) {
      decoder = new av.lib.CodecContext();
      const codec = av.lib.Codec.findDecoder(stream.codecpar.codecId);
      decoder.allocContext3(codec);
      decoder.parametersToContext(stream.codecpar);
      decoder.pktTimebase = stream.timeBase;
      decoder.open2Sync(codec, optionsOf(av, { threads: "1" }));
    }
    decoder.sendPacketSync(packet);
    drain(timeBase);
  });
  decoder?.sendPacketSync(null);
  drain(last);
}

function eachPacket(
  av: Ffmpeg,
  path: string,
  kind: Kind,
  take: (
    packet: Packet,
    timeBase: { num: number; den: number },
    stream: import("node-av/lib").Stream,
  ) => void,
): void {
  const { AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_SUBTITLE, AVMEDIA_TYPE_VIDEO } = av.constants;
  const type = { video: AVMEDIA_TYPE_VIDEO, audio: AVMEDIA_TYPE_AUDIO, subtitle: AVMEDIA_TYPE_SUBTITLE }[
    kind
  ];
  const media = new av.lib.FormatContext();
  if (media.openInputSync(path) < 0) throw new Error(`${path} cannot be opened`);
  media.findStreamInfoSync();
  const { streams } = media;
  const wanted = streams.find(({ codecpar }) => codecpar.codecType === type);
  const packet = fresh(new av.lib.Packet());
  while (media.readFrameSync(packet) >= 0) {
    if (wanted && packet.streamIndex === wanted.index) take(packet, wanted.timeBase, wanted);
    packet.unref();
  }
  media.closeInputSync();
}
