/** Finds room for a mark in an AVI without moving its `movi` list, for two indexes point into that. */
import { type BoundedSource, damaged } from "../bounded-source.js";
import { fromUtf8, join, latin1, littleEndian, utf8, withoutZeros } from "../byte-building.js";
import type { Edit } from "../container.js";
import type { Chunk } from "../riff.js";
import { buildChunk, type WantedChunk } from "../riff-chunks.js";
import { readInfo } from "./info.js";

export interface Room {
  source: BoundedSource;
  /** Of the first RIFF. */
  chunks: readonly Chunk[];
  moviOffset: number;
  /** What stands behind the pictures may grow. */
  isOpenEnded: boolean;
  /** The offsets of JUNK chunks that are used up. */
  taken: Set<number>;
  edits: Edit[];
  wanted: WantedChunk[];
}

type Id = "AIGC" | "_PMX";
type Place = Chunk & { /** The INFO list around it. */ list?: Chunk };

/** Adds to the edits, or to the chunks to be set, what makes the file say `text` there, once. */
export async function setAviMark(room: Room, id: Id, text: string): Promise<void> {
  const [main, ...others] = await findPlaces(room, id);
  const content = utf8(text);
  const isMovable = main !== undefined && room.isOpenEnded && main.offset > room.moviOffset;
  if (main === undefined) allocate(room, id, content);
  else if (withoutZeros(fromUtf8(await room.source.bytes(main.start, main.size))) === text) {
    // It stands there already.
  } else if (content.length <= main.size) {
    // Entries of INFO end with a zero, so more zeros at the end say the same.
    const padded = join(content, new Uint8Array(main.size - content.length));
    room.edits.push({ offset: main.start, remove: main.size, insert: padded });
  } else if (isMovable && main.list === undefined) {
    room.wanted.push({ instead: [main], bytes: buildChunk(id, content) });
  } else {
    others.push(main);
    allocate(room, id, content);
  }
  for (const place of others) room.edits.push(blank(place));
}

async function findPlaces({ source, chunks }: Room, id: Id): Promise<Place[]> {
  if (id === "_PMX") return chunks.filter((chunk) => chunk.id === id);
  const places: Place[] = [];
  for (const list of chunks) {
    for (const entry of await readInfo(source, list)) if (entry.id === id) places.push({ ...entry, list });
  }
  return places;
}

/** The same number of bytes, which say nothing. */
function blank({ offset, size }: Chunk): Edit {
  const insert = join(latin1("JUNK"), littleEndian(size, 4), new Uint8Array(size));
  return { offset, remove: insert.length, insert };
}

function allocate(room: Room, id: Id, content: Uint8Array): void {
  const entry = buildChunk(id, content);
  const alone = id === "AIGC" ? buildChunk("LIST", join(latin1("INFO"), entry)) : entry;
  const junk = room.chunks.find((chunk) => {
    const rest = chunk.end - chunk.offset - alone.length;
    const isFree = chunk.id === "JUNK" && chunk.end <= room.source.sizeBytes && !room.taken.has(chunk.offset);
    return isFree && (rest === 0 || rest >= 8);
  });
  if (junk) {
    room.taken.add(junk.offset);
    const rest = junk.end - junk.offset - alone.length;
    const header = rest === 0 ? new Uint8Array() : join(latin1("JUNK"), littleEndian(rest - 8, 4));
    const insert = join(alone, header);
    room.edits.push({ offset: junk.offset, remove: insert.length, insert });
  } else if (room.isOpenEnded) room.wanted.push({ instead: [], bytes: alone });
  else throw damaged("its index holds absolute positions, and there is no room before them");
}
