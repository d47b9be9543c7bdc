/** In which form of pixels the plate is laid over a picture, and in which form both are encoded. */
import type { Ffmpeg } from "../ffmpeg.js";

type PixelFormat = import("node-av/constants").AVPixelFormat;

export interface PixelLayout {
  /** The source's, with full range said by the color tags alone. */
  source: PixelFormat;
  /** The filter's own name for the form in which it works. */
  mode: string;
  work: PixelFormat;
  plate: PixelFormat;
  encoded: PixelFormat;
  /** Whether pixels come out in the form in which they came in. */
  isKept: boolean;
}

/** What FFmpeg's overlay can work in: its name, the picture's form, the plate's. */
const modes = [
  ["yuv420", "yuv420p", "yuva420p"],
  ["yuv420", "yuva420p", "yuva420p"],
  ["yuv420p10", "yuv420p10le", "yuva420p10le"],
  ["yuv420p10", "yuva420p10le", "yuva420p10le"],
  ["yuv422", "yuv422p", "yuva422p"],
  ["yuv422", "yuva422p", "yuva422p"],
  ["yuv422p10", "yuv422p10le", "yuva422p10le"],
  ["yuv422p10", "yuva422p10le", "yuva422p10le"],
  ["yuv444", "yuv444p", "yuva444p"],
  ["yuv444", "yuva444p", "yuva444p"],
  ["yuv444p10", "yuv444p10le", "yuva444p10le"],
  ["yuv444p10", "yuva444p10le", "yuva444p10le"],
  ["gbrp", "gbrp", "gbrap"],
  ["gbrp", "gbrap", "gbrap"],
] as const;

export function layOutPixels(
  av: Ffmpeg,
  stored: PixelFormat,
  encodable: readonly PixelFormat[],
): PixelLayout {
  const { avcodecFindBestPixFmtOfList, avGetPixFmtFromName, avGetPixFmtName } = av.lib;
  const source = avGetPixFmtFromName((avGetPixFmtName(stored) ?? "").replace(/^yuvj/, "yuv"));
  const works = modes.map(([, work]) => avGetPixFmtFromName(work));
  const work = works.includes(source) ? source : avcodecFindBestPixFmtOfList(works, source);
  const [mode, , plate] = modes[works.indexOf(work)] ?? modes[0];
  // The full-range twins of old, such as yuvj420p, are left out: the tag says the range.
  const forms = encodable.filter((format) => !avGetPixFmtName(format)?.startsWith("yuvj"));
  const encoded = forms.includes(source) ? source : avcodecFindBestPixFmtOfList(forms, work);
  return {
    source,
    mode,
    work,
    plate: avGetPixFmtFromName(plate),
    encoded,
    isKept: encoded === source && work === source,
  };
}
