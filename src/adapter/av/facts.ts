/** What a media file holds, in plain values that pass between processes. */

/** Codes of ISO/IEC 23091-2 (H.273), where 2 means unspecified. */
export interface Color {
  primaries: number;
  transfer: number;
  matrix: number;
  isFullRange: boolean;
}

interface StreamFacts {
  index: number;
  /** FFmpeg's name: "h264", "aac"; "none" where it knows none. */
  codec: string;
  durationSeconds?: number;
}

export interface VideoFacts extends StreamFacts {
  kind: "video";
  /** Pixels as stored. */
  width: number;
  height: number;
  /** Pixels as seen: after the aspect of a pixel, rotation and mirroring. Plates are placed on these. */
  seenWidth: number;
  seenHeight: number;
  /** Clockwise, by which a player turns the stored picture. */
  rotation: 0 | 90 | 180 | 270;
  isMirrored: boolean;
  /** Average, frames a second. */
  frameRate: number;
  pixelFormat: string;
  color: Color;
  hdr: "pq" | "hlg" | "none";
  isDolbyVision: boolean;
}

export interface AudioFacts extends StreamFacts {
  kind: "audio";
  sampleRate: number;
  channels: number;
  /** "mono", "stereo", "5.1(side)". */
  layout: string;
  /** Bits a second, 0 where the file does not say. */
  bitRate: number;
}

/** Cover art is a picture: a stream of one frame beside the sound. */
export interface OtherFacts extends StreamFacts {
  kind: "picture" | "subtitle" | "data" | "attachment" | "unknown";
}

export type TrackFacts = VideoFacts | AudioFacts | OtherFacts;

export interface MediaFacts {
  /** FFmpeg's name of the container: "mov,mp4,m4a,3gp,3g2,mj2". */
  container: string;
  durationSeconds?: number;
  streams: readonly TrackFacts[];
}
