/** A PDF as this room needs it: its newest trailer, its catalog, its Info dictionary, and its packet of XMP. */

import { ColophonError } from "../../../error.js";
import { letters } from "../../asset/bytes.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { type CrossReference, type Place, readCrossReference } from "./cross-reference.js";
import { type PdfObject, type PdfStream, readObject, readStream } from "./stream.js";
import { asInteger, asReference, entryOf, readDictionary } from "./syntax.js";

export interface Document {
  source: BoundedSource;
  crossReference: CrossReference;
  catalog: PdfObject;
  info: PdfObject | undefined;
}

/** Throws `format.damaged`, and `format.encrypted` where its texts are not what they seem. */
export async function readDocument(source: BoundedSource): Promise<Document> {
  // Bytes in front would shift every position, and readers disagree on whether they count.
  if (letters(await source.upTo(0, 5)) !== "%PDF-") throw damaged("it does not begin as a PDF does");
  const crossReference = await readCrossReference(source);
  if (newest(crossReference, "Encrypt") !== undefined) {
    throw new ColophonError(
      "format.encrypted",
      'expected a PDF that is open, found one with "Encrypt" in it',
    );
  }
  const catalog = await resolve(source, crossReference, newest(crossReference, "Root"));
  if (catalog === undefined) throw damaged("its catalog is missing");
  const info = await resolve(source, crossReference, newest(crossReference, "Info"));
  return { source, crossReference, catalog, info };
}

/** What the newest trailer says; the older ones no longer count. */
function newest({ sections }: CrossReference, key: string): string | undefined {
  const [section] = sections;
  return section && entryOf(section.trailer.text, section.trailer.dictionary, key);
}

/** The dictionary that a reference leads to, wherever it is kept. */
export async function resolve(
  source: BoundedSource,
  crossReference: CrossReference,
  value: string | undefined,
): Promise<PdfObject | undefined> {
  const reference = asReference(value);
  const place = reference && (await find(crossReference, reference.number));
  if (reference === undefined || place === undefined || place.kind === "free") return undefined;
  const object =
    place.kind === "offset"
      ? await readObject(source, place.offset)
      : await readPacked(source, crossReference, reference.number, place);
  if (object.number !== reference.number) throw damaged("its cross-reference points to another object");
  return object;
}

async function find({ sections }: CrossReference, number: number): Promise<Place | undefined> {
  for (const section of sections) {
    const place = await section.find(number);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** ISO 32000-2 §7.5.7: numbers and positions of the objects, then the objects. */
async function readPacked(
  source: BoundedSource,
  crossReference: CrossReference,
  number: number,
  { stream }: Place & { kind: "packed" },
): Promise<PdfObject> {
  const place = await find(crossReference, stream);
  if (place?.kind !== "offset") throw damaged("a stream of objects in it is missing");
  const { text, dictionary, content } = await readStream(
    source,
    place.offset,
    lengthIn(source, crossReference),
  );
  const first = asInteger(entryOf(text, dictionary, "First")) ?? 0;
  const offset = offsetOf(number, letters(content.subarray(0, Math.min(first, LONGEST_HEAD))));
  if (offset === undefined) throw damaged("an object is missing in its stream of objects");
  const own = letters(content.subarray(first + offset, first + offset + LONGEST_OBJECT));
  return { number, generation: 0, start: undefined, text: own, dictionary: readDictionary(own) };
}

/** Some hundred objects share a stream, and a dictionary that stands by itself is not read any further either. */
const LONGEST_HEAD = 1024 * 1024;
const LONGEST_OBJECT = 4 * 1024 * 1024;

/** `head`: pairs of a number and where its object begins. */
function offsetOf(number: number, head: string): number | undefined {
  for (const [, found, offset] of head.matchAll(/(\d{1,10})\s+(\d{1,10})/g))
    if (Number(found) === number) return Number(offset);
  return undefined;
}

function lengthIn(source: BoundedSource, crossReference: CrossReference) {
  return async (value: string): Promise<number | undefined> => {
    const reference = asReference(value);
    const place = reference && (await find(crossReference, reference.number));
    if (place?.kind !== "offset") return undefined;
    const text = letters(await source.upTo(place.offset, 128));
    return asInteger(text.match(/^\s*\d+\s+\d+\s+obj\s+(\d{1,15})\s/)?.[1]);
  };
}

/** The packet that the catalog names, and the number of its object. */
export async function readPacketStream({
  source,
  crossReference,
  catalog,
}: Document): Promise<(PdfStream & { offset: number }) | undefined> {
  const reference = asReference(entryOf(catalog.text, catalog.dictionary, "Metadata"));
  const place = reference && (await find(crossReference, reference.number));
  if (place?.kind !== "offset") return undefined;
  const stream = await readStream(source, place.offset, lengthIn(source, crossReference));
  return { ...stream, offset: place.offset };
}
