/** AVI: the AIGC label is the entry `AIGC` of an INFO list, and XMP is the chunk `_PMX`. */
import { letters } from "../asset/bytes.js";
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { fromUtf8, inOrder, withoutZeros } from "./byte-building.js";
import type { FoundMark, MetadataContainer } from "./container.js";
import { foundLabel, foundPacket } from "./found-label.js";
import { setAviMark } from "./riff/avi-room.js";
import { findInfoLabels } from "./riff/info.js";
import { type Chunk, FIRST_CHUNK, readChunks, readRiff, walkChunks } from "./riff.js";
import { setChunks } from "./riff-chunks.js";

export const avi: MetadataContainer = {
  formats: ["avi"],
  aigcPlace: "own",
  holdsXmp: true,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    const bounded = boundSource(source);
    const riff = await readRiff(bounded);
    if (riff.form !== "AVI ") throw damaged('expected "AVI " in its RIFF header, found another form');
    const chunks = await readChunks(bounded, riff);
    const end = chunks.at(-1)?.end ?? 0;
    const room = {
      source: bounded,
      chunks,
      moviOffset: await findMovi(bounded, chunks),
      // Behind it another RIFF may stand, whose index holds absolute positions (OpenDML 1.02).
      isOpenEnded: end >= bounded.sizeBytes,
      taken: new Set<number>(),
      edits: [],
      wanted: [],
    };
    if (aigc !== undefined) await setAviMark(room, "AIGC", aigc);
    if (xmp !== undefined) await setAviMark(room, "_PMX", xmp);
    return inOrder([...room.edits, ...setChunks(bounded, riff, chunks, room.wanted)]);
  },
};

async function findMovi(source: BoundedSource, chunks: readonly Chunk[]): Promise<number> {
  for (const { id, offset, start } of chunks) {
    if (id === "LIST" && letters(await source.upTo(start, 4)) === "movi") return offset;
  }
  throw damaged("it has no list of pictures");
}

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const riff = await readRiff(source);
  for await (const chunk of walkChunks(source, FIRST_CHUNK, riff.end)) {
    if (chunk.id === "LIST") yield* findInfoLabels(source, chunk, true);
    else if (chunk.id === "_PMX" || chunk.id === "AIGC") {
      const found = {
        place: `RIFF chunk ${chunk.id}`,
        text: withoutZeros(fromUtf8(await source.upTo(chunk.start, chunk.size))),
        offset: chunk.start,
        length: chunk.size,
      };
      yield chunk.id === "_PMX" ? foundPacket(found) : foundLabel(found, false);
    }
  }
}
