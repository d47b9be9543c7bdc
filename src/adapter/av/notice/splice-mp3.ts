/** MP3: frames of the notice before the old ones, under a new head of lengths; tags stay byte for byte. */
import { fstatSync, rmSync } from "node:fs";
import { type Ffmpeg, seconds } from "../ffmpeg.js";
import { readAt } from "../iso/box.js";
import { openMuxer, writeHeader } from "../muxer.js";
import { packetsOf } from "../open-source.js";
import { partPath } from "../part-files.js";
import type { NoticeResult } from "../wire.js";
import { copyRange, withFiles } from "./copy-bytes.js";
import { type EncodedNotice, encodeNotice } from "./encode-notice.js";
import type { NoticeJob } from "./job.js";
import { decodedForm } from "./source-form.js";

const FALLBACK_BIT_RATE = 128_000;

export async function spliceMp3(av: Ffmpeg, job: NoticeJob): Promise<NoticeResult | string> {
  const { request, stream } = job;
  const codec = av.lib.Codec.findEncoderByName("libmp3lame" as import("node-av/constants").FFEncoderCodec);
  if (!codec) return "this FFmpeg has no encoder for MP3";
  const encoded = encodeNotice(av, job.notice, {
    codec,
    form: decodedForm(av, job, codec),
    bitRate: Number(stream.codecpar.bitRate) || FALLBACK_BIT_RATE,
    // Each frame by itself: the old ones after them must not reach into theirs.
    options: { reservoir: "0" },
  });
  const made = partPath(request.output);
  const addedSeconds = await writeFrames(av, job, encoded, made);
  const notes = await addTags(job, made);
  rmSync(made);
  return { addedSeconds, kept: "packets", encoder: "libmp3lame", quality: "the same packets", notes };
}

async function writeFrames(
  av: Ffmpeg,
  job: NoticeJob,
  { encoder, packets }: EncodedNotice,
  made: string,
): Promise<number> {
  const { heartbeat, source, stream } = job;
  const muxer = openMuxer(av, made, "mp3");
  const to = muxer.media.newStream(null);
  to.codecpar.fromContext(encoder);
  to.timeBase = encoder.timeBase;
  writeHeader(av, muxer, { id3v2_version: "0", write_id3v1: "0", write_xing: "1" });
  for (const packet of packets) muxer.write(packet, to, encoder.timeBase);
  const added = packets.length * encoder.frameSize;
  const shift = BigInt(added);
  const total = Number(source.media.duration) / 1e6;
  let first: bigint | undefined;
  for (const packet of packetsOf(av, source)) {
    if (packet.streamIndex !== stream.index) continue;
    first ??= packet.pts;
    const at = av.lib.avRescaleQ(packet.pts - first, stream.timeBase, encoder.timeBase) + shift;
    packet.pts = at;
    packet.dts = at;
    packet.duration = BigInt(encoder.frameSize);
    muxer.write(packet, to, encoder.timeBase);
    await heartbeat(seconds(at, encoder.timeBase), total);
  }
  muxer.finish();
  return added / encoder.sampleRate;
}

/** ID3v2 stands before the sound, ID3v1 and APEv2 behind it. */
async function addTags({ request, heartbeat }: NoticeJob, made: string): Promise<string[]> {
  const paths = [
    [request.source, "r"],
    [made, "r"],
    [request.output, "w"],
  ] as const;
  return withFiles(paths, async (source = -1, frames = -1, output = -1) => {
    const size = fstatSync(source).size;
    const headEnd = endOfId3v2(source, size);
    const tailStart = startOfTail(source, size);
    await copyRange({ file: source, start: 0, end: headEnd }, output, heartbeat);
    await copyRange({ file: frames, start: 0, end: fstatSync(frames).size }, output, heartbeat);
    await copyRange({ file: source, start: tailStart, end: size }, output, heartbeat);
    const hasChapters = readAt(source, 0, Math.min(headEnd, 1 << 20)).includes("CHAP");
    return hasChapters ? ["chapters begin as long before their place as the notice lasts"] : [];
  });
}

function endOfId3v2(file: number, size: number): number {
  let end = 0;
  for (;;) {
    const head = readAt(file, end, 10);
    if (head.length < 10 || head.toString("latin1", 0, 3) !== "ID3") return end;
    const length = head.subarray(6).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    const hasFooter = ((head[5] ?? 0) & 0x10) !== 0;
    end = Math.min(size, end + 10 + length + (hasFooter ? 10 : 0));
  }
}

function startOfTail(file: number, size: number): number {
  const hasId3v1 = size >= 128 && readAt(file, size - 128, 3).toString("latin1") === "TAG";
  const end = hasId3v1 ? size - 128 : size;
  const footer = end >= 32 ? readAt(file, end - 32, 32) : Buffer.alloc(0);
  if (footer.toString("latin1", 0, 8) !== "APETAGEX") return end;
  const hasHeader = footer.readUInt32LE(20) >= 2 ** 31;
  return Math.max(0, end - footer.readUInt32LE(12) - (hasHeader ? 32 : 0));
}
