/** The places of samples in a HEIF that is also a film, which follow when the file moves. */
import { uint } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { bigEndian, moved } from "../byte-building.js";
import type { Edit } from "../container.js";
import { boxesIn, type IsoBox } from "../iso-boxes.js";

const MAX_MOVIE_BYTES = 64 * 1024 * 1024;
const parents = new Set(["trak", "mdia", "minf", "stbl"]);

/** `edits` in order. Throws `format.damaged` for films whose places are kept in other ways. */
export async function followSamples(
  source: BoundedSource,
  boxes: readonly IsoBox[],
  edits: readonly Edit[],
): Promise<Edit[]> {
  const foreign = boxes.find(({ type }) => type === "moof" || type === "sidx" || type === "mfra");
  if (foreign) throw damaged("it is a fragmented film");
  const movies = boxes.filter(({ type }) => type === "moov");
  const changes: Edit[] = [];
  for (const { start, content, end } of movies) {
    if (end - start > MAX_MOVIE_BYTES) throw damaged("its moov box is too large");
    const bytes = await source.bytes(start, end - start);
    for (const table of tablesIn(bytes, content - start, bytes.length)) {
      changes.push(follow(bytes, table, start, edits));
    }
  }
  return changes;
}

function tablesIn(bytes: Uint8Array, from: number, to: number): IsoBox[] {
  return boxesIn(bytes, from, to).flatMap((box) => {
    if (parents.has(box.type)) return tablesIn(bytes, box.content, box.end);
    if (box.type === "saio") throw damaged("its film keeps places of auxiliary data");
    return box.type === "stco" || box.type === "co64" ? [box] : [];
  });
}

/** ISO 14496-12 §8.7.5: a count, and for each chunk its place in the file. */
function follow(
  bytes: Uint8Array,
  { type, content, end }: IsoBox,
  start: number,
  edits: readonly Edit[],
): Edit {
  const width = type === "stco" ? 4 : 8;
  const count = uint(bytes, content + 4, 4);
  if (content + 8 + count * width > end) throw damaged("its table of chunks is cut short");
  const insert = new Uint8Array(count * width);
  for (let at = 0; at < insert.length; at += width) {
    const place = moved(uint(bytes, content + 8 + at, width), edits);
    if (place >= 256 ** width) throw damaged("its table of chunks has no room for larger places");
    insert.set(bigEndian(place, width), at);
  }
  return { offset: start + content + 8, remove: insert.length, insert };
}
