/** Which channels there are, and where they are heard. */
import type { Ffmpeg } from "./ffmpeg.js";

export type ChannelLayout = import("node-av/lib").ChannelLayout;

/** Channels without names of their places get the usual ones for their number. */
export function namedLayout(av: Ffmpeg, layout: ChannelLayout): ChannelLayout {
  return layout.mask === 0n ? av.lib.avChannelLayoutDefault(layout.nbChannels) : layout;
}

export function layoutName(av: Ffmpeg, layout: ChannelLayout): string {
  return av.lib.avChannelLayoutDescribe(layout) ?? "mono";
}
