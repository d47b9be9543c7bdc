/** Looks and listens: whether the pixels and samples of a file hold the mark that is expected in them. */
import { ColophonError } from "../error.js";
import type { Av, AvOptions } from "./av/av.js";
import { readWhole } from "./files/whole.js";
import type { ExpectedInk, MeasuredInk } from "./measure-ink.js";
import { readWavSamples, type Samples } from "./wav-samples.js";

/** Whole pictures are decoded in memory; what is larger is not looked at. */
const largestPicture = 256 * 1024 * 1024;

export interface LookOptions extends AvOptions {
  /** By default the one beside this file. */
  av?: Av;
}

/** A few seconds of a file are looked at; one that takes FFmpeg longer than this was made to. */
const longestLook = { stallMs: 20_000, longestMs: 30_000 };

export type FoundPlate =
  | {
      kind: "found" /** In pixels, as the shorter side of the picture. */;
      inkHeight: number;
      shortSide: number;
    }
  | Extract<MeasuredInk, { kind: "not-found" }>;

/** Undefined where the picture cannot be looked at. The first and the last frame of an animation both count. */
export async function findPlate(
  path: string,
  mimeType: string,
  expected: ExpectedInk,
): Promise<FoundPlate | undefined> {
  const [{ readPicture }, { readLightness }, { measureLight }] = await Promise.all([
    import("./plate-image.js"),
    import("./image.js"),
    import("./measure-ink.js"),
  ]);
  return unlessImpossible(async () => {
    const source = await readWhole(path, largestPicture);
    const { width, height, frames } = await readPicture(source, mimeType);
    const { box } = expected;
    if (box.x + box.width > width || box.y + box.height > height)
      return { kind: "not-found", reason: "the picture does not reach as far as the plate" };
    const found: Extract<FoundPlate, { kind: "found" }>[] = [];
    for (const frame of new Set([0, frames - 1])) {
      const light = await readLightness(source, box, frame).catch(() => undefined);
      if (!light) return undefined;
      const measured = measureLight(light, expected);
      if (measured.kind === "not-found") return measured;
      found.push({ ...measured, shortSide: Math.min(width, height) });
    }
    return lowest(found);
  });
}

function lowest(found: readonly Extract<FoundPlate, { kind: "found" }>[]): FoundPlate | undefined {
  return found.toSorted((a, b) => a.inkHeight - b.inkHeight)[0];
}

/** The same in a film, at each of these moments. Throws `av.missing` without the optional package. */
export async function findPlateInFilm(
  path: string,
  expected: ExpectedInk,
  moments: readonly number[],
  { av, ...options }: LookOptions = {},
): Promise<FoundPlate | undefined> {
  const [{ createAv }, { measureLight }] = await Promise.all([
    import("./av/av.js"),
    import("./measure-ink.js"),
  ]);
  return unlessImpossible(async () => {
    const found: Extract<FoundPlate, { kind: "found" }>[] = [];
    for (const atSeconds of moments) {
      const seen = await (av ?? createAv()).readLight(
        { source: path, box: expected.box, atSeconds },
        { ...longestLook, ...options },
      );
      if (seen.width === 0) return undefined;
      const measured = measureLight(seen.light, expected);
      if (measured.kind === "not-found") return measured;
      found.push({ ...measured, shortSide: Math.min(seen.width, seen.height) });
    }
    return lowest(found);
  });
}

export interface Listening {
  from: "start" | "end";
  seconds: number;
}

/**
 * Undefined where the sound cannot be decoded; `av.missing` is thrown where it could be, with the optional package.
 * Uncompressed WAV needs no FFmpeg.
 */
export async function hearSamples(
  path: string,
  mimeType: string,
  { from, seconds }: Listening,
  { av, ...options }: LookOptions = {},
): Promise<Samples | undefined> {
  const plain = mimeType === "audio/wav" ? await readWavSamples(path, from, seconds) : undefined;
  if (plain) return plain;
  const { createAv } = await import("./av/av.js");
  return unlessImpossible(() =>
    (av ?? createAv()).readSamples({ source: path, from, seconds }, { ...longestLook, ...options }),
  );
}

/** A file that cannot be decoded shows nothing; that is no fault of whoever asked. */
async function unlessImpossible<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const isImpossible =
      error instanceof ColophonError && /^(format|label|file\.too-large|av\.failed|timeout)/.test(error.code);
    if (isImpossible) return undefined;
    throw error;
  }
}
