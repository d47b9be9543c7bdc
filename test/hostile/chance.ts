/** Chance that comes out the same every time: one seed, one sequence. */

export interface Chance {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** A whole number between the two, both included. */
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  bytes(length: number): Buffer;
}

/** mulberry32: thirty-two bits of state, which is plenty for choosing where to break a file. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (end: number) => Math.floor(next() * Math.max(1, end));
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    pick(from) {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error("nothing to choose from");
      return chosen;
    },
    bytes: (length) => Buffer.from(Array.from({ length }, () => below(256))),
  };
}
