/** What `label` needs of the world beside the program's context: pixels, sound, letters and the journal. */
import type { JournalEnd } from "../../core/label/journal.js";
import type { Box } from "../../core/label/plate.js";
import type { Shape } from "../../core/label/set-line.js";
import type { Limits } from "../context.js";

export interface LabelRoom {
  openTypeface(text: string, fontFile?: string): Promise<{ shape: Shape; usesFont: boolean }>;
  /** An SVG as a PNG. */
  drawAlone(svg: string): Promise<Uint8Array>;
  av: AvRoom;
  /** The recording that comes with colophon. */
  voicePath(notice: "generated" | "altered"): string;
  journal: {
    append(compose: (end: JournalEnd) => Promise<{ line: string; head: string }>): Promise<void>;
  };
}

export interface PictureSize {
  width: number;
  height: number;
  frames: number;
}

/** Pictures in files, decoded where they can do no harm. Throws `timeout` and `engine.memory` besides. */
export interface PictureRoom {
  /** Throws `label.picture` where no mark can be drawn on it, `format.damaged` where it cannot be read. */
  read(path: string, mimeType: string): Promise<PictureSize>;
  /** Into `target`. */
  draw(request: {
    path: string;
    mimeType: string;
    size: PictureSize;
    plate: { box: Box; svg: string };
    target: string;
  }): Promise<{ encoding: string; isLossless: boolean; lost: readonly string[] }>;
  measure(request: {
    path: string;
    mimeType: string;
    size: { width: number; height: number };
    expected: ExpectedPlate;
  }): Promise<{ kind: "found"; inkHeight: number } | { kind: "not-found"; reason: string }>;
  /** Whether the letters of a plate are where they are expected; undefined where it could not be looked at. */
  findPlate(
    path: string,
    mimeType: string,
    expected: ExpectedPlate,
  ): Promise<
    | { kind: "found"; inkHeight: number; shortSide: number }
    | { kind: "not-found"; reason: string }
    | undefined
  >;
}

export interface ExpectedPlate {
  box: Box;
  letters: readonly Box[];
}

export interface AvProgress {
  doneSeconds: number;
  totalSeconds: number;
  secondsLeft?: number;
}

interface AvOptions {
  signal?: AbortSignal;
  onProgress?: (progress: AvProgress) => void;
}

export type NoticePart =
  | { kind: "clip"; path: string }
  | { kind: "samples"; samples: Float32Array; sampleRate: number };

export interface AvRoom {
  probe(source: string, options?: AvOptions & { limits?: Limits }): Promise<MediaFacts>;
  overlayPlate(
    request: { source: string; output: string; plate: Uint8Array; box: Box },
    options?: AvOptions,
  ): Promise<{
    burnt: readonly { frames: number; encoder: string; quality: string; reason?: string }[];
    leftOut: readonly { codec: string; reason: string }[];
    notes: readonly string[];
  }>;
  prependNotice(
    request: { source: string; output: string; notice: readonly NoticePart[] },
    options?: AvOptions,
  ): Promise<{
    addedSeconds: number;
    kept: "samples" | "packets" | "re-encoded";
    encoder: string;
    quality: string;
    reason?: string;
    notes: readonly string[];
  }>;
  readSamples(
    request: { source: string; from: "start" | "end"; seconds: number },
    options?: AvOptions,
  ): Promise<{ samples: Float32Array; sampleRate: number }>;
}

export interface MediaFacts {
  durationSeconds?: number;
  streams: readonly (
    | { kind: "video"; seenWidth: number; seenHeight: number }
    | { kind: "audio" | "picture" | "subtitle" | "data" | "attachment" | "unknown" }
  )[];
}
