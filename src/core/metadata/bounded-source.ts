/** A file read in bounded steps: sizes that a hostile file claims end the reading and not the process. */
import { ColophonError } from "../../error.js";
import type { ByteSource, FoundMark } from "./container.js";
import { createBudget, type WorkBudget } from "./work-budget.js";

export interface BoundedSource extends Pick<WorkBudget, "unpack" | "isSpent"> {
  readonly sizeBytes: number;
  /** All of them, or `format.damaged`. */
  bytes(offset: number, length: number): Promise<Uint8Array>;
  /** Fewer where the file ends. */
  upTo(offset: number, length: number): Promise<Uint8Array>;
}

/** The index of a film of many hours has a few million entries of four bytes. */
const MAX_PIECE_BYTES = 64 * 1024 * 1024;
/** Headers stand close together more often than not, and are served from one block. */
const BLOCK_BYTES = 4096;

export function boundSource(source: ByteSource): BoundedSource {
  const { sizeBytes } = source;
  const budget = createBudget(sizeBytes, damaged);
  let block: Uint8Array = new Uint8Array();
  let blockOffset = 0;

  /** What comes may be a view of somebody's memory, and the `slice` of a Buffer is another view of it. */
  async function copyOf(offset: number, length: number): Promise<Uint8Array> {
    return new Uint8Array(await source.read(offset, length));
  }

  async function upTo(offset: number, length: number): Promise<Uint8Array> {
    budget.step();
    if (!Number.isSafeInteger(offset) || offset < 0) throw damaged("it points outside itself");
    const wanted = Math.max(0, Math.min(length, sizeBytes - offset));
    if (wanted === 0) return new Uint8Array();
    if (wanted > MAX_PIECE_BYTES) throw damaged(`its part at byte ${offset} is larger than expected`);
    budget.take(wanted);
    if (wanted > BLOCK_BYTES) return copyOf(offset, wanted);
    if (offset < blockOffset || offset + wanted > blockOffset + block.length) {
      block = await copyOf(offset, Math.min(BLOCK_BYTES, sizeBytes - offset));
      blockOffset = offset;
    }
    return block.slice(offset - blockOffset, offset - blockOffset + wanted);
  }

  return {
    sizeBytes,
    upTo,
    unpack: budget.unpack,
    isSpent: budget.isSpent,
    async bytes(offset, length) {
      const bytes = await upTo(offset, length);
      if (bytes.length === length) return bytes;
      throw damaged(`expected ${length} bytes at ${offset}, found ${bytes.length}`);
    },
  };
}

/** The container cannot be changed safely. `why`: lower case, no full stop. */
export function damaged(why: string): ColophonError {
  return new ColophonError("format.damaged", `the file cannot be labeled: ${why}`);
}

/** The format has no place for this kind of mark. */
export function noPlaceFor(mark: string, format: string): ColophonError {
  return new ColophonError("format.not-writable", `no place for ${mark} is known in "${format}" files`);
}

/** What was found until the file stopped making sense: other faults than those of the file go on up. */
export async function collectMarks(
  source: ByteSource,
  find: (source: BoundedSource) => AsyncIterable<FoundMark>,
): Promise<FoundMark[]> {
  const marks: FoundMark[] = [];
  const bounded = boundSource(source);
  let isCut = false;
  try {
    for await (const mark of find(bounded)) {
      if (marks.push(mark) >= MAX_MARKS) break;
    }
  } catch (error) {
    const isOfTheFile = error instanceof ColophonError && error.code.startsWith("format.");
    if (!isOfTheFile) throw error;
    isCut = true;
  }
  return isCut || bounded.isSpent() || marks.length >= MAX_MARKS ? [...marks, unread] : marks;
}

export const unread: FoundMark = {
  kind: "unread",
  place: "",
  isNormative: false,
  text: "",
  offset: 0,
  length: 0,
};

const MAX_MARKS = 64;
