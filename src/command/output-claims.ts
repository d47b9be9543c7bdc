/** Who claims what, by a number for each: a table that holds twelve bytes for every claim, however long the names are. */

/** 64 bits of a hash, in two halves. */
export interface Key {
  low: number;
  high: number;
}

export interface Claims {
  /** `index` says whose claim it is: below the number of claims the table was made for. */
  add(key: Key, index: number): void;
  /** Whose claims may be for the same: what has one key is nearly always one, but only its name tells. */
  under(key: Key): readonly number[];
}

/** Slots for each claim: with fewer, looking for a free one takes long. */
const slotsPerClaim = 1.5;

export function createClaims(most: number): Claims {
  const size = Math.ceil(most * slotsPerClaim) + 1;
  const tags = new Uint32Array(size);
  /** One more than the index, so that 0 is a free slot. */
  const owners = new Uint32Array(size);
  const next = (slot: number) => (slot + 1) % size;
  return {
    add: ({ low, high }, index) => {
      let slot = low % size;
      while (owners[slot] !== 0) slot = next(slot);
      tags[slot] = high;
      owners[slot] = index + 1;
    },
    under: ({ low, high }) => {
      const found: number[] = [];
      for (let slot = low % size; owners[slot] !== 0; slot = next(slot)) {
        if (tags[slot] === high) found.push((owners[slot] ?? 0) - 1);
      }
      return found;
    },
  };
}
