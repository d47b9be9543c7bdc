/** Chapters of Matroska, which node-av neither shows nor writes: what is lost is at least said. */
import { setTimeout } from "node:timers/promises";
import type { Ffmpeg, Media } from "../ffmpeg.js";

/** FFmpeg's log arrives from another thread. */
const LOG_ARRIVES_MS = 50;

/** FFmpeg's own description of a file, its only word about chapters here. */
export async function hasChapters(av: Ffmpeg, media: Media): Promise<boolean> {
  const { Log } = av.lib;
  const { AV_LOG_ERROR, AV_LOG_INFO } = av.constants;
  let isSaid = false;
  Log.setLevel(AV_LOG_INFO);
  Log.setCallback((_, message) => {
    if (/Chapter #\d/.test(message)) isSaid = true;
  });
  media.dumpFormat(0, "", false);
  await setTimeout(LOG_ARRIVES_MS);
  Log.resetCallback();
  Log.setLevel(AV_LOG_ERROR);
  return isSaid;
}
