/** The INFO list of a RIFF, where AVI keeps the AIGC label. */
import { letters } from "../../asset/bytes.js";
import type { BoundedSource } from "../bounded-source.js";
import { fromUtf8, withoutZeros } from "../byte-building.js";
import type { FoundMark } from "../container.js";
import { foundLabel } from "../found-label.js";
import { type Chunk, walkChunks } from "../riff.js";

/** The entries of one INFO list; none where it is another list. */
export async function readInfo(source: BoundedSource, list: Chunk): Promise<Chunk[]> {
  const entries: Chunk[] = [];
  if (list.id !== "LIST" || list.size < 4) return entries;
  if (letters(await source.upTo(list.start, 4)) !== "INFO") return entries;
  for await (const entry of walkChunks(source, list.start + 4, list.start + list.size)) entries.push(entry);
  return entries;
}

export async function* findInfoLabels(
  source: BoundedSource,
  list: Chunk,
  isRightPlace: boolean,
): AsyncGenerator<FoundMark> {
  for (const entry of await readInfo(source, list)) {
    if (entry.id !== "AIGC") continue;
    const text = withoutZeros(fromUtf8(await source.upTo(entry.start, entry.size)));
    const { start: offset, size: length } = entry;
    yield foundLabel({ place: "LIST INFO AIGC", text, offset, length }, isRightPlace);
  }
}
