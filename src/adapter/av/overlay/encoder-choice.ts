/** Which encoder writes the pictures again, how little it may lose, and why it is another codec where it is. */

export interface EncoderChoice {
  encoder: string;
  /** FFmpeg's names. */
  options: Readonly<Record<string, string>>;
  /** Bounds the loss. */
  quality: string;
  reason?: string;
}

export interface PictureCodec {
  /** FFmpeg's name of the codec. */
  codec: string;
  /** FFmpeg's number of the codec's profile. */
  profile: number;
  pixelFormat: string;
  /** "mp4", "mov", "matroska", "webm", "avi". */
  container: string;
}

const scaled = (quality: number) => ({ flags: "+qscale", global_quality: String(quality * 118) });

/** At these values the difference to the source cannot be seen beside it; each is near the codec's own best. */
const byCodec: Readonly<Record<string, (source: PictureCodec) => EncoderChoice>> = {
  h264: (source) => ({
    encoder: "libx264",
    options: {
      crf: "16",
      preset: "medium",
      "forced-idr": "1",
      ...h264Profile(source),
      ...withoutReorder(source),
    },
    quality: "crf 16",
  }),
  hevc: () => ({
    encoder: "libx265",
    options: { crf: "17", preset: "fast", "forced-idr": "1" },
    quality: "crf 17",
  }),
  av1: () => ({ encoder: "libsvtav1", options: { crf: "18", preset: "7" }, quality: "crf 18" }),
  vp9: () => ({
    encoder: "libvpx-vp9",
    options: { crf: "15", b: "0", deadline: "good", "cpu-used": "4", "row-mt": "1" },
    quality: "crf 15",
  }),
  vp8: () => ({
    encoder: "libvpx",
    options: { crf: "4", qmin: "0", qmax: "20", b: "40M", deadline: "good", "cpu-used": "2" },
    quality: "crf 4",
  }),
  mpeg4: () => ({ encoder: "mpeg4", options: { ...scaled(2), bf: "0" }, quality: "qscale 2" }),
  mpeg2video: () => ({ encoder: "mpeg2video", options: scaled(2), quality: "qscale 2" }),
  mpeg1video: () => ({ encoder: "mpeg1video", options: scaled(2), quality: "qscale 2" }),
  mjpeg: () => ({ encoder: "mjpeg", options: scaled(2), quality: "qscale 2" }),
  theora: () => ({ encoder: "libtheora", options: scaled(10), quality: "qscale 10" }),
  prores: ({ profile }) => ({
    encoder: "prores_ks",
    options: { profile: profile >= 0 && profile <= 5 ? String(profile) : "3" },
    quality: "the same profile",
  }),
  dnxhd: ({ pixelFormat }) => ({
    encoder: "dnxhd",
    options: { profile: /1[02]/.test(pixelFormat) ? "dnxhr_hqx" : "dnxhr_hq" },
    quality: "DNxHR HQ",
  }),
};

const lossless: ReadonlySet<string> = new Set([
  "ffv1",
  "ffvhuff",
  "huffyuv",
  "magicyuv",
  "png",
  "qtrle",
  "rawvideo",
  "utvideo",
]);

/** The first that opens is taken: an encoder may refuse a picture of this size or form. */
export function chooseEncoders(source: PictureCodec): EncoderChoice[] {
  const { codec, container } = source;
  const nearest = container === "webm" ? "vp9" : "h264";
  const own = lossless.has(codec) ? losslessly(codec) : byCodec[codec]?.(source);
  const other = byCodec[nearest]?.(source);
  const reason = own ? `the encoder for ${codec} refused it` : `there is no encoder for ${codec}`;
  const others = other && codec !== nearest ? [{ ...other, reason: `${reason}, it became ${nearest}` }] : [];
  return own ? [own, ...others] : others;
}

function losslessly(codec: string): EncoderChoice {
  return { encoder: codec, options: {}, quality: "lossless" };
}

/** A player that knows baseline only must still play it. FF_PROFILE_H264_*: 66, 77 and 100. */
function h264Profile({ profile, pixelFormat }: PictureCodec): Record<string, string> {
  if (!/^yuvj?420p$/.test(pixelFormat)) return {};
  const names: Readonly<Record<number, string>> = {
    66: "baseline",
    578: "baseline",
    77: "main",
    100: "high",
  };
  const name = names[profile];
  return name === undefined ? {} : { profile: name };
}

/** AVI has no timestamps: pictures are shown in the order in which they are stored. */
function withoutReorder({ container }: PictureCodec): Record<string, string> {
  return container === "avi" ? { bf: "0" } : {};
}
