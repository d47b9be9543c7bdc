/**
 * Feeds our own readers and writers of metadata with broken files for as long as it is told. What behaves in a way
 * not seen before is kept and broken further, so that the search gets deeper into a format by itself.
 */
import { type FoundMark, type MetadataContainer, readMarks } from "../../src/core/metadata/index.ts";
import { ColophonError } from "../../src/error.ts";
import { applied, sourceOf, untouched } from "../support/byte-source.ts";
import { labelFor, packetWithLabel } from "../support/label-samples.ts";
import type { Chance } from "./chance.ts";

export interface Seed {
  name: string;
  format: string;
  container: MetadataContainer;
  bytes: Buffer;
}

export interface Fault {
  seed: string;
  what: string;
  input: Buffer;
}

/** Limits of one reading: far above what any honest file takes, far below what anybody would wait for. */
const longestMs = 5000;
const mostReads = 600_000;
const mostBytesRead = 2 * 1024 ** 3;

interface Watched {
  reads: number;
  bytes: number;
}

function watchedSource(bytes: Uint8Array, watched: Watched) {
  const source = sourceOf(bytes);
  return {
    sizeBytes: source.sizeBytes,
    read: (offset: number, length: number) => {
      watched.reads += 1;
      watched.bytes += Math.min(length, bytes.length);
      return source.read(offset, length);
    },
  };
}

/** Tries one input; gives what is wrong, or how it behaved. */
export async function tryInput(seed: Seed, input: Buffer): Promise<{ fault?: string; behavior: string }> {
  const watched: Watched = { reads: 0, bytes: 0 };
  const start = performance.now();
  let behavior = "";
  try {
    const marks = await readMarks(seed.container, watchedSource(input, watched));
    behavior = marks.map(({ kind, isNormative }) => `${kind}${isNormative}`).join();
  } catch (error) {
    return { fault: `reading threw ${stackOf(error)}`, behavior };
  }
  const written = await tryWriting(seed, input, watched);
  const tookMs = performance.now() - start;
  if (tookMs > longestMs) return { fault: `it took ${Math.round(tookMs)} ms`, behavior };
  if (watched.reads > mostReads) return { fault: `it read ${watched.reads} times`, behavior };
  if (watched.bytes > mostBytesRead) return { fault: `it read ${watched.bytes} bytes`, behavior };
  behavior += ` ${written.behavior} ${Math.round(Math.log2(watched.reads + 1))}`;
  return written.fault === undefined ? { behavior } : { fault: written.fault, behavior };
}

async function tryWriting(
  { container }: Seed,
  input: Buffer,
  watched: Watched,
): Promise<{ fault?: string; behavior: string }> {
  const wanted = container.aigcPlace === "xmp" ? { xmp: packetWithLabel("f") } : { aigc: labelFor("f") };
  try {
    const edits = await container.write(watchedSource(input, watched), wanted);
    const after = await applied(input, edits);
    const [kept, found] = untouched(input, after, edits);
    if (!found.equals(kept)) return { fault: "bytes outside the label changed", behavior: "" };
    if (!(await isSaidOnce(container, after, watched)))
      return { fault: "what was written is not read once", behavior: "" };
    const again = await applied(after, await container.write(watchedSource(after, watched), wanted));
    if (!(await isSaidOnce(container, again, watched)))
      return { fault: "what was written twice is not read once", behavior: "" };
    return { behavior: `${edits.length} edits` };
  } catch (error) {
    if (!(error instanceof ColophonError)) return { fault: `writing threw ${stackOf(error)}`, behavior: "" };
    return { behavior: error.message.replace(/\d+/g, "N") };
  }
}

/** At the place of the standard; what else says the same may be anybody's. */
async function isSaidOnce(container: MetadataContainer, bytes: Buffer, watched: Watched): Promise<boolean> {
  const marks = await readMarks(container, watchedSource(bytes, watched));
  const said = ({ kind, text, isNormative }: FoundMark) =>
    kind === "aigc" && isNormative && text === labelFor("f");
  return marks.filter(said).length === 1;
}

function stackOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split("\n").slice(0, 4).join(" ")
    : String(error);
}

/** Structure is in front and at the end; numbers are what it is made of. */
function breakInput(input: Buffer, chance: Chance): Buffer {
  let broken: Buffer = Buffer.from(input);
  for (let left = chance.between(1, 5); left > 0 && broken.length > 16; left -= 1) {
    const reach = Math.min(broken.length, chance.pick([64, 600, 6000, broken.length]));
    const at = chance.below(3) === 0 ? broken.length - 1 - chance.below(reach) : chance.below(reach);
    broken = chance.pick(ways)(broken, at, chance);
  }
  return broken;
}

const numbers = [0, 1, 2, 3, 7, 8, 9, 127, 128, 255, 256, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

const ways: readonly ((bytes: Buffer, at: number, chance: Chance) => Buffer)[] = [
  (bytes, at, chance) => {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
    return bytes;
  },
  (bytes, at, chance) => {
    bytes[at] = chance.pick(numbers) & 255;
    return bytes;
  },
  (bytes, at, chance) => {
    const field = Buffer.alloc(8);
    field.writeBigUInt64BE(BigInt(chance.pick([...numbers, bytes.length, bytes.length - at])));
    const kept = field.subarray(8 - chance.pick([2, 4, 8]));
    (chance.below(2) === 0 ? kept : kept.reverse()).copy(bytes, at);
    return bytes;
  },
  (bytes, at) => bytes.subarray(0, Math.max(1, at)),
  (bytes, at, chance) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + chance.between(1, 300))]),
  (bytes, at, chance) => {
    const piece = bytes.subarray(at, at + chance.between(1, 300));
    const copies = Array.from({ length: chance.pick([1, 2, 30]) }, () => piece);
    return Buffer.concat([bytes.subarray(0, at), ...copies, bytes.subarray(at)]);
  },
  (bytes, at, chance) => {
    const from = chance.below(bytes.length);
    bytes.copy(bytes, at, from, from + chance.between(4, 64));
    return bytes;
  },
];

/** Rounds over all seeds until the time is over; stops at `most` faults. */
export async function fuzz(
  seeds: readonly Seed[],
  chance: Chance,
  untilMs: number,
  most = 5,
): Promise<{ faults: Fault[]; tried: number; behaviors: number }> {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const pools = new Map<Seed, Buffer[]>(seeds.map((seed) => [seed, [seed.bytes]]));
  let tried = 0;
  while (performance.now() < untilMs && faults.length < most) {
    for (const [seed, pool] of pools) {
      const input = breakInput(chance.pick(pool), chance);
      const { fault, behavior } = await tryInput(seed, input);
      tried += 1;
      if (fault !== undefined) faults.push({ seed: seed.name, what: fault, input });
      const isNew = !seen.has(`${seed.format} ${behavior}`);
      seen.add(`${seed.format} ${behavior}`);
      if (isNew && pool.length < 200 && input.length < 2_000_000) pool.push(input);
    }
  }
  return { faults, tried, behaviors: seen.size };
}
