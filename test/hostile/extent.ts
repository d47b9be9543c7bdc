/** How much is tried: a part of it in every run of the tests, all of it with `npm run test:hostile`. */

export const isFull = process.env.MODE === "hostile";

/** `part` cases in every run, `full` with the one command. */
export function extent(part: number, full: number): number {
  return isFull ? full : part;
}

/** For an hour of looking, or for another sequence: HOSTILE_SEED=7 npm run test:hostile. */
export const seed = Number(process.env.HOSTILE_SEED ?? 20_26);
