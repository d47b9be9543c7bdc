/** What the door and its worker say to each other: a request, progress, and one answer. */

import type { ErrorCode } from "../../error.js";
import type { Box } from "../picture/orientation.js";
import type { Samples } from "../wav-samples.js";
import type { MediaFacts } from "./facts.js";

export interface OverlayRequest {
  source: string;
  /** A path that may be written; its extension chooses the container: mp4, m4v, mov, mkv, webm, avi. */
  output: string;
  /** A PNG, with or without transparency; it is scaled to the box. */
  plate: Uint8Array | string;
  /** In pixels of the upright picture as seen. */
  box: Box;
}

export interface BurntTrack {
  stream: number;
  frames: number;
  encoder: string;
  /** Bounds the loss: "crf 16", "lossless". */
  quality: string;
  /** Why it is another codec, or another form of pixels, than the source's. */
  reason?: string;
}

export interface OverlayResult {
  burnt: readonly BurntTrack[];
  /** Streams whose packets went over as they are. */
  copied: readonly number[];
  leftOut: readonly { stream: number; codec: string; reason: string }[];
  /** What else is not as it was, each a sentence. */
  notes: readonly string[];
}

/** One after the other, with a short pause between them. */
export type NoticePart =
  | { kind: "clip"; path: string }
  /** One channel between −1 and 1. */
  | { kind: "samples"; samples: Float32Array; sampleRate: number };

export interface NoticeRequest {
  source: string;
  /** Its extension chooses the container, which must be the source's. */
  output: string;
  notice: readonly NoticePart[];
}

export interface NoticeResult {
  /** By how much the file became longer: notice, pauses, and what filled its last packet. */
  addedSeconds: number;
  /**
   * "samples": the old ones are in the new file, bit for bit. "packets": the compressed packets are.
   * "re-encoded": they went through a lossy encoder once more.
   */
  kept: "samples" | "packets" | "re-encoded";
  encoder: string;
  quality: string;
  reason?: string;
  notes: readonly string[];
}

export interface SamplesRequest {
  source: string;
  from: "start" | "end";
  seconds: number;
}

/** How light a part of the picture is at a moment: of the picture upright, in the size that it is seen in. */
export interface LightRequest {
  source: string;
  box: Box;
  atSeconds: number;
}

export interface SeenLight {
  /** 0 to 255, of the box, row by row; empty where the picture does not reach as far. */
  light: Uint8Array;
  width: number;
  height: number;
}

/** Task → what it is asked and what it answers. */
export interface Tasks {
  probe: { request: { source: string }; result: MediaFacts };
  overlay: { request: OverlayRequest; result: OverlayResult };
  prepend: { request: NoticeRequest; result: NoticeResult };
  samples: { request: SamplesRequest; result: Samples };
  light: { request: LightRequest; result: SeenLight };
}

export type TaskName = keyof Tasks;

export interface Order<Name extends TaskName = TaskName> {
  task: Name;
  request: Tasks[Name]["request"];
}

export type Report =
  | { kind: "progress"; done: number; total: number }
  | { kind: "result"; result: unknown }
  | { kind: "error"; code: ErrorCode; message: string; hints: readonly string[] }
  | { kind: "defect"; stack: string };
