/** Reads a file piece by piece within a fixed budget, so that no file can make a check long. */

/** Where the bytes come from; fewer than asked for means that the file ends there. */
export interface ByteSource {
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface Wholeness {
  /** False only where the container itself shows that something is missing. */
  isWhole: boolean;
  /** False where the format has no way to tell, or the budget ended before an answer. */
  isCertain: boolean;
  /** Lower case, no full stop; where it is not whole. */
  reason?: string;
  isEncrypted?: boolean;
}

export const whole: Wholeness = { isWhole: true, isCertain: true };
export const unknown: Wholeness = { isWhole: true, isCertain: false };

export function damaged(reason: string): Wholeness {
  return { isWhole: false, isCertain: true, reason };
}

export interface Probe {
  readonly sizeBytes: number;
  /** Shorter than `length` only at the end of the file. Counts as one step. */
  bytes(offset: number, length: number): Promise<Uint8Array>;
  /** How much may still be read. */
  remaining(): number;
}

class BudgetSpent extends Error {}

/** What `check` says, or `otherwise` where the budget ended before it could. */
export async function withinBudget(
  check: () => Promise<Wholeness>,
  otherwise: Wholeness,
): Promise<Wholeness> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof BudgetSpent) return otherwise;
    throw error;
  }
}

const MAX_STEPS = 5000;
const MAX_BYTES = 8 * 1024 * 1024;
/** Small reads are served from one block: headers stand close together more often than not. */
const BLOCK_BYTES = 1024;

export function createProbe(source: ByteSource, sizeBytes: number): Probe {
  let steps = 0;
  let spent = 0;
  let block: Uint8Array = new Uint8Array();
  let blockOffset = 0;

  async function fetch(offset: number, length: number): Promise<Uint8Array> {
    spent += length;
    if (spent > MAX_BYTES) throw new BudgetSpent();
    return source.read(offset, length);
  }

  return {
    sizeBytes,
    remaining: () => MAX_BYTES - spent,
    async bytes(offset, length) {
      if (++steps > MAX_STEPS) throw new BudgetSpent();
      const wanted = Math.max(0, Math.min(length, sizeBytes - offset));
      if (wanted === 0 || !Number.isSafeInteger(offset) || offset < 0) return new Uint8Array();
      if (wanted > BLOCK_BYTES) return fetch(offset, wanted);
      if (offset < blockOffset || offset + wanted > blockOffset + block.length) {
        const most = Math.max(wanted, Math.min(BLOCK_BYTES, sizeBytes - offset));
        block = await fetch(offset, most);
        blockOffset = offset;
      }
      return block.subarray(offset - blockOffset, offset - blockOffset + wanted);
    },
  };
}
