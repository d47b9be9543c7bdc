/** The multi-picture index (CIPA DC-007): where the further pictures behind a JPEG stand, counted from itself. */
import { startsWith, uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { bigEndian, growth, littleEndian, moved } from "../byte-building.js";
import type { Edit } from "../container.js";
import { entryOf, readDirectory, readTiffHeader } from "../tiff/directory.js";
import { APP2, type Segment } from "./segments.js";

const IMAGE_LIST = 0xb002;
const ENTRY_BYTES = 16;

/**
 * The edits that keep the index true when `edits` make the first picture longer or shorter: its own size,
 * and the places of the others where they are moved against the index. Gain maps are found by these.
 */
export async function followMultiPicture(
  source: BoundedSource,
  segments: readonly Segment[],
  edits: readonly Edit[],
): Promise<Edit[]> {
  if (growth(edits) === 0) return [];
  for (const segment of segments) {
    if (segment.marker !== APP2 || segment.end - segment.dataStart < 12) continue;
    if (startsWith(await source.bytes(segment.dataStart, 4), "MPF\0")) return adjust(source, segment, edits);
  }
  return [];
}

async function adjust(source: BoundedSource, segment: Segment, edits: readonly Edit[]): Promise<Edit[]> {
  const base = segment.dataStart + 4;
  const header = await readTiffHeader(source, base);
  const list = entryOf(await readDirectory(source, header, header.firstDirectory), IMAGE_LIST);
  if (!list || list.valueOffset + list.valueBytes > segment.end) {
    throw damaged("its index of further pictures is not understood");
  }
  const bytes = await source.bytes(list.valueOffset, list.valueBytes);
  const number = (value: number) => (header.order === "big" ? bigEndian(value, 4) : littleEndian(value, 4));
  const changes: Edit[] = [];
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const size = uint(bytes, at + 4, 4, header.order);
    const place = uint(bytes, at + 8, 4, header.order);
    // The first picture is the one that begins the file; its place is zero by definition.
    const [field, old, now] =
      place === 0
        ? [at + 4, size, size + growth(edits)]
        : [at + 8, place, moved(base + place, edits) - moved(base, edits)];
    if (now !== old && old !== 0) {
      changes.push({ offset: list.valueOffset + field, remove: 4, insert: number(now) });
    }
  }
  return changes;
}
