/** Matroska and WebM: the AIGC label is a SimpleTag, put where no position in the file changes. */
import { type BoundedSource, boundSource, collectMarks, damaged, noPlaceFor } from "./bounded-source.js";
import { inOrder } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer } from "./container.js";
import { foundLabel } from "./found-label.js";
import { buildElement, codeSize, type Element, VOID } from "./matroska/ebml.js";
import { addSeekEntry } from "./matroska/seek.js";
import { CLUSTER, findSegment, walkSegment } from "./matroska/segment.js";
import { CHECKSUM, fill, labelsIn, newTags, rewriteTags, TAGS, type TagLabel } from "./matroska/tags.js";

export const matroska: MetadataContainer = {
  formats: ["mkv", "webm"],
  aigcPlace: "own",
  holdsXmp: false,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    if (xmp !== undefined) throw noPlaceFor("XMP", "Matroska");
    if (aigc === undefined) return [];
    const bounded = boundSource(source);
    const segment = await findSegment(bounded);
    const elements: Element[] = [];
    for await (const element of walkSegment(bounded, segment)) elements.push(element);
    const found = await readLabels(bounded, elements);
    const labels = found.flatMap((tags) => tags.labels);
    if (labels.length === 1 && labels[0]?.text === aigc && labels[0].isOfFile) return [];
    const { edits, isWritten } = rewrite(found, aigc);
    return inOrder(
      isWritten ? edits : [...edits, ...(await addTags(bounded, segment, elements, newTags(aigc)))],
    );
  },
};

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const segment = await findSegment(source);
  for await (const element of walkSegment(source, segment)) {
    for (const { element: tags, labels } of await readLabels(source, [element])) {
      for (const { text, isOfFile, simpleTag } of labels) {
        const { offset, end } = simpleTag;
        const place = "Segment.Tags SimpleTag AIGC";
        yield foundLabel({ place, text, offset: tags.offset + offset, length: end - offset }, isOfFile);
      }
    }
  }
}

interface FoundTags {
  element: Element;
  bytes: Uint8Array;
  labels: TagLabel[];
}

async function readLabels(source: BoundedSource, elements: readonly Element[]): Promise<FoundTags[]> {
  const found: FoundTags[] = [];
  for (const element of elements) {
    if (element.id !== TAGS || element.size === undefined) continue;
    const bytes = await source.bytes(element.offset, element.end - element.offset);
    const labels = labelsIn(bytes, element.start - element.offset);
    if (labels.length > 0) found.push({ element, bytes, labels });
  }
  return found;
}

function rewrite(found: readonly FoundTags[], text: string): { edits: Edit[]; isWritten: boolean } {
  const edits: Edit[] = [];
  let isWritten = false;
  for (const { element, bytes, labels } of found) {
    const wanted = isWritten || !labels[0]?.isOfFile ? undefined : text;
    const changed = rewriteTags(bytes, element.start - element.offset, labels, wanted);
    isWritten ||= changed.isWritten;
    edits.push({ offset: element.offset, remove: bytes.length, insert: changed.bytes });
  }
  return { edits, isWritten };
}

async function addTags(
  source: BoundedSource,
  segment: Element,
  elements: readonly Element[],
  content: Uint8Array,
): Promise<Edit[]> {
  if (elements[0]?.id === CHECKSUM) throw damaged("its segment carries a checksum over everything in it");
  const firstCluster = elements.findIndex(({ id }) => id === CLUSTER);
  for (const element of elements.slice(0, Math.max(0, firstCluster))) {
    const room = element.end - element.offset;
    const insert = element.id === VOID ? fill(room, TAGS, content) : undefined;
    if (insert) return [{ offset: element.offset, remove: room, insert }];
  }
  const end = elements.at(-1)?.end ?? segment.start;
  if (end !== segment.end) throw damaged("its elements do not fill its segment");
  const insert = buildElement(TAGS, content);
  return [
    ...(await addSeekEntry(source, elements, end - segment.start)),
    ...resize(segment, insert.length),
    { offset: end, remove: 0, insert },
  ];
}

/** In place, in as many bytes as it has. */
function resize({ offset, start, size }: Element, change: number): Edit[] {
  if (size === undefined) return [];
  const sizeLength = start - offset - 4;
  return [{ offset: offset + 4, remove: sizeLength, insert: codeSize(size + change, sizeLength) }];
}
