/** Listens for the rhythm label in samples: our own tone is heard, another tone in its rhythm makes unsure. */
import { RHYTHM, TONE_HZ, UNIT_SECONDS } from "./morse.js";

/** "unsure": something keeps the rhythm, but with another tone or not clearly. */
export type Hearing = "heard" | "not-heard" | "unsure";

export interface HeardRhythm {
  hearing: Hearing;
  /** Where it begins, from the first sample given. */
  atSeconds?: number;
}

interface Slice {
  /** Power of the tone and of everything, both as mean squares. */
  tone: number;
  all: number;
}

type Loudness = (slice: Slice) => number;

/** A sixth of a unit: fine enough to find the beginning, long enough to tell 800 Hz from 850. */
const SLICES_PER_UNIT = 6;
const SLICE_SECONDS = UNIT_SECONDS / SLICES_PER_UNIT;

/** Tones must stand this far above pauses, and belong to the tone by this share. */
const CONTRAST = 10; // 10 dB
const PURITY = 0.7;
/** Below −50 dBFS nobody hears it. */
const AUDIBLE = 10 ** (-50 / 10) / 2;

const CLEAR = 0.95;
const LIKELY = 0.8;

/** `samples`: one channel between −1 and 1, the first or last five seconds of a file are enough. */
export function hearMorse(samples: Float32Array, sampleRate: number): HeardRhythm {
  const slices = sliceUp(samples, sampleRate);
  const own = bestMatch(slices, ({ tone, all }) => (tone > all * PURITY ? tone : 0));
  if (own.score >= CLEAR) return { hearing: "heard", atSeconds: own.at * SLICE_SECONDS };
  const any = bestMatch(slices, ({ all }) => all);
  const best = own.score >= LIKELY ? own : any;
  const isPossible = own.score >= LIKELY || any.score >= CLEAR;
  return isPossible ? { hearing: "unsure", atSeconds: best.at * SLICE_SECONDS } : { hearing: "not-heard" };
}

function sliceUp(samples: Float32Array, sampleRate: number): Slice[] {
  const count = Math.floor(samples.length / (SLICE_SECONDS * sampleRate));
  return Array.from({ length: count }, (_, index) => {
    const from = Math.round(index * SLICE_SECONDS * sampleRate);
    const to = Math.round((index + 1) * SLICE_SECONDS * sampleRate);
    return measure(samples.subarray(from, to), sampleRate);
  });
}

/** Goertzel's filter: one bin of a Fourier transform, as the mean square of a sine of that frequency. */
function measure(samples: Float32Array, sampleRate: number): Slice {
  const factor = 2 * Math.cos((2 * Math.PI * TONE_HZ) / sampleRate);
  let [last, before, squares] = [0, 0, 0];
  for (const sample of samples) {
    const next = sample + factor * last - before;
    before = last;
    last = next;
    squares += sample * sample;
  }
  const power = last * last + before * before - factor * last * before;
  const size = samples.length;
  return { tone: (2 * power) / (size * size), all: squares / size };
}

/** The place where the fewest slices contradict the rhythm; score 1 is all of them. */
function bestMatch(slices: readonly Slice[], loudness: Loudness): { at: number; score: number } {
  const levels = slices.map(loudness);
  const length = RHYTHM.length * SLICES_PER_UNIT;
  let best = { at: 0, score: 0 };
  for (let at = 0; at + length <= levels.length + 1; at++) {
    const score = scoreAt(levels, at);
    if (score > best.score) best = { at, score };
  }
  return best;
}

/** A beginning between two slices blurs the first and last of each unit: those are not asked. */
function scoreAt(levels: readonly number[], at: number): number {
  const on: number[] = [];
  const off: number[] = [];
  for (const [unit, isOn] of [...RHYTHM, false].entries()) {
    for (let slice = 1; slice < SLICES_PER_UNIT - 1; slice++) {
      const level = levels[at + unit * SLICES_PER_UNIT + slice];
      // After the last tone comes a pause too, or the end of what was given.
      if (level !== undefined) (isOn ? on : off).push(level);
    }
  }
  const typical = median(on);
  if (typical < AUDIBLE) return 0;
  const sounding = on.filter((level) => level > typical / CONTRAST).length / on.length;
  const pausing = off.filter((level) => level < typical / CONTRAST).length / off.length;
  return Math.min(sounding, pausing);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
