/** WAV: the notice's samples before the others in the chunk `data`; every other byte stays. */
import { fstatSync } from "node:fs";
import { ColophonError } from "../../../error.js";
import type { Ffmpeg } from "../ffmpeg.js";
import { readAt } from "../iso/box.js";
import type { NoticeResult } from "../wire.js";
import { copyRange, withFiles, writeAll } from "./copy-bytes.js";
import { encodeNotice } from "./encode-notice.js";
import type { NoticeJob } from "./job.js";
import { decodedForm } from "./source-form.js";
import { readWav, type WavLayout, withLonger } from "./wav-head.js";

export async function spliceWav(av: Ffmpeg, job: NoticeJob): Promise<NoticeResult> {
  const { heartbeat, notice, request, source, stream } = job;
  const codec = av.lib.Codec.findEncoder(stream.codecpar.codecId);
  if (!codec) throw new ColophonError("av.failed", `this FFmpeg has no encoder for ${job.codec}`);
  const { encoder, packets } = encodeNotice(av, notice, { codec, form: decodedForm(av, job, codec) });
  const added = Buffer.concat(packets.map(({ data }) => data ?? Buffer.alloc(0)));
  encoder.freeContext();
  const frameBytes = added.length / notice.length;
  const paths = [
    [request.source, "r"],
    [request.output, "w"],
  ] as const;
  const layout = await withFiles(paths, async (input = -1, output = -1) => {
    const size = fstatSync(input).size;
    const found = readWav((at, length) => readAt(input, at, length), size);
    if (!found) throw new ColophonError("format.damaged", `${source.name} has no chunk of samples`);
    writeAll(output, withLonger(readAt(input, 0, found.dataStart), found, added.length, notice.length));
    writeAll(output, added);
    await copyRange({ file: input, start: found.dataStart, end: found.dataEnd }, output, heartbeat);
    // Chunks begin at even places.
    if ((found.dataEnd - found.dataStart + added.length) % 2 === 1) writeAll(output, new Uint8Array(1));
    await copyRange({ file: input, start: found.restStart, end: size }, output, heartbeat);
    return found;
  });
  return {
    addedSeconds: added.length / frameBytes / stream.codecpar.sampleRate,
    kept: "samples",
    encoder: job.codec,
    quality: "the same samples",
    notes: notesOf(layout),
  };
}

function notesOf({ hasMarkers }: WavLayout): string[] {
  return hasMarkers ? ["markers stand as long before their place as the notice lasts"] : [];
}
