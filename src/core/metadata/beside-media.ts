/** Which bytes of a file only tell about what it shows or plays, where its format can say so. */
import type { FormatId } from "../asset/formats.js";
import { type BoundedSource, boundSource } from "./bounded-source.js";
import type { ByteSource } from "./container.js";
import { segmentsOf } from "./jpeg/segments.js";
import { chunksOf } from "./png.js";
import { FIRST_CHUNK, readRiff, walkChunks } from "./riff.js";
import { untilDamage } from "./until-damage.js";

interface Span {
  start: number;
  end: number;
}

/** EXIF and XMP, JUMBF, Photoshop's resources, comments; a color profile is part of the picture. */
const tellingSegments = [0xe1, 0xeb, 0xed, 0xfe];
const tellingChunks = ["caBX", "tEXt", "zTXt", "iTXt", "eXIf", "tIME"];
const tellingRiff = ["C2PA", "EXIF", "XMP ", "_PMX", "id3 "];

const tellers: Partial<Record<FormatId, (source: BoundedSource) => AsyncIterable<Span>>> = {
  jpeg: jpegSpans,
  png: pngSpans,
  webp: riffSpans,
  wav: riffSpans,
  avi: riffSpans,
};

/**
 * Whether each of the `ranges` lies in such bytes, as far as the file can be followed; undefined for a format of which
 * it is not known. Throws only what `source` throws.
 */
export async function isBesideMedia(
  ranges: readonly { start: number; length: number }[],
  source: ByteSource,
  format: FormatId,
): Promise<boolean | undefined> {
  const spansOf = tellers[format];
  if (!spansOf) return undefined;
  const spans = await joined(untilDamage(spansOf(boundSource(source))));
  return ranges.every(({ start, length }) =>
    spans.some((span) => start >= span.start && start + length <= span.end),
  );
}

/** One range may go over several parts that stand side by side. */
async function joined(parts: AsyncIterable<Span>): Promise<Span[]> {
  const spans: Span[] = [];
  for await (const { start, end } of parts) {
    const last = spans.at(-1);
    if (last?.end === start) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

async function* jpegSpans(source: BoundedSource): AsyncIterable<Span> {
  for await (const { marker, start, end } of segmentsOf(source))
    if (tellingSegments.includes(marker)) yield { start, end };
}

async function* pngSpans(source: BoundedSource): AsyncIterable<Span> {
  for await (const { type, start, end } of chunksOf(source))
    if (tellingChunks.includes(type)) yield { start, end };
}

async function* riffSpans(source: BoundedSource): AsyncIterable<Span> {
  const riff = await readRiff(source);
  for await (const { id, offset, end } of walkChunks(source, FIRST_CHUNK, riff.end, riff.dataSize))
    if (tellingRiff.includes(id)) yield { start: offset, end };
}
