/** How much work one file may be: its steps, the bytes read of it, and what its packed parts become. */
export type Unpack = (
  inflate: (limits: { maxOutputLength: number }) => Uint8Array,
  most?: number,
) => Uint8Array | undefined;

export interface WorkBudget {
  /** Throws where it was one too many. */
  step(): void;
  /** Throws where there are none left. */
  take(bytes: number): void;
  /** Undefined where it does not unpack, or all parts together become too much. */
  unpack: Unpack;
  /** It was too much to go through, or did not unpack, so that what was not seen may still be there. */
  isSpent(): boolean;
}

/** Every structure needs at least one step, so this also bounds their number. */
const MAX_STEPS = 250_000;
/** Everything is read a few times over; more is asked for where many parts point to the same bytes. */
const MAX_TIMES_READ = 3;
const MAX_MORE_BYTES = 64 * 1024 * 1024;
/** A few kilobytes inflate to megabytes, and a file may hold thousands of such parts. */
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** `fault`: what is thrown, for a reason in lower case. */
export function createBudget(sizeBytes: number, fault: (why: string) => Error): WorkBudget {
  const left = { steps: MAX_STEPS, bytes: sizeBytes * MAX_TIMES_READ + MAX_MORE_BYTES };
  const packed = createUnpacking();
  return {
    step() {
      left.steps -= 1;
      if (left.steps < 0) throw fault("it has more parts than can be gone through");
    },
    take(bytes) {
      left.bytes -= bytes;
      if (left.bytes < 0) throw fault("its parts lie over each other");
    },
    unpack: packed.unpack,
    isSpent: () => left.steps < 0 || left.bytes < 0 || packed.isSpent(),
  };
}

function createUnpacking(): Pick<WorkBudget, "unpack" | "isSpent"> {
  let left = MAX_UNPACKED_BYTES;
  let isAnyLeft = false;
  return {
    isSpent: () => left <= 0 || isAnyLeft,
    unpack(inflate, most = MAX_UNPACKED_BYTES) {
      const maxOutputLength = Math.min(most, left);
      if (maxOutputLength <= 0) return undefined;
      try {
        const bytes = new Uint8Array(inflate({ maxOutputLength }));
        left -= bytes.length;
        return bytes;
      } catch {
        // How much work it was before it failed is not known.
        left -= maxOutputLength;
        isAnyLeft = true;
        return undefined;
      }
    },
  };
}
