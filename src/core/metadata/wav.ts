/** WAV, RF64 and BW64: the AIGC label is a chunk of its own, and XMP is the chunk `_PMX`. */
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { fromUtf8, utf8, withoutZeros } from "./byte-building.js";
import type { FoundMark, MetadataContainer } from "./container.js";
import { foundLabel, foundPacket } from "./found-label.js";
import { findInfoLabels } from "./riff/info.js";
import { type Chunk, FIRST_CHUNK, readChunks, readRiff, walkChunks } from "./riff.js";
import { buildChunk, setChunks, type WantedChunk } from "./riff-chunks.js";

const AIGC_CHUNK = "AIGC";
/** XMP Specification Part 3 §1.1.6. */
const XMP_CHUNK = "_PMX";

export const wav: MetadataContainer = {
  formats: ["wav"],
  aigcPlace: "own",
  holdsXmp: true,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    const bounded = boundSource(source);
    const riff = await readRiff(bounded);
    if (riff.form !== "WAVE") throw damaged(`expected "WAVE" in its RIFF header, found another form`);
    const chunks = await readChunks(bounded, riff);
    const wanted: WantedChunk[] = [];
    for (const [id, text] of Object.entries({ [AIGC_CHUNK]: aigc, [XMP_CHUNK]: xmp })) {
      const instead = chunks.filter((chunk) => chunk.id === id);
      if (text !== undefined && !(await isAlready(bounded, instead, text))) {
        wanted.push({ instead, bytes: buildChunk(id, utf8(text)) });
      }
    }
    return setChunks(bounded, riff, chunks, wanted);
  },
};

async function isAlready(
  source: BoundedSource,
  [chunk, ...others]: readonly Chunk[],
  text: string,
): Promise<boolean> {
  if (chunk === undefined || others.length > 0) return false;
  return fromUtf8(await source.bytes(chunk.start, chunk.size)) === text;
}

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const riff = await readRiff(source);
  for await (const chunk of walkChunks(source, FIRST_CHUNK, riff.end, riff.dataSize)) {
    if (chunk.id === AIGC_CHUNK || chunk.id === XMP_CHUNK) {
      const found = chunk.id === AIGC_CHUNK ? foundLabel : foundPacket;
      yield found({
        place: `RIFF chunk ${chunk.id}`,
        text: withoutZeros(fromUtf8(await source.upTo(chunk.start, chunk.size))),
        offset: chunk.start,
        length: chunk.size,
      });
    } else if (chunk.id === "LIST") yield* findInfoLabels(source, chunk, false);
  }
}
