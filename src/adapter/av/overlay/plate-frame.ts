/** The plate as it is stored: turned and stretched like the picture, in its colors and form of pixels. */
import { ColophonError } from "../../../error.js";
import type { Box } from "../../picture/orientation.js";
import { colorOf } from "../describe.js";
import { type Ffmpeg, type Frame, fresh, must, type Stream } from "../ffmpeg.js";
import { addChain, addFilter, type FilterWords, newGraph } from "../filter-chain.js";
import { readOrientation, turningFilters } from "../orientation.js";
import type { PixelLayout } from "./pixel-layout.js";

/** A PNG as one frame. Throws `label.invalid` for anything else. */
export function readPlate(av: Ffmpeg, png: Uint8Array): Frame {
  const { Codec, CodecContext, Frame, Packet } = av.lib;
  const decoder = new CodecContext();
  const codec = Codec.findDecoder(av.constants.AV_CODEC_ID_PNG);
  decoder.allocContext3(codec);
  must(av, decoder.open2Sync(codec), "opening the decoder of the plate");
  const packet = fresh(new Packet());
  packet.data = Buffer.from(png);
  const frame = fresh(new Frame());
  const isRead = decoder.sendPacketSync(packet) >= 0 && decoder.sendPacketSync(null) >= 0;
  const isPlate = isRead && decoder.receiveFrameSync(frame) >= 0;
  packet.free();
  decoder.freeContext();
  if (!isPlate) throw new ColophonError("label.invalid", "expected a plate in PNG, found other bytes");
  return frame;
}

/** `box` is among the stored pixels. */
export function fitPlate(av: Ffmpeg, plate: Frame, stream: Stream, box: Box, layout: PixelLayout): Frame {
  const graph = newGraph(av);
  const { width, height, format } = plate;
  const size = `video_size=${width}x${height}:pix_fmt=${format}`;
  const input = addFilter(av, graph, ["buffer", `${size}:time_base=1/1:pixel_aspect=1/1`]);
  const { codecpar } = stream;
  const { isFullRange } = colorOf(av, stream);
  const output = addChain(av, graph, input, [
    ["format", "pix_fmts=rgba"],
    ...turningFilters(readOrientation(av, stream)),
    ...dimming(av, stream),
    [
      "scale",
      `${box.width}:${box.height}:flags=lanczos:out_color_matrix=${matrixName(stream)}:out_range=${isFullRange ? "full" : "limited"}`,
    ],
    ["format", `pix_fmts=${av.lib.avGetPixFmtName(layout.plate)}`],
    ["buffersink", ""],
  ]);
  must(av, graph.configSync(), "preparing the plate");
  plate.pts = 0n;
  must(av, input.buffersrcAddFrameSync(plate), "preparing the plate");
  must(av, input.buffersrcAddFrameSync(null), "preparing the plate");
  const fitted = fresh(new av.lib.Frame());
  must(av, output.buffersinkGetFrameSync(fitted), "preparing the plate");
  // Said to have the picture's own tags, or FFmpeg would convert one of the two to the other's.
  fitted.colorSpace = codecpar.colorSpace;
  fitted.colorRange = codecpar.colorRange;
  graph.free();
  return fitted;
}

/**
 * The white of a plate is the white of paper: 203 cd/m² (ITU-R BT.2408), 58 % of the PQ scale and 75 % of the
 * HLG one. Full scale would be the glare of the sun.
 */
export function whiteShare(av: Ffmpeg, stream: Stream): number {
  const { AVCOL_TRC_ARIB_STD_B67, AVCOL_TRC_SMPTE2084 } = av.constants;
  const { colorTrc } = stream.codecpar;
  return colorTrc === AVCOL_TRC_SMPTE2084 ? 0.58 : colorTrc === AVCOL_TRC_ARIB_STD_B67 ? 0.75 : 1;
}

function dimming(av: Ffmpeg, stream: Stream): FilterWords[] {
  const share = whiteShare(av, stream);
  return share === 1 ? [] : [["lutrgb", `r=val*${share}:g=val*${share}:b=val*${share}`]];
}

/** H.273 matrix coefficients by number; where the file does not say, by the size, as players do. */
function matrixName({ codecpar }: Stream): string {
  const names: Readonly<Record<number, string>> = {
    1: "bt709",
    4: "fcc",
    5: "bt470bg",
    6: "smpte170m",
    7: "smpte240m",
    9: "bt2020",
    10: "bt2020",
  };
  return names[codecpar.colorSpace] ?? (codecpar.height >= 720 ? "bt709" : "smpte170m");
}
