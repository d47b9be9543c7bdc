/**
 * Pictures read, drawn on and looked at: always in a process of its own, however small the file is. Its few bytes may
 * be the longest work of the whole run, and a decoder in the middle of it cannot be stopped.
 */
import { ColophonError } from "../../error.js";
import type { MeasuredInk } from "../measure-ink.js";
import type { Picture } from "../plate-image.js";
import type { FoundPlate } from "../senses.js";
import { type Allowance, allowanceFor, type EngineLimits, within } from "./limits.js";
import type { Pool } from "./pool.js";
import type { DrawnPicture, PictureTaskName, Tasks } from "./wire.js";

export interface PictureRoom {
  /** Throws `label.picture` for a picture that no mark can be drawn on, `format.damaged` for one that cannot be read. */
  read(path: string, mimeType: string): Promise<Picture>;
  /** Writes the drawn picture to `target`, which nobody else writes to. `size`: as `read` gave it. */
  draw(request: Tasks["draw"]["request"] & { size: Picture }): Promise<DrawnPicture>;
  measure(request: Tasks["measure"]["request"] & { size: Extent }): Promise<MeasuredInk>;
  /** Undefined where the picture cannot be looked at. */
  findPlate(
    path: string,
    mimeType: string,
    expected: Tasks["look"]["request"]["expected"],
  ): Promise<FoundPlate | undefined>;
}

interface Extent {
  width: number;
  height: number;
  frames?: number;
}

export interface WalledWorld {
  limits: EngineLimits;
  signal: AbortSignal;
  /** False in a program that is a process of its own anyway: then everything happens in it. */
  isContained: boolean;
  pool(): Promise<Pool>;
}

/** On a slow and busy machine; AVIF is by far the slowest to encode. */
const msPerMegapixel = 5_000;
const msPerMegapixelOfAvif = 60_000;

export function createPictureRoom({ limits, signal, isContained, pool }: WalledWorld): PictureRoom {
  async function run<Name extends PictureTaskName>(
    task: Name,
    request: Tasks[Name]["request"],
    allowance: Allowance,
  ): Promise<Tasks[Name]["answer"]> {
    if (isContained) return (await pool()).run(task, request, allowance, { signal });
    const { pictureTasks } = await import("./picture-tasks.js");
    return within(allowance, signal, () => pictureTasks[task](request));
  }
  const drawing = async (path: string, mimeType: string, size: Extent): Promise<Allowance> => {
    const allowance = await allowanceFor([{ path }], limits);
    const megapixels = (size.width * size.height * (size.frames ?? 1)) / 1e6;
    const each = mimeType === "image/avif" ? msPerMegapixelOfAvif : msPerMegapixel;
    const more = limits.timeoutMs === undefined ? Math.ceil(megapixels * each) : 0;
    return { ...allowance, timeoutMs: allowance.timeoutMs + more };
  };
  return {
    read: async (path, mimeType) =>
      run("picture", { path, mimeType }, await allowanceFor([{ path }], limits)),
    draw: async ({ size, ...request }) =>
      run("draw", request, await drawing(request.path, request.mimeType, size)),
    measure: async ({ size, ...request }) =>
      run("measure", request, await drawing(request.path, request.mimeType, size)),
    async findPlate(path, mimeType, expected) {
      const allowance = await allowanceFor([{ path }], limits);
      return run("look", { path, mimeType, expected }, allowance).catch((error) => {
        // A picture that takes too long or too much shows nothing, and takes nothing else along.
        const isTooMuch =
          error instanceof ColophonError && /^(timeout|engine\.(memory|crashed))$/.test(error.code);
        if (isTooMuch) return undefined;
        throw error;
      });
    },
  };
}
