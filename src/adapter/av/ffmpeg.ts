/** FFmpeg as the worker hands it down: the one import of the package is there, everything else gets it. */
import { ColophonError, type ErrorCode } from "../../error.js";

export interface Ffmpeg {
  lib: typeof import("node-av/lib");
  constants: typeof import("node-av/constants");
}

export type Media = import("node-av/lib").FormatContext;
export type Stream = import("node-av/lib").Stream;
export type Packet = import("node-av/lib").Packet;
export type Frame = import("node-av/lib").Frame;
export type Coder = import("node-av/lib").CodecContext;
export type Rational = import("node-av/lib").IRational;

/** Throws when FFmpeg answered with an error, in its words: `what` is "reading "film.mp4"". */
export function must(av: Ffmpeg, answer: number, what: string, code: ErrorCode = "av.failed"): number {
  if (answer >= 0) return answer;
  const { FFmpegError } = av.lib;
  throw new ColophonError(
    answer === av.constants.AVERROR_ENOSPC ? "output.no-space" : code,
    `${what} failed: ${FFmpegError.strerror(answer)}`,
  );
}

export function fresh<T extends { alloc(): void }>(made: T): T {
  made.alloc();
  return made;
}

/** "1/25", as filters want it. */
export function ratio({ num, den }: Rational): string {
  return `${num}/${den}`;
}

export function seconds(timestamp: bigint, timeBase: Rational): number {
  return (Number(timestamp) * timeBase.num) / timeBase.den;
}

type Dictionary = import("node-av/lib").Dictionary;

// node-av 6.1.1 frees a dictionary of options inside of `open2`, and once more when it is collected, which
// crashes: so none of them is ever collected. A worker uses a few and does not live long.
const used: Dictionary[] = [];

/** Options for FFmpeg, by its own names. */
export function optionsOf(av: Ffmpeg, entries: Readonly<Record<string, string>>): Dictionary {
  const made = av.lib.Dictionary.fromObject(entries);
  used.push(made);
  return made;
}
