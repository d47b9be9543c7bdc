/** A notice to be put before a sound: what every way of doing it needs to know. */
import { isPicture } from "../describe.js";
import type { Ffmpeg, Stream } from "../ffmpeg.js";
import type { Heartbeat } from "../heartbeat.js";
import type { Source } from "../open-source.js";
import type { NoticeRequest, NoticeResult } from "../wire.js";

/** Everything that the ways have in common. */
export interface NoticeJob {
  request: NoticeRequest;
  source: Source;
  stream: Stream;
  /** FFmpeg's name of the codec. */
  codec: string;
  container: string;
  /** One channel, at the source's rate. */
  notice: Float32Array;
  heartbeat: Heartbeat;
}

/** A way that cannot keep what is there says why, in words, before it has written anything. */
export type Way = (av: Ffmpeg, job: NoticeJob) => Promise<NoticeResult | string>;

/** Pictures, and what else is beside the sound. */
export function streamsBeside(
  av: Ffmpeg,
  { source, stream }: NoticeJob,
): { pictures: Stream[]; others: Stream[] } {
  const rest = source.media.streams.filter(({ index }) => index !== stream.index);
  return {
    pictures: rest.filter((other) => isPicture(av, other)),
    others: rest.filter((other) => !isPicture(av, other)),
  };
}
