/** Which streams go over as they are, which cannot, and why. */
import { describeStream } from "../describe.js";
import type { Ffmpeg, Stream } from "../ffmpeg.js";
import { addCopiedStream, type Muxer } from "../muxer.js";

/** The new stream, or in words why there is none. */
export function copyStream(av: Ffmpeg, muxer: Muxer, from: Stream, container: string): Stream | string {
  const { kind, codec } = describeStream(av, from);
  const isIso = container === "mp4" || container === "mov";
  if (kind === "data" && from.codecpar.codecTagString === "tmcd")
    return "it is written anew from its first value";
  // GoPro's measurements are the only data that FFmpeg puts into a track.
  if (kind === "data" && !(isIso && from.codecpar.codecTagString === "gpmd"))
    return "FFmpeg does not copy such data";
  if (kind === "attachment") {
    return container === "matroska" ? addCopiedStream(av, muxer, from) : "only Matroska holds attached files";
  }
  if (kind === "unknown" || codec === "none") return "FFmpeg does not know it";
  if (container === "avi" && kind !== "audio") return "AVI does not hold it";
  if (container === "matroska" && kind === "picture") return attachPicture(av, muxer, from);
  return addCopiedStream(av, muxer, from);
}

/** Matroska holds cover art as an attached file; FFmpeg shows it as a stream and would write it as video. */
function attachPicture(av: Ffmpeg, muxer: Muxer, from: Stream): Stream | string {
  const picture = from.attachedPic?.data;
  if (!picture) return "its picture is empty";
  const stream = addCopiedStream(av, muxer, from);
  stream.codecpar.codecType = av.constants.AVMEDIA_TYPE_ATTACHMENT;
  stream.codecpar.extradata = Buffer.from(picture);
  return stream;
}
