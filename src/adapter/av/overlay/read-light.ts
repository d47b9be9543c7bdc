/** How light a part of the picture of a film is at one moment, as a player shows it: enough to find a plate again. */

import type { Box } from "../../picture/orientation.js";
import { isPicture } from "../describe.js";
import { type Ffmpeg, type Frame, fresh, must, ratio, type Stream, seconds } from "../ffmpeg.js";
import { addChain, addFilter, newGraph } from "../filter-chain.js";
import { openDecoder } from "../open-decoder.js";
import { openSource, packetsOf, type Source } from "../open-source.js";
import { readOrientation, seenSize, uprightFilters } from "../orientation.js";
import type { LightRequest, SeenLight } from "../wire.js";
import { whiteShare } from "./plate-frame.js";

const nothing: SeenLight = { light: new Uint8Array(), width: 0, height: 0 };

export function readLight(av: Ffmpeg, { source: path, box, atSeconds }: LightRequest): SeenLight {
  const source = openSource(av, path);
  try {
    const stream = source.media.streams.find(
      (one) => one.codecpar.codecType === av.constants.AVMEDIA_TYPE_VIDEO && !isPicture(av, one),
    );
    const frame = stream && frameAt(av, source, stream, atSeconds);
    if (!stream || !frame) return nothing;
    const { seenWidth: width, seenHeight: height } = seenSize(av, stream);
    const light = lightOf(av, stream, frame, box);
    frame.free();
    return { light, width, height };
  } finally {
    source.close();
  }
}

/** A seek lands on a key picture; from there so many are decoded at most. */
const MOST_PICTURES = 2000;

/** The first picture at or behind the moment, or else the last one before it. */
function frameAt(av: Ffmpeg, source: Source, stream: Stream, atSeconds: number): Frame | undefined {
  const { AVSEEK_FLAG_BACKWARD } = av.constants;
  // Where this fails decoding begins at the start.
  if (atSeconds > 0)
    source.media.seekFrameSync(-1, BigInt(Math.round(atSeconds * 1e6)), AVSEEK_FLAG_BACKWARD);
  const decoder = openDecoder(av, stream, source.name);
  const [frame, found] = [fresh(new av.lib.Frame()), fresh(new av.lib.Frame())];
  let [count, isThere] = [0, false];
  const take = () => {
    while (!isThere && decoder.receiveFrameSync(frame) >= 0) {
      count += 1;
      found.unref();
      must(av, found.ref(frame), "keeping a picture");
      isThere = seconds(frame.bestEffortTimestamp, stream.timeBase) >= atSeconds || count >= MOST_PICTURES;
      frame.unref();
    }
  };
  for (const packet of packetsOf(av, source)) {
    if (packet.streamIndex !== stream.index) continue;
    decoder.sendPacketSync(packet);
    take();
    if (isThere) break;
  }
  if (!isThere) {
    decoder.sendPacketSync(null);
    take();
  }
  decoder.freeContext();
  frame.free();
  return count > 0 ? found : undefined;
}

function lightOf(av: Ffmpeg, stream: Stream, frame: Frame, box: Box): Uint8Array {
  const { seenWidth, seenHeight } = seenSize(av, stream);
  if (box.x + box.width > seenWidth || box.y + box.height > seenHeight) return nothing.light;
  const graph = newGraph(av);
  const size = `video_size=${frame.width}x${frame.height}:pix_fmt=${frame.format}`;
  const input = addFilter(av, graph, [
    "buffer",
    `${size}:time_base=${ratio(stream.timeBase)}:pixel_aspect=1/1`,
  ]);
  const output = addChain(av, graph, input, [
    ...uprightFilters(readOrientation(av, stream)),
    ["scale", `${seenWidth}:${seenHeight}`],
    ["format", "pix_fmts=gray"],
    ["buffersink", ""],
  ]);
  must(av, graph.configSync(), "preparing the picture");
  must(av, input.buffersrcAddFrameSync(frame), "looking at the picture");
  must(av, input.buffersrcAddFrameSync(null), "looking at the picture");
  const gray = fresh(new av.lib.Frame());
  must(av, output.buffersinkGetFrameSync(gray), "looking at the picture");
  const light = cut(gray, box, 1 / whiteShare(av, stream));
  gray.free();
  graph.free();
  return light;
}

function cut({ data, linesize }: Frame, box: Box, gain: number): Uint8Array {
  const [plane, line = 0] = [data?.[0] ?? Buffer.alloc(0), linesize[0]];
  const light = new Uint8Array(box.width * box.height);
  for (let row = 0; row < box.height; row++) {
    const from = (box.y + row) * line + box.x;
    light.set(plane.subarray(from, from + box.width), row * box.width);
  }
  return gain === 1 ? light : light.map((value) => Math.min(255, Math.round(value * gain)));
}
