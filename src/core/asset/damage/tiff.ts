/** A TIFF is whole when its directories, and the picture data they point to, lie inside the file. */
import { type ByteOrder, startsWith, uint } from "../bytes.js";
import { damaged, type Probe, unknown, type Wholeness, whole } from "./probe.js";

/** TIFF 6.0 §2, and BigTIFF with its wider fields. */
interface Layout {
  order: ByteOrder;
  /** Bytes of an offset, of the entry count, and of one entry. */
  word: number;
  count: number;
  entry: number;
}

const STRIP_OFFSETS = 273;
const STRIP_SIZES = 279;
const TILE_OFFSETS = 324;
const TILE_SIZES = 325;

const MAX_DIRECTORIES = 256;
const MAX_ENTRIES = 4096;
const MAX_STRIPS = 8192;

export async function checkTiff(probe: Probe): Promise<Wholeness> {
  const head = await probe.bytes(0, 16);
  const layout = readLayout(head);
  const seen = new Set<number>();
  let at = uint(head, layout.word, layout.word, layout.order);
  if (at === 0) return damaged("it has no directory");
  while (at !== 0) {
    // A chain that bites its own tail, or one of thousands, is not for this check to follow.
    if (seen.has(at) || seen.size >= MAX_DIRECTORIES) return unknown;
    seen.add(at);
    const count = uint(await probe.bytes(at, layout.count), 0, layout.count, layout.order);
    const size = count * layout.entry;
    if (at + layout.count + size + layout.word > probe.sizeBytes) return damaged("a directory is cut short");
    if (count > MAX_ENTRIES) return unknown;
    const bytes = await probe.bytes(at + layout.count, size + layout.word);
    const inside = await checkPixels(probe, layout, bytes, count);
    if (inside) return inside;
    at = uint(bytes, size, layout.word, layout.order);
  }
  return whole;
}

function readLayout(head: Uint8Array): Layout {
  const order = startsWith(head, "II") ? "little" : "big";
  const isBig = uint(head, 2, 2, order) === 43;
  return isBig ? { order, word: 8, count: 8, entry: 20 } : { order, word: 4, count: 2, entry: 12 };
}

/** Only what is wrong; undefined where all strips and tiles lie inside. */
async function checkPixels(
  probe: Probe,
  layout: Layout,
  directory: Uint8Array,
  count: number,
): Promise<Wholeness | undefined> {
  const tags = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    tags.set(uint(directory, index * layout.entry, 2, layout.order), index * layout.entry);
  }
  for (const [offsetsTag, sizesTag] of [
    [STRIP_OFFSETS, STRIP_SIZES],
    [TILE_OFFSETS, TILE_SIZES],
  ] as const) {
    const offsets = await readNumbers(probe, layout, directory, tags.get(offsetsTag));
    const sizes = await readNumbers(probe, layout, directory, tags.get(sizesTag));
    if (!offsets || !sizes) return damaged("its list of picture data is cut short");
    if (offsets.some((offset, index) => offset + (sizes[index] ?? 0) > probe.sizeBytes)) {
      return damaged("its picture data is cut short");
    }
  }
  return undefined;
}

/** The values of one entry, the first few thousand of them; undefined where they lie outside the file. */
async function readNumbers(
  probe: Probe,
  layout: Layout,
  directory: Uint8Array,
  at: number | undefined,
): Promise<number[] | undefined> {
  if (at === undefined) return [];
  const { order, word } = layout;
  const width = { 3: 2, 4: 4, 13: 4, 16: 8 }[uint(directory, at + 2, 2, order)];
  if (width === undefined) return [];
  const count = uint(directory, at + 4, word, order);
  const valueAt = at + 4 + word;
  const isInline = count * width <= word;
  const offset = uint(directory, valueAt, word, order);
  if (!isInline && offset + count * width > probe.sizeBytes) return undefined;
  const read = Math.min(count, MAX_STRIPS) * width;
  const bytes = isInline ? directory.subarray(valueAt, valueAt + word) : await probe.bytes(offset, read);
  return Array.from({ length: read / width }, (_, index) => uint(bytes, index * width, width, order));
}
