/** The tags of a TIFF: what its directories say beside the picture is carried over, which no encoder does. */
import { previewTakenOut } from "./exif-preview.js";
import { withoutResourcePreview } from "./photoshop-preview.js";
import { openTiff, pagesOf, type Tiff } from "./tiff-pages.js";

interface Entry {
  tag: number;
  type: number;
  count: number;
  /** In the byte order of the file it came from. */
  value: Uint8Array;
  /** Behind the pointer of tags that point to a directory. */
  directory?: readonly Entry[];
}

/** TIFF 6.0, section 2: the size of one value of types 1 to 13. */
const sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** Exif, GPS and interoperability: directories of their own. */
const pointers = new Set([34_665, 34_853, 40_965]);

/** How the samples are stored, which the encoder says; previews (SubIFDs) and credentials, which would be stale. */
const ofTheEncoding = new Set([
  254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 277, 278, 279, 280, 281, 284, 288, 289, 290,
  291, 292, 293, 297, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 330, 338, 339, 340, 341, 347, 512,
  513, 514, 529, 530, 531, 532, 37_724, 52_545,
]);

/** How many pixels make an inch: the encoder writes a number of its own. */
const resolutions = new Set([282, 283, 296]);

const subDirectories = 330;
const photoshopResources = 34_377;
/** Photoshop opens these in place of the picture. */
const photoshopLayers = 37_724;

/** The picture of `drawn` with the tags of `source`, page by page. The encoder's own tags win, resolution aside. */
export function carryOverTiff(source: Uint8Array, drawn: Uint8Array): { bytes: Uint8Array; lost: string[] } {
  const [from, to] = [openTiff(source), openTiff(drawn)];
  if (!from || !to) return { bytes: drawn, lost: ["the tags of a BigTIFF beside profile, XMP and IPTC"] };
  const told = pagesOf(from).map((at) => readDirectory(from, at));
  const parts: Uint8Array[] = [drawn];
  let length = drawn.length;
  const append = (bytes: Uint8Array): number => {
    // Directories and values begin at even offsets.
    const padded = Buffer.concat([new Uint8Array(length % 2), bytes]);
    const at = length + (length % 2);
    parts.push(padded);
    length += padded.length;
    return at;
  };
  let link = 4;
  const links: [at: number, to: number][] = [];
  for (const [page, at] of pagesOf(to).entries()) {
    const before = told[page] ?? [];
    const isReplaced = ({ tag }: Entry) => resolutions.has(tag) && before.some((entry) => entry.tag === tag);
    const own = readDirectory(to, at).filter((entry) => !isReplaced(entry));
    const missing = before.filter(
      ({ tag }) => !ofTheEncoding.has(tag) && !own.some((entry) => entry.tag === tag),
    );
    const added = missing.map((entry) => reorder(entry, from.isLittle, to.isLittle));
    const kept = [...own, ...added].filter(({ tag }) => tag !== photoshopLayers);
    const written = writeDirectory(kept.map(withoutPreview), to.isLittle, append);
    for (const entry of own) if (isStale(entry)) entry.value.fill(0);
    links.push([link, written.at]);
    link = written.at + written.length - 4;
  }
  const bytes = new Uint8Array(Buffer.concat(parts));
  const view = new DataView(bytes.buffer);
  for (const [place, target] of links) view.setUint32(place, target, to.isLittle);
  return { bytes, lost: lossesOf(told.flat()) };
}

function withoutPreview(entry: Entry): Entry {
  if (entry.tag !== photoshopResources || sizes[entry.type] !== 1) return entry;
  const value = withoutResourcePreview(entry.value);
  return { ...entry, value, count: value.length };
}

/** The encoder wrote it once more: what nothing points to any more must not be found there either. */
function isStale(entry: Entry): boolean {
  return entry.tag === photoshopLayers || withoutPreview(entry).value !== entry.value;
}

function lossesOf(told: readonly Entry[]): string[] {
  const isTold = (wanted: number) => told.some(({ tag }) => tag === wanted);
  const hadPreview = told.some((entry) => withoutPreview(entry).value !== entry.value);
  return [
    ...(hadPreview || isTold(subDirectories) ? [previewTakenOut] : []),
    ...(isTold(photoshopLayers) ? ["Photoshop's layers, which showed it without its mark"] : []),
  ];
}

/** Leaves out what does not lie in the file: a decoder has accepted the picture, nobody has accepted the tags. */
function readDirectory(tiff: Tiff, at: number, depth = 0): Entry[] {
  const { bytes, view, isLittle } = tiff;
  if (at + 2 > bytes.length) return [];
  const entries: Entry[] = [];
  // A tag stands once; thousands that point to one directory of as many more would never be done with.
  const seen = new Set<number>();
  const end = Math.min(bytes.length - 12, at + 2 + 12 * (view.getUint16(at, isLittle) - 1));
  for (let place = at + 2; place <= end; place += 12) {
    const [tag, type] = [view.getUint16(place, isLittle), view.getUint16(place + 2, isLittle)];
    const count = view.getUint32(place + 4, isLittle);
    const size = (sizes[type] ?? 0) * count;
    const start = size <= 4 ? place + 8 : view.getUint32(place + 8, isLittle);
    if (size === 0 || start + size > bytes.length || seen.has(tag)) continue;
    seen.add(tag);
    const entry = { tag, type, count, value: bytes.subarray(start, start + size) };
    if (!pointers.has(tag)) entries.push(entry);
    else if (depth < 2 && size === 4) {
      entries.push({ ...entry, directory: readDirectory(tiff, view.getUint32(start, isLittle), depth + 1) });
    }
  }
  return entries;
}

/** Turns the bytes of each value round where the files differ in that; of rationals, both halves. */
function reorder(entry: Entry, isLittle: boolean, becomesLittle: boolean): Entry {
  if (isLittle === becomesLittle) return entry;
  const { type, value } = entry;
  const step = type === 5 || type === 10 ? 4 : (sizes[type] ?? 1);
  const turned = Uint8Array.from(value, (_, at) => value[at - (at % step) + step - 1 - (at % step)] ?? 0);
  const directory = entry.directory?.map((inner) => reorder(inner, isLittle, becomesLittle));
  return { ...entry, value: turned, ...(directory && { directory }) };
}

function writeDirectory(
  entries: readonly Entry[],
  isLittle: boolean,
  append: (bytes: Uint8Array) => number,
): { at: number; length: number } {
  const sorted = entries.toSorted((a, b) => a.tag - b.tag);
  const directory = new Uint8Array(2 + 12 * sorted.length + 4);
  const view = new DataView(directory.buffer);
  view.setUint16(0, sorted.length, isLittle);
  for (const [index, { tag, type, count, value, directory: inner }] of sorted.entries()) {
    const place = 2 + 12 * index;
    view.setUint16(place, tag, isLittle);
    view.setUint16(place + 2, type, isLittle);
    view.setUint32(place + 4, count, isLittle);
    if (inner) view.setUint32(place + 8, writeDirectory(inner, isLittle, append).at, isLittle);
    else if (value.length <= 4) directory.set(value, place + 8);
    else view.setUint32(place + 8, append(value), isLittle);
  }
  return { at: append(directory), length: directory.length };
}
