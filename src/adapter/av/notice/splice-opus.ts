/** Ogg Opus: pages of the notice before the old ones; comments and packets stay byte for byte. */
import { fstatSync } from "node:fs";
import type { Ffmpeg } from "../ffmpeg.js";
import type { NoticeResult } from "../wire.js";
import { withFiles, writeAll } from "./copy-bytes.js";
import { type EncodedNotice, encodeNotice } from "./encode-notice.js";
import type { NoticeJob } from "./job.js";
import { type OggPage, pageBytes, pagesOf, pagesWith } from "./ogg-page.js";
import { decodedForm } from "./source-form.js";

/** RFC 7845 §4: whatever the rate of the sound was, positions count at this one. */
const CLOCK = 48_000;

export async function spliceOpus(av: Ffmpeg, job: NoticeJob): Promise<NoticeResult | string> {
  const { notice, request, stream } = job;
  const codec = av.lib.Codec.findEncoderByName("libopus" as import("node-av/constants").FFEncoderCodec);
  if (!codec) return "this FFmpeg has no encoder for Opus";
  const form = { ...decodedForm(av, job, codec), sampleRate: CLOCK };
  const encoded = encodeNotice(av, notice, { codec, form, bitRate: Number(stream.codecpar.bitRate) });
  const own = stream.codecpar.extradata;
  const head = encoded.encoder.extraData;
  // RFC 7845 §5.1.1: from byte 18 on stands which stream carries which channel.
  const isSame = own && head && own.subarray(18).equals(head.subarray(18)) && own[9] === head[9];
  if (!isSame) return "its channels are in another order than the one that can be written here";
  const paths = [
    [request.source, "r"],
    [request.output, "w"],
  ] as const;
  return withFiles(paths, (input = -1, output = -1) =>
    weave(job, encoded, head.readUInt16LE(10), input, output),
  );
}

async function weave(
  { heartbeat }: NoticeJob,
  { encoder, packets }: EncodedNotice,
  skip: number,
  input: number,
  output: number,
): Promise<NoticeResult | string> {
  const size = fstatSync(input).size;
  const added = packets.length * encoder.frameSize;
  let serial: number | undefined;
  let [count, headers, oldSkip] = [0, 0, 0];
  const write = (page: OggPage) => writeAll(output, pageBytes({ ...page, sequence: count++ }));
  for (const { page, end } of pagesOf(input, size)) {
    serial ??= page.serial;
    if (page.serial !== serial) return "several streams run through it side by side or one after the other";
    if (headers === 0) {
      oldSkip = page.body.readUInt16LE(10);
      page.body.writeUInt16LE(skip, 10);
    }
    // RFC 7845 §3: two packets of headers, and the second ends its page.
    if (headers < 2) {
      write(page);
      headers += page.lacing.filter((length) => length < 255).length;
      if (headers >= 2) for (const made of pagesWith(packets, encoder.frameSize, serial)) write(made);
      continue;
    }
    write(page.position === -1n ? page : { ...page, position: page.position + BigInt(added) });
    await heartbeat(end, size);
  }
  const addedSeconds = (added + oldSkip - skip) / CLOCK;
  return { addedSeconds, kept: "packets", encoder: "libopus", quality: "the same packets", notes: [] };
}
