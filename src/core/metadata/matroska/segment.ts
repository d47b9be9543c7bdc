/** The segment of a Matroska file and what stands at its first level. */
import { type BoundedSource, damaged } from "../bounded-source.js";
import { type Element, readElement } from "./ebml.js";

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
export const CLUSTER = 0x1f43b675;
export const SEEK_HEAD = 0x114d9b74;

/** RFC 9559 §5.1: one of these ends a cluster whose size is unknown. */
const firstLevel = new Set([
  SEEK_HEAD,
  CLUSTER,
  0x1549a966, // Info
  0x1654ae6b, // Tracks
  0x1c53bb6b, // Cues
  0x1941a469, // Attachments
  0x1043a770, // Chapters
  0x1254c367, // Tags
]);

/** Throws `format.damaged` where there is none, or it ends behind the file. */
export async function findSegment(source: BoundedSource): Promise<Element> {
  const head = await readElement(source, 0, source.sizeBytes);
  if (head?.id !== EBML || head.size === undefined) throw damaged("expected an EBML header at its beginning");
  const segment = await readElement(source, head.end, source.sizeBytes);
  if (segment?.id !== SEGMENT) throw damaged("expected a segment behind its EBML header");
  return segment;
}

/** Ends where no element stands; the last one may then end before the segment. */
export async function* walkSegment(source: BoundedSource, segment: Element): AsyncGenerator<Element> {
  for (let at = segment.start; at < segment.end; ) {
    const element = await readElement(source, at, segment.end);
    if (element === undefined || element.end > source.sizeBytes) return;
    const end = element.size === undefined ? await endOfUnknown(source, element) : element.end;
    yield { ...element, end };
    at = end;
  }
}

async function endOfUnknown(source: BoundedSource, cluster: Element): Promise<number> {
  let at = cluster.start;
  while (at < cluster.end) {
    const child = await readElement(source, at, cluster.end);
    if (child === undefined || firstLevel.has(child.id)) return at;
    if (child.size === undefined || child.end > cluster.end) throw damaged("a cluster of it is cut short");
    at = child.end;
  }
  return at;
}
