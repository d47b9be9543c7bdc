/** Puts the bytes of a packet into a HEIF, in the place of the old ones or at the end, and all places in order. */
import { type BoundedSource, damaged } from "../bounded-source.js";
import { bigEndian, growth, inOrder, join, latin1, moved } from "../byte-building.js";
import type { Edit } from "../container.js";
import { type IsoBox, resizeBox } from "../iso-boxes.js";
import { followSamples } from "./chunk-offsets.js";
import { isWritable, type Location, type Locations, relocate, writeLocations } from "./locations.js";
import type { Heif } from "./meta.js";
import { addItem, unusedId } from "./new-item.js";

interface Plan {
  /** In the `meta` box, apart from the locations and its own size. */
  inMeta: Edit[];
  /** Outside of it. */
  outside: Edit[];
  /** The locations afterwards; `place` says where a byte of the file has moved to. */
  locate(place: (offset: number) => number, end: number): Location[];
}

/** `itemId`: of the item that is replaced. */
export async function placePacket(
  source: BoundedSource,
  heif: Heif,
  packet: Uint8Array,
  itemId: number | undefined,
): Promise<Edit[]> {
  const plan = inPlace(heif, packet, itemId) ?? atEnd(source, heif, packet, itemId);
  const edits = settle(source, heif, plan);
  return inOrder([...edits, ...(await followSamples(source, heif.boxes, edits))]);
}

/** The old bytes give way to the new ones where they stand alone, in a box for nothing but data. */
function inPlace(
  { boxes, locations }: Heif,
  packet: Uint8Array,
  itemId: number | undefined,
): Plan | undefined {
  const old = locations.items.find(({ id }) => id === itemId);
  const [extent, second] = old?.extents ?? [];
  if (!old || !extent || second || old.method !== 0 || old.dataReference !== 0 || extent.length === 0)
    return undefined;
  const start = old.base + extent.offset;
  const end = start + extent.length;
  const box = boxes.find(
    ({ type, content, end: boxEnd }) => type === "mdat" && content <= start && end <= boxEnd,
  );
  const isShared = locations.items.some((other) => other !== old && overlaps(other, start, end));
  if (!box || isShared) return undefined;
  return {
    inMeta: [],
    outside: [
      ...resizeBox(box, packet.length - extent.length),
      { offset: start, remove: extent.length, insert: packet },
    ],
    locate: (place) =>
      locations.items.map((item) => {
        const now = relocate(item, place);
        return item === old
          ? { ...now, extents: now.extents.map((one) => ({ ...one, length: packet.length })) }
          : now;
      }),
  };
}

function overlaps({ method, base, extents }: Location, start: number, end: number): boolean {
  if (method !== 0) return false;
  return extents.some(({ offset, length }) => base + offset < end && base + offset + length > start);
}

/** A data box of its own behind everything. */
function atEnd(source: BoundedSource, heif: Heif, packet: Uint8Array, itemId: number | undefined): Plan {
  const { locations, boxes } = heif;
  const id = itemId ?? unusedId(heif);
  const insert = join(bigEndian(packet.length + 8, 4), latin1("mdat"), packet);
  return {
    inMeta: itemId === undefined ? addItem(heif, id) : [],
    outside: [...closeLast(boxes), { offset: source.sizeBytes, remove: 0, insert }],
    locate: (place, end) => [
      ...locations.items.filter((item) => item.id !== id).map((item) => relocate(item, place)),
      { id, method: 0, dataReference: 0, ...placedAt(end - packet.length, packet.length, locations.sizes) },
    ],
  };
}

/**
 * The standard adds base and offset up. c2pa-rs 0.91, which moves everything when it signs, moves both of an item
 * whose base has a field and is 0, and so loses it: then the base says it all.
 */
function placedAt(offset: number, length: number, sizes: Locations["sizes"]) {
  const isInBase = sizes.base > 0;
  return { base: isInBase ? offset : 0, extents: [{ index: 0, offset: isInBase ? 0 : offset, length }] };
}

/** A last box that says no size would swallow what is put behind it. */
function closeLast(boxes: readonly IsoBox[]): Edit[] {
  const last = boxes.at(-1);
  if (!last?.isOpen) return [];
  const size = last.end - last.start;
  if (size > 0xffffffff) throw damaged("its last box is too large for a size");
  return [{ offset: last.start, remove: 4, insert: bigEndian(size, 4) }];
}

/** The box of locations moves what it tells the places of: its length comes first, then its values. */
function settle(source: BoundedSource, heif: Heif, { inMeta, outside, locate }: Plan): Edit[] {
  const { locations, locationsBox, meta } = heif;
  if (locations.sizes.length === 0) throw damaged("its item locations say no lengths");
  const offset = Math.max(4, locations.sizes.offset);
  for (const width of [offset, 8]) {
    const build = (items: Location[]): Locations => ({
      ...locations,
      sizes: { ...locations.sizes, offset: width },
      items,
    });
    const withBytes = (bytes: Uint8Array): Edit[] => {
      const { start, end } = locationsBox;
      const inside = [...inMeta, { offset: start, remove: end - start, insert: bytes }];
      return inOrder([...inside, ...resizeBox(meta, growth(inside)), ...outside]);
    };
    const still = withBytes(writeLocations(build(locate((place) => place, 0))));
    const result = build(locate((place) => moved(place, still), source.sizeBytes + growth(still)));
    if (isWritable(result)) return withBytes(writeLocations(result));
  }
  throw damaged("its item locations have no room for larger places");
}
