/** Lays the plate over frames, one by one, and leaves their time, size and colors as they are. */

import type { Box } from "../../picture/orientation.js";
import { type Ffmpeg, type Frame, must, ratio, type Stream } from "../ffmpeg.js";
import { addChain, addFilter, type FilterGraph, type FilterNode, newGraph } from "../filter-chain.js";
import type { PixelLayout } from "./pixel-layout.js";

export interface PlateGraph {
  put(frame: Frame | null): void;
  /** False when it wants another frame first, or has no more. */
  take(frame: Frame): boolean;
  close(): void;
}

export function openPlateGraph(
  av: Ffmpeg,
  stream: Stream,
  plate: Frame,
  box: Box,
  layout: PixelLayout,
): PlateGraph {
  const graph = newGraph(av);
  const { codecpar } = stream;
  const picture = addFilter(av, graph, ["buffer", bufferWords(stream, layout.source, codecpar)]);
  const cover = addFilter(av, graph, ["buffer", bufferWords(stream, layout.plate, plate)]);
  const sink = join(av, graph, picture, cover, box, layout);
  must(av, graph.configSync(), "preparing the picture");
  // One frame and no more: the filter repeats it to the end.
  must(av, cover.buffersrcAddFrameSync(plate), "preparing the plate");
  must(av, cover.buffersrcAddFrameSync(null), "preparing the plate");
  const { AV_BUFFERSRC_FLAG_KEEP_REF, AVERROR_EAGAIN, AVERROR_EOF } = av.constants;
  return {
    put(frame) {
      must(
        av,
        picture.buffersrcAddFrameSync(frame, AV_BUFFERSRC_FLAG_KEEP_REF),
        "laying the plate over a frame",
      );
    },
    take(frame) {
      const answer = sink.buffersinkGetFrameSync(frame);
      if (answer === AVERROR_EAGAIN || answer === AVERROR_EOF) return false;
      return must(av, answer, "laying the plate over a frame") >= 0;
    },
    close: () => graph.free(),
  };
}

function join(
  av: Ffmpeg,
  graph: FilterGraph,
  picture: FilterNode,
  cover: FilterNode,
  box: Box,
  { mode, work, encoded }: PixelLayout,
): FilterNode {
  const name = av.lib.avGetPixFmtName;
  const worked = addChain(av, graph, picture, [["format", `pix_fmts=${name(work)}`]]);
  const overlay = addFilter(av, graph, ["overlay", `x=${box.x}:y=${box.y}:format=${mode}:eof_action=repeat`]);
  must(av, worked.link(0, overlay, 0), "linking the picture");
  must(av, cover.link(0, overlay, 1), "linking the plate");
  return addChain(av, graph, overlay, [
    ["format", `pix_fmts=${name(encoded)}`],
    ["buffersink", ""],
  ]);
}

function bufferWords(
  stream: Stream,
  format: number,
  { width, height }: { width: number; height: number },
): string {
  const { colorRange, colorSpace } = stream.codecpar;
  const aspect = stream.codecpar.sampleAspectRatio;
  return [
    `video_size=${width}x${height}`,
    `pix_fmt=${format}`,
    `time_base=${ratio(stream.timeBase)}`,
    `pixel_aspect=${aspect.num > 0 ? ratio(aspect) : "1/1"}`,
    `colorspace=${colorSpace}`,
    `range=${colorRange}`,
  ].join(":");
}
