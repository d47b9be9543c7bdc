/** The SeekHead of Matroska, by which readers find what stands behind the pictures. */
import type { BoundedSource } from "../bounded-source.js";
import { bigEndian, join } from "../byte-building.js";
import type { Edit } from "../container.js";
import { buildElement, buildVoid, codeSize, type Element, VOID } from "./ebml.js";
import { SEEK_HEAD } from "./segment.js";
import { renewChecksum, TAGS } from "./tags.js";

const SEEK = 0x4dbb;
const SEEK_ID = 0x53ab;
const SEEK_POSITION = 0x53ac;

/** An entry for Tags at `position`, taken from the Void behind the SeekHead: nothing, where that has no room. */
export async function addSeekEntry(
  source: BoundedSource,
  elements: readonly Element[],
  position: number,
): Promise<Edit[]> {
  const index = elements.findIndex(({ id }) => id === SEEK_HEAD);
  const [head, room] = [elements[index], elements[index + 1]];
  if (head?.size === undefined || room?.id !== VOID) return [];
  const entry = buildElement(
    SEEK,
    join(buildElement(SEEK_ID, bigEndian(TAGS, 4)), buildElement(SEEK_POSITION, bigEndian(position, 8))),
  );
  const sizeLength = head.start - head.offset - 4;
  const rest = buildVoid(Math.max(room.end - room.offset - entry.length, 1));
  if (rest === undefined || head.size + entry.length >= 2 ** (7 * sizeLength) - 1) return [];
  const content = join(await source.bytes(head.start, head.size), entry);
  renewChecksum(content, 0, content.length);
  const insert = join(bigEndian(SEEK_HEAD, 4), codeSize(content.length, sizeLength), content, rest);
  return [{ offset: head.offset, remove: room.end - head.offset, insert }];
}
