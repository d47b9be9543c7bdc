/** What stands beside a track of pictures: how to turn it, its light, its depth. */
import { type Ffmpeg, must, type Stream } from "../ffmpeg.js";
import type { FirstPicture } from "./first-picture.js";

/** What describes the old encoding goes, the rest is kept. Returns what is lost, each a sentence. */
export function keepSideData(av: Ffmpeg, to: Stream, from: Stream, first: FirstPicture): string[] {
  const { constants } = av;
  const own = (type: typeof constants.AV_PKT_DATA_STEREO3D) => from.codecpar.getCodedSideData(type);
  const kept = [
    [constants.AV_PKT_DATA_DISPLAYMATRIX, own(constants.AV_PKT_DATA_DISPLAYMATRIX)],
    [constants.AV_PKT_DATA_STEREO3D, own(constants.AV_PKT_DATA_STEREO3D)],
    [constants.AV_PKT_DATA_SPHERICAL, own(constants.AV_PKT_DATA_SPHERICAL)],
    [
      constants.AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT,
      own(constants.AV_PKT_DATA_AMBIENT_VIEWING_ENVIRONMENT),
    ],
    [constants.AV_PKT_DATA_MASTERING_DISPLAY_METADATA, first.mastering],
    [constants.AV_PKT_DATA_CONTENT_LIGHT_LEVEL, first.lightLevel],
  ] as const;
  for (const [type, data] of kept) {
    if (data) must(av, to.codecpar.addCodedSideData(type, data), "describing a stream");
  }
  return [
    ...(own(constants.AV_PKT_DATA_DOVI_CONF)
      ? ["the layer of Dolby Vision was left out, the picture below it is there"]
      : []),
    ...(first.hasDynamicHdr
      ? ["the light of each scene (HDR10+) was left out, that of the whole is there"]
      : []),
  ];
}
