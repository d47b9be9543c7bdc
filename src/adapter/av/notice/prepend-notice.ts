/** Puts a notice before the sound of a file, in the way that changes least of the rest. */
import { ColophonError } from "../../../error.js";
import { describeMedia, describeStream } from "../describe.js";
import type { Ffmpeg } from "../ffmpeg.js";
import type { Heartbeat } from "../heartbeat.js";
import { containerOf } from "../muxer.js";
import { openSource, type Source } from "../open-source.js";
import type { NoticeRequest, NoticeResult } from "../wire.js";
import { audioStream } from "./audio-form.js";
import type { NoticeJob, Way } from "./job.js";
import { noticeSamples } from "./notice-samples.js";
import { encodeAnew } from "./re-encode.js";
import { spliceMp3 } from "./splice-mp3.js";
import { spliceMp4 } from "./splice-mp4.js";
import { spliceOpus } from "./splice-opus.js";
import { spliceWav } from "./splice-wav.js";

export async function prependNotice(
  av: Ffmpeg,
  request: NoticeRequest,
  heartbeat: Heartbeat,
): Promise<NoticeResult> {
  const source = openSource(av, request.source);
  const container = containerOf(request.output);
  refuseOthers(av, source, container);
  const stream = audioStream(av, source);
  const notice = noticeSamples(av, request.notice, stream.codecpar.sampleRate);
  const { codec } = describeStream(av, stream);
  const job: NoticeJob = { request, source, stream, codec, container, notice, heartbeat };
  const way = wayFor(job);
  const outcome = way ? await way(av, job) : `a file of ${codec} cannot be put together from two`;
  source.close();
  if (typeof outcome !== "string") return outcome;
  const again = { ...job, source: openSource(av, request.source) };
  const result = await encodeAnew(av, { ...again, stream: audioStream(av, again.source) });
  again.source.close();
  return result.kept === "samples" ? result : { ...result, reason: outcome };
}

function wayFor({ container, codec }: NoticeJob): Way | undefined {
  if (container === "wav" && /^pcm_/.test(codec)) return spliceWav;
  if (container === "mp3" && codec === "mp3") return spliceMp3;
  if (container === "mp4" && codec === "aac") return spliceMp4;
  if (container === "ogg" && codec === "opus") return spliceOpus;
  return undefined;
}

function refuseOthers(av: Ffmpeg, source: Source, container: string): void {
  const own = (source.media.iformat?.name ?? "").split(",");
  const { streams } = describeMedia(av, source);
  if (streams.some(({ kind }) => kind === "video")) {
    throw new ColophonError("format.unsupported", `expected sound alone in ${source.name}, found video too`);
  }
  if (!own.includes(container)) {
    throw new ColophonError(
      "format.unsupported",
      `expected ${own[0]} as the output's container, found ${container}`,
    );
  }
}
