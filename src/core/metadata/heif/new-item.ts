/** What a further item of XMP needs in the `meta` box: a name, and a reference to the picture it describes. */
import { damaged } from "../bounded-source.js";
import { bigEndian, join, latin1 } from "../byte-building.js";
import type { Edit } from "../container.js";
import { resizeBox } from "../iso-boxes.js";
import type { Heif } from "./meta.js";

export const XMP_TYPE = "application/rdf+xml";

export function unusedId({ items, locations, groupIds }: Heif): number {
  const used = [...[...items, ...locations.items].map(({ id }) => id), ...groupIds];
  return used.reduce((most, id) => Math.max(most, id), 0) + 1;
}

/** Without the location, and without the new size of the `meta` box. */
export function addItem(heif: Heif, id: number): Edit[] {
  const { itemsBox, itemCountBytes, items } = heif;
  const info = itemInfo(id);
  if (items.length + 1 >= 256 ** itemCountBytes) throw damaged("it has no room for one more item");
  return [
    ...resizeBox(itemsBox, info.length),
    {
      offset: itemsBox.content + 4,
      remove: itemCountBytes,
      insert: bigEndian(items.length + 1, itemCountBytes),
    },
    { offset: itemsBox.end, remove: 0, insert: info },
    ...addReference(heif, id),
  ];
}

function itemInfo(id: number): Uint8Array {
  const isLong = id > 0xffff;
  const content = join(
    // The flag hides it from programs that show every item as a picture.
    bigEndian(isLong ? 3 : 2, 1),
    bigEndian(1, 3),
    bigEndian(id, isLong ? 4 : 2),
    bigEndian(0, 2),
    latin1(`mime\0${XMP_TYPE}\0`),
  );
  return join(bigEndian(content.length + 8, 4), latin1("infe"), content);
}

function addReference({ references, primary, meta }: Heif, id: number): Edit[] {
  const idBytes = references?.idBytes ?? (Math.max(id, primary) > 0xffff ? 4 : 2);
  if (Math.max(id, primary) >= 256 ** idBytes) throw damaged("its references have no room for one more item");
  const content = join(bigEndian(id, idBytes), bigEndian(1, 2), bigEndian(primary, idBytes));
  const reference = join(bigEndian(content.length + 8, 4), latin1("cdsc"), content);
  if (references) {
    const { box } = references;
    return [...resizeBox(box, reference.length), { offset: box.end, remove: 0, insert: reference }];
  }
  const version = bigEndian(idBytes === 2 ? 0 : 0x01000000, 4);
  const box = join(bigEndian(reference.length + 12, 4), latin1("iref"), version, reference);
  return [{ offset: meta.end, remove: 0, insert: box }];
}
