/** PDF: the AIGC label is an entry of the Info dictionary, XMP the stream that the catalog names. */
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { join, latin1, utf8 } from "./byte-building.js";
import type { FoundMark, MetadataContainer } from "./container.js";
import { foundLabel, foundPacket } from "./found-label.js";
import { decodePacket } from "./packet.js";
import { type Document, readDocument, readPacketStream } from "./pdf/document.js";
import type { PdfObject } from "./pdf/stream.js";
import { readTextString, writeTextString } from "./pdf/text-string.js";
import { buildUpdate, freeNumber, type NewObject } from "./pdf/update.js";

export const pdf: MetadataContainer = {
  formats: ["pdf"],
  aigcPlace: "own",
  holdsXmp: true,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    const document = await readDocument(boundSource(source));
    const objects: NewObject[] = [];
    let free = freeNumber(document.crossReference);
    const take = () => free++;
    let info: string | undefined;
    if (aigc !== undefined && labelOf(document)?.text !== aigc) {
      const object = withLabel(document, aigc, take);
      if (document.info === undefined) info = `${object.number} ${object.generation} R`;
      objects.push(object);
    }
    if (xmp !== undefined) objects.push(...(await withPacket(document, xmp, take)));
    if (objects.length === 0) return [];
    if (new Set(objects.map(({ number }) => number)).size < objects.length) {
      throw damaged("one object of it is named for two purposes");
    }
    const insert = buildUpdate(document.crossReference, objects, source.sizeBytes, free, info);
    return [{ offset: source.sizeBytes, remove: 0, insert }];
  },
};

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const document = await readDocument(source);
  const label = labelOf(document);
  if (label) yield foundLabel({ place: "Info AIGC", ...label });
  const packet = await readPacketStream(document);
  if (packet === undefined) return;
  const { text } = decodePacket(packet.content);
  yield foundPacket({
    place: "catalog Metadata",
    text,
    offset: packet.offset,
    length: packet.content.length,
  });
}

function labelOf({ info }: Document): { text: string; offset: number; length: number } | undefined {
  const entry = info?.dictionary.entries.get("AIGC");
  const text = info && entry && readTextString(info.text.slice(entry.from, entry.to));
  if (info === undefined || entry === undefined || text === undefined) return undefined;
  // Inside a stream of objects it is packed together with others, and has no bytes of its own.
  const isPacked = info.start === undefined;
  return {
    text,
    offset: isPacked ? 0 : (info.start ?? 0) + entry.from,
    length: isPacked ? 0 : entry.to - entry.from,
  };
}

function withLabel({ info, catalog }: Document, label: string, take: () => number): NewObject {
  const entry = `/AIGC ${writeTextString(label)}`;
  if (info === undefined) return { number: take(), generation: 0, body: latin1(`<< ${entry} >>`) };
  // A stream, or the catalog itself, would be lost under a dictionary of texts.
  if (info.number === catalog.number || info.dictionary.entries.has("Length")) {
    throw damaged("its Info dictionary is something else");
  }
  if (info.dictionary.twice.has("AIGC")) throw damaged("its Info dictionary names the label twice");
  return { number: info.number, generation: info.generation, body: latin1(withEntry(info, "AIGC", entry)) };
}

/** The text of a dictionary in which one entry is set and the others are as they were. */
function withEntry({ text, dictionary }: PdfObject, key: string, entry: string): string {
  const old = dictionary.entries.get(key);
  const [from, to] = old ? [old.keyFrom, old.to] : [dictionary.to - 2, dictionary.to - 2];
  return `${text.slice(dictionary.from, from)} ${entry} ${text.slice(to, dictionary.to)}`;
}

async function withPacket(document: Document, packet: string, take: () => number): Promise<NewObject[]> {
  const { catalog } = document;
  const old = await readPacketStream(document);
  if (old && decodePacket(old.content).text === packet) return [];
  if (!old && catalog.dictionary.entries.has("Metadata")) throw damaged("its packet of XMP cannot be read");
  const content = utf8(packet);
  const head = `<< /Type /Metadata /Subtype /XML /Length ${content.length} >>\nstream\n`;
  const body = join(latin1(head), content, latin1("\nendstream"));
  if (old) return [{ number: old.number, generation: old.generation, body }];
  const number = take();
  const renewed = withEntry(catalog, "Metadata", `/Metadata ${number} 0 R`);
  return [
    { number, generation: 0, body },
    { number: catalog.number, generation: catalog.generation, body: latin1(renewed) },
  ];
}
