/** The item locations of HEIF (ISO 14496-12 §8.11.3): where the bytes of each item are, read and written. */
import { uint } from "../../asset/bytes.js";
import { damaged } from "../bounded-source.js";
import { bigEndian, join } from "../byte-building.js";

export interface Extent {
  index: number;
  offset: number;
  length: number;
}

export interface Location {
  id: number;
  /** 0: places in the file. 1: in the `idat` box. 2: in another item. */
  method: number;
  /** 0: this file. */
  dataReference: number;
  base: number;
  extents: Extent[];
}

/** Each field is 0, 4 or 8 bytes long, in the whole box. */
export interface FieldSizes {
  offset: number;
  length: number;
  base: number;
  index: number;
}

export interface Locations {
  version: number;
  flags: number;
  sizes: FieldSizes;
  items: Location[];
}

/** `bytes`: the content of the box. */
export function readLocations(bytes: Uint8Array): Locations {
  let at = 4;
  const next = (length: number): number => {
    if (at + length > bytes.length) throw damaged("its item locations are cut short");
    at += length;
    return uint(bytes, at - length, length);
  };
  const version = uint(bytes, 0, 1);
  if (version > 2) throw damaged(`expected item locations of version 0 to 2, found ${version}`);
  const [first, second] = [next(1), next(1)];
  const index = version === 0 ? 0 : second & 15;
  const sizes = { offset: first >> 4, length: first & 15, base: second >> 4, index };
  if (Object.values(sizes).some((size) => size !== 0 && size !== 4 && size !== 8)) {
    throw damaged("its item locations have fields of unknown sizes");
  }
  // Extents without fields cost no bytes, so nothing else would limit their number.
  const mostExtents = sizes.index + sizes.offset + sizes.length === 0 ? 1 : 0xffff;
  const extentCount = () => {
    const count = next(2);
    if (count > mostExtents) throw damaged("its item locations have extents without places");
    return count;
  };
  const readItem = (): Location => ({
    id: next(version < 2 ? 2 : 4),
    method: version === 0 ? 0 : next(2) & 15,
    dataReference: next(2),
    base: next(sizes.base),
    extents: Array.from({ length: extentCount() }, () => ({
      index: next(sizes.index),
      offset: next(sizes.offset),
      length: next(sizes.length),
    })),
  });
  const count = next(version < 2 ? 2 : 4);
  const items: Location[] = [];
  while (items.length < count) items.push(readItem());
  return { version, flags: uint(bytes, 1, 3), sizes, items };
}

/** The whole box. Its length depends on the sizes and numbers of fields, and not on their values. */
export function writeLocations({ version, flags, sizes, items }: Locations): Uint8Array {
  const idBytes = version < 2 ? 2 : 4;
  const parts = items.map(({ id, method, dataReference, base, extents }) =>
    join(
      bigEndian(id, idBytes),
      version === 0 ? new Uint8Array() : bigEndian(method, 2),
      bigEndian(dataReference, 2),
      bigEndian(base, sizes.base),
      bigEndian(extents.length, 2),
      Buffer.concat(
        extents.flatMap(({ index, offset, length }) => [
          bigEndian(index, sizes.index),
          bigEndian(offset, sizes.offset),
          bigEndian(length, sizes.length),
        ]),
      ),
    ),
  );
  const content = join(
    bigEndian(version, 1),
    bigEndian(flags, 3),
    bigEndian(sizes.offset * 16 + sizes.length, 1),
    bigEndian(sizes.base * 16 + sizes.index, 1),
    bigEndian(items.length, idBytes),
    Buffer.concat(parts),
  );
  return join(bigEndian(content.length + 8, 4), new Uint8Array(Buffer.from("iloc")), content);
}

/** Whether every value fits its field; a field of no bytes holds only zero. */
export function isWritable({ version, sizes, items }: Locations): boolean {
  const fits = (value: number, size: number) => value >= 0 && value < 256 ** size;
  return (
    items.length < (version < 2 ? 0x10000 : 2 ** 32) &&
    items.every(
      ({ id, base, extents }) =>
        fits(id, version < 2 ? 2 : 4) &&
        fits(base, sizes.base) &&
        extents.every(({ offset, length }) => fits(offset, sizes.offset) && fits(length, sizes.length)),
    )
  );
}

/** The same bytes after everything in the file has moved. */
export function relocate(location: Location, moved: (offset: number) => number): Location {
  const { method, dataReference, base, extents } = location;
  if (method !== 0 || dataReference !== 0) return location;
  const shifts = new Set(extents.map(({ offset }) => moved(base + offset) - base - offset));
  const [shift = 0] = shifts;
  if (shifts.size <= 1 && base > 0) return { ...location, base: base + shift };
  return {
    ...location,
    base: 0,
    extents: extents.map((extent) => ({ ...extent, offset: moved(base + extent.offset) })),
  };
}
