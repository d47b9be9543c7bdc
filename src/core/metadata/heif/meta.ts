/** The `meta` box of a HEIF: its items, what they are, where they are and what they describe. */
import { letters, uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { boxesIn, boxesOf, type IsoBox } from "../iso-boxes.js";
import { type Location, type Locations, readLocations } from "./locations.js";

export interface HeifItem {
  id: number;
  type: string;
  /** Of `mime` items. */
  contentType: string;
  contentEncoding: string;
}

/** All places are places in the file. */
export interface Heif {
  boxes: IsoBox[];
  meta: IsoBox;
  primary: number;
  items: HeifItem[];
  /** The `iinf` box, and the number of bytes in which it counts. */
  itemsBox: IsoBox;
  itemCountBytes: 2 | 4;
  locations: Locations;
  locationsBox: IsoBox;
  /** By the number of the item. */
  placeOf: Map<number, Location>;
  references?: { box: IsoBox; idBytes: 2 | 4; describes: Map<number, Set<number>> };
  /** The `idat` box. */
  data?: IsoBox;
  /** Of groups, which share the numbers with items. */
  groupIds: number[];
}

/** That of a picture of ten thousand tiles has less than one. */
const MAX_META_BYTES = 4 * 1024 * 1024;

export async function readHeif(source: BoundedSource): Promise<Heif> {
  const boxes: IsoBox[] = [];
  for await (const box of boxesOf(source)) boxes.push(box);
  const meta = boxes.find(({ type }) => type === "meta");
  if (boxes[0]?.type !== "ftyp" || !meta) throw damaged("it has no meta box");
  if (meta.isOpen || meta.end - meta.start > MAX_META_BYTES) throw damaged("its meta box is too large");
  const bytes = await source.bytes(meta.start, meta.end - meta.start);
  return { boxes, meta, ...readMeta(bytes, meta) };
}

function readMeta(bytes: Uint8Array, meta: IsoBox): Omit<Heif, "boxes" | "meta"> {
  const children = boxesIn(bytes, meta.content - meta.start + 4, bytes.length);
  const child = (type: string): IsoBox | undefined => {
    const [first, second] = children.filter((box) => box.type === type);
    if (second) throw damaged(`expected one ${type} box, found several`);
    return first;
  };
  const needed = (type: string): IsoBox => {
    const box = child(type);
    if (!box || box.end - box.content < 6) throw damaged(`its ${type} box is missing`);
    return box;
  };
  const inFile = (box: IsoBox): IsoBox => ({
    ...box,
    start: box.start + meta.start,
    content: box.content + meta.start,
    end: box.end + meta.start,
  });
  const [infos, places, pointer] = [needed("iinf"), needed("iloc"), needed("pitm")];
  const [references, data] = [child("iref"), child("idat")];
  const locations = readLocations(bytes.subarray(places.content, places.end));
  if (letters(bytes, needed("hdlr").content + 8, 4) !== "pict")
    throw damaged("its metadata are of no picture");
  return {
    primary: uint(bytes, pointer.content + 4, uint(bytes, pointer.content, 1) === 0 ? 2 : 4),
    ...readItems(bytes, infos),
    itemsBox: inFile(infos),
    locations,
    placeOf: new Map(locations.items.map((item) => [item.id, item])),
    locationsBox: inFile(places),
    groupIds: groupIds(bytes, child("grpl")),
    ...(references ? { references: { box: inFile(references), ...readReferences(bytes, references) } } : {}),
    ...(data ? { data: inFile(data) } : {}),
  };
}

function readItems(bytes: Uint8Array, { content, end }: IsoBox) {
  const itemCountBytes: 2 | 4 = uint(bytes, content, 1) === 0 ? 2 : 4;
  const infos = boxesIn(bytes, content + 4 + itemCountBytes, end).filter(({ type }) => type === "infe");
  return { itemCountBytes, items: infos.map((box) => readItem(bytes.subarray(box.content, box.end))) };
}

/** ISO 14496-12 §8.11.6. */
function readItem(bytes: Uint8Array): HeifItem {
  const version = uint(bytes, 0, 1);
  const idBytes = version < 3 ? 2 : 4;
  // Behind the number and two bytes on protection.
  const typeAt = 4 + idBytes + 2;
  const type = version < 2 ? "mime" : letters(bytes, typeAt, 4);
  const texts = letters(bytes, version < 2 ? typeAt : typeAt + 4).split("\0");
  const [, contentType = "", contentEncoding = ""] = type === "mime" ? texts : [];
  return { id: uint(bytes, 4, idBytes), type, contentType, contentEncoding };
}

/** ISO 14496-12 §8.11.12: `cdsc` leads from a description to what it describes. */
function readReferences(bytes: Uint8Array, { content, end }: IsoBox) {
  const idBytes: 2 | 4 = uint(bytes, content, 1) === 0 ? 2 : 4;
  const describes = new Map<number, Set<number>>();
  for (const box of boxesIn(bytes, content + 4, end)) {
    if (box.type !== "cdsc") continue;
    const from = uint(bytes, box.content, idBytes);
    const ids = describes.get(from) ?? new Set<number>();
    for (let at = box.content + idBytes + 2; at + idBytes <= box.end; at += idBytes)
      ids.add(uint(bytes, at, idBytes));
    describes.set(from, ids);
  }
  return { idBytes, describes };
}

function groupIds(bytes: Uint8Array, groups: IsoBox | undefined): number[] {
  if (!groups) return [];
  return boxesIn(bytes, groups.content + 4, groups.end).map(({ content }) => uint(bytes, content + 4, 4));
}
