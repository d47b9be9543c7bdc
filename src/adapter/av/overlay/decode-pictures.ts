/** Pictures as frames, each with the time at which it is shown and the form that was promised. */
import { ColophonError } from "../../../error.js";
import { pixelFormatOf } from "../describe.js";
import { type Coder, type Ffmpeg, type Frame, fresh, type Packet, type Stream } from "../ffmpeg.js";
import { openDecoder } from "../open-decoder.js";
import type { PixelLayout } from "./pixel-layout.js";

export interface PictureDecoder {
  coder: Coder;
  /** Takes a packet, or null for the end. Always the same frame: keep none of them. */
  decode(packet: Packet | null): Generator<Frame>;
  counts: { frames: number; damaged: number };
}

/** So much damage is no accident of one packet. */
const MOST_DAMAGED = 10_000;

export function openPictureDecoder(
  av: Ffmpeg,
  stream: Stream,
  layout: PixelLayout,
  name: string,
): PictureDecoder {
  const { AVERROR_EAGAIN, AVERROR_EOF } = av.constants;
  const coder = openDecoder(av, stream, name);
  const frame = fresh(new av.lib.Frame());
  const counts = { frames: 0, damaged: 0 };
  const timeOf = pictureClock(av, stream);
  const countDamage = () => {
    counts.damaged++;
    if (counts.damaged > MOST_DAMAGED) throw new ColophonError("format.damaged", `${name} cannot be decoded`);
  };
  return {
    coder,
    counts,
    *decode(packet) {
      const sent = coder.sendPacketSync(packet);
      if (sent < 0 && sent !== AVERROR_EAGAIN && sent !== AVERROR_EOF) countDamage();
      for (;;) {
        const answer = coder.receiveFrameSync(frame);
        if (answer === AVERROR_EAGAIN || answer === AVERROR_EOF) return;
        if (answer < 0) {
          countDamage();
          continue;
        }
        prepare(frame, stream, layout, name);
        frame.pts = timeOf(frame);
        // A last picture of no length would not be shown at all.
        if (frame.duration === 0n) frame.duration = onePicture(av, stream);
        counts.frames++;
        yield frame;
      }
    },
  };
}

/** The container's word counts for colors, so that frames and filters agree from the first to the last. */
function prepare(frame: Frame, stream: Stream, layout: PixelLayout, name: string): void {
  const { width, height, colorRange, colorSpace } = stream.codecpar;
  if (frame.width !== width || frame.height !== height) {
    throw new ColophonError(
      "format.unsupported",
      `the picture of ${name} changes its size, from ${width}x${height} to ${frame.width}x${frame.height}`,
    );
  }
  if (frame.format !== layout.source && frame.format !== pixelFormatOf(stream)) {
    throw new ColophonError("format.unsupported", `the pixels of ${name} change their form on the way`);
  }
  // A full-range twin has the same bytes.
  frame.format = layout.source;
  frame.colorRange = colorRange;
  frame.colorSpace = colorSpace;
}

/** AVI with reordered pictures does not say when the last ones are shown: then one follows on the other. */
function pictureClock(av: Ffmpeg, stream: Stream): (frame: Frame) => bigint {
  let next = 0n;
  return ({ bestEffortTimestamp: found, duration }) => {
    const time = found === av.constants.AV_NOPTS_VALUE ? next : found;
    next = time + (duration || onePicture(av, stream));
    return time;
  };
}

function onePicture(av: Ffmpeg, { avgFrameRate: { num, den }, timeBase }: Stream): bigint {
  const length = num > 0 ? av.lib.avRescaleQ(1n, { num: den, den: num }, timeBase) : 1n;
  return length > 0n ? length : 1n;
}
