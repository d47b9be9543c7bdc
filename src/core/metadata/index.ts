/** The door of this room: which container a format has, what a file says about itself, and how edits become a file. */
import { unread } from "./bounded-source.js";
import type { ByteSource, FoundMark, MetadataContainer } from "./container.js";
import { containers } from "./containers.js";
import { labelsInXmp } from "./labels-in-xmp.js";
import { mostPackets } from "./packet.js";

export { applyEdits } from "./apply-edits.js";
export { unread } from "./bounded-source.js";
export type { ByteSource, Edit, FoundMark, MetadataContainer } from "./container.js";
export { keepsItems } from "./heif/kept-items.js";
export { openMainPart } from "./ooxml/main-part.js";
export { type PropertyId, xmpProperties } from "./properties.js";
export { decodeReferences, encodeReferences, localName, scanTags, type Tag } from "./tags.js";
export { editXmp, readXmp, type XmpChange } from "./xmp.js";

const byFormat = new Map(
  containers.flatMap((container) => container.formats.map((format) => [format, container] as const)),
);

/** `formatId`: an id of core/asset/formats. Undefined where marks cannot be put into such a file. */
export function containerFor(formatId: string): MetadataContainer | undefined {
  return byFormat.get(formatId);
}

/**
 * Every mark of a file, and besides each XMP packet every AIGC label inside it, at the packet's place and
 * bytes. A packet whose XML is broken is there, and nothing of what it may have said. Of more packets than
 * anybody writes only the first are opened.
 */
export async function readMarks(container: MetadataContainer, source: ByteSource): Promise<FoundMark[]> {
  const marks = await container.read(source);
  const opened = new Set(marks.filter(({ kind }) => kind === "xmp").slice(0, mostPackets));
  const all = marks.flatMap((mark) => (opened.has(mark) ? [mark, ...labelsOf(mark)] : [mark]));
  const isAnyLeft = all.some((mark) => mark.kind === "xmp" && !opened.has(mark));
  return isAnyLeft ? [...all, unread] : all;
}

/** The packet to merge with before `write` replaces it; undefined where there is none yet. */
export function currentPacket(marks: readonly FoundMark[]): string | undefined {
  return marks.find(({ kind, isAside }) => kind === "xmp" && !isAside)?.text;
}

function labelsOf(packet: FoundMark): FoundMark[] {
  return labelsInXmp(packet.text).map(({ property, isNormative, text }) => ({
    kind: "aigc",
    place: `${packet.place} ${property}`,
    isNormative: packet.isNormative && isNormative,
    text,
    offset: packet.offset,
    length: packet.length,
  }));
}
