/** M4A: packets of AAC for the notice before the old ones; the metadata goes over as it is. */
import { rmSync } from "node:fs";
import { type Ffmpeg, type Packet, type Stream, seconds } from "../ffmpeg.js";
import { finishIso } from "../iso/finish.js";
import { addCopiedStream, keepMetadata, openMuxer, writeHeader } from "../muxer.js";
import { packetsOf } from "../open-source.js";
import { partPath } from "../part-files.js";
import type { NoticeResult } from "../wire.js";
import { encodeNotice } from "./encode-notice.js";
import { type NoticeJob, streamsBeside } from "./job.js";
import { decodedForm } from "./source-form.js";

/** Low complexity, the common one: FFmpeg's encoder writes no other. */
const AAC_LC = 1;
/** What a decoder of it needs to know: kind, rate and channels, in the first 13 bits. */
const CONFIG_BITS = 13;

export async function spliceMp4(av: Ffmpeg, job: NoticeJob): Promise<NoticeResult | string> {
  const { request, stream } = job;
  const codec = av.lib.Codec.findEncoderByName("aac" as import("node-av/constants").FFEncoderCodec);
  if (!codec) return "this FFmpeg has no encoder for AAC";
  if (stream.codecpar.profile !== AAC_LC) return "its kind of AAC is not the one that can be written here";
  const form = decodedForm(av, job, codec);
  const { encoder, packets } = encodeNotice(av, job.notice, {
    codec,
    form,
    bitRate: Number(stream.codecpar.bitRate),
  });
  if (configOf(encoder.extraData) !== configOf(stream.codecpar.extradata)) {
    return "its rate or channels are not those that can be written here";
  }
  const made = partPath(request.output);
  const addedSeconds = await writePackets(av, job, packets, encoder.frameSize, made);
  const left = streamsBeside(av, job).others.map(
    ({ index }) => `stream ${index} beside the sound was left out`,
  );
  const notes = await finishIso({ ...request, made, isLonger: true }, job.heartbeat);
  rmSync(made);
  return {
    addedSeconds,
    kept: "packets",
    encoder: "aac",
    quality: "the same packets",
    notes: [...left, ...notes],
  };
}

function configOf(extradata: Buffer | null): number | undefined {
  return extradata && extradata.length >= 2 ? extradata.readUInt16BE(0) >> (16 - CONFIG_BITS) : undefined;
}

async function writePackets(
  av: Ffmpeg,
  job: NoticeJob,
  packets: readonly Packet[],
  frameSize: number,
  made: string,
): Promise<number> {
  const { heartbeat, source, stream } = job;
  const muxer = openMuxer(av, made, "mp4");
  const to = addCopiedStream(av, muxer, stream);
  keepMetadata(av, muxer.media, source.media);
  writeHeader(av, muxer, {});
  const own = { num: 1, den: stream.codecpar.sampleRate };
  const put = (packet: Packet, at: bigint, target: Stream) => {
    packet.pts = at;
    packet.dts = at;
    muxer.write(packet, target, own);
  };
  // The encoder's first packet lies before zero: it only sets it going, and players leave it out.
  let next = packets[0]?.pts ?? 0n;
  for (const packet of packets) {
    put(packet, next, to);
    next += BigInt(frameSize);
  }
  let first: bigint | undefined;
  const total = Number(source.media.duration) / 1e6;
  for (const packet of packetsOf(av, source)) {
    if (packet.streamIndex !== stream.index) continue;
    first ??= packet.pts;
    const at = av.lib.avRescaleQ(packet.pts - first, stream.timeBase, own) + next;
    packet.duration = av.lib.avRescaleQ(packet.duration, stream.timeBase, own);
    put(packet, at, to);
    await heartbeat(seconds(at, own), total);
  }
  muxer.finish();
  // The packet that sets the old encoder going is played now.
  return seconds(next - av.lib.avRescaleQ(first ?? 0n, stream.timeBase, own), own);
}
