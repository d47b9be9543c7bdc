/** Ogg Vorbis and Opus: the AIGC label is an entry of the comment header, whose pages are cut anew. */
import { startsWith, uint } from "../asset/bytes.js";
import { type BoundedSource, boundSource, collectMarks, damaged, noPlaceFor } from "./bounded-source.js";
import { joinAll } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer } from "./container.js";
import { foundLabel } from "./found-label.js";
import { type Page, packetEnds, paginate, readPage, renumber, SEQUENCE_OFFSET } from "./ogg/page.js";
import { readComment, setLabel } from "./vorbis-comment.js";

export const ogg: MetadataContainer = {
  formats: ["ogg", "opus"],
  aigcPlace: "own",
  holdsXmp: false,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    if (xmp !== undefined) throw noPlaceFor("XMP", "Ogg");
    if (aigc === undefined) return [];
    const bounded = boundSource(source);
    const headers = await readHeaders(bounded);
    const { comment, kind } = headers;
    const edits = setLabel(readComment(comment, kind.magic.length), aigc);
    return edits.length === 0 ? [] : replaceHeaders(bounded, headers, applyTo(comment, edits));
  },
};

interface Kind {
  first: string;
  /** Of the comment packet. */
  magic: string;
  /** Packets behind the identification that come before the audio. */
  packetCount: number;
}

const kinds: readonly Kind[] = [
  { first: "\x01vorbis", magic: "\x03vorbis", packetCount: 2 },
  { first: "OpusHead", magic: "OpusTags", packetCount: 1 },
];

/** A comment with a picture inside may have some megabytes. */
const MAX_HEADER_BYTES = 32 * 1024 * 1024;
const MAX_STREAMS = 64;

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const { kind, pages, comment } = await readHeaders(source);
  const offset = pages[0]?.offset ?? 0;
  const place = `${kind.magic === "OpusTags" ? "OpusTags" : "Vorbis comment"} AIGC`;
  const length = pages.reduce((sum, page) => sum + page.length, 0);
  for (const { label } of readComment(comment, kind.magic.length).entries) {
    if (label !== undefined) yield foundLabel({ place, text: label, offset, length });
  }
}

interface Headers {
  kind: Kind;
  /** Those behind the first of the stream; pages of other streams may stand between them. */
  pages: Page[];
  comment: Uint8Array;
  others: Uint8Array[];
  hasIndex: boolean;
}

async function readHeaders(source: BoundedSource): Promise<Headers> {
  const { kind, serial, end, hasIndex } = await findStream(source);
  const pages: Page[] = [];
  const pieces: Uint8Array[] = [];
  let held = 0;
  let ended = 0;
  for (let at = end; ended < kind.packetCount; ) {
    const page = await readPage(source, at);
    if (page.serial === serial) {
      held += page.length;
      if (held > MAX_HEADER_BYTES) throw damaged("its headers are larger than expected");
      pages.push(page);
      pieces.push(await source.bytes(at + page.headLength, page.length - page.headLength));
      ended += packetEnds(page);
    }
    at += page.length;
  }
  const packets = cut(pages, joinAll(pieces));
  // Vorbis I §A.2 and RFC 7845 §3: audio begins on a page of its own.
  const isClean = ended === kind.packetCount && pages.at(-1)?.segments.at(-1) !== 255;
  const [comment] = packets;
  if (!isClean || comment === undefined || !startsWith(comment, kind.magic)) {
    throw damaged("its headers are not in the expected order");
  }
  return { kind, comment, others: packets.slice(1), pages, hasIndex };
}

interface Stream {
  kind: Kind;
  serial: number;
  /** Where the first pages of all streams end. */
  end: number;
  hasIndex: boolean;
}

/** The first that can carry a label. The first pages of all streams stand before all others. */
async function findStream(source: BoundedSource): Promise<Stream> {
  let found: { kind: Kind; serial: number } | undefined;
  let hasIndex = false;
  let at = 0;
  for (let count = 0; count < MAX_STREAMS; count++) {
    const page = await readPage(source, at);
    if (!page.isFirst) break;
    const content = await source.bytes(at + page.headLength, Math.min(page.length - page.headLength, 16));
    const kind = kinds.find(({ first }) => startsWith(content, first));
    if (kind !== undefined) found ??= { kind, serial: page.serial };
    hasIndex ||= startsWith(content, "fishead\0") && uint(content, 8, 2, "little") >= 4;
    at += page.length;
  }
  if (found === undefined) throw damaged("it has no Vorbis and no Opus stream");
  return { ...found, end: at, hasIndex };
}

function cut(pages: readonly Page[], content: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = [];
  let from = 0;
  let at = 0;
  for (const size of pages.flatMap(({ segments }) => [...segments])) {
    at += size;
    if (size === 255) continue;
    packets.push(content.subarray(from, at));
    from = at;
  }
  return packets;
}

function applyTo(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const { offset, remove, insert } of edits) {
    pieces.push(bytes.subarray(at, offset), insert);
    at = offset + remove;
  }
  return joinAll([...pieces, bytes.subarray(at)]);
}

async function replaceHeaders(source: BoundedSource, headers: Headers, comment: Uint8Array): Promise<Edit[]> {
  const [first, ...rest] = headers.pages;
  const last = headers.pages.at(-1);
  if (first === undefined || last === undefined || last.isLast) throw damaged("it has no audio");
  // Ogg Skeleton 4 keeps the positions of pages in the file.
  if (headers.hasIndex) throw damaged("it has an index of positions, which would no longer be right");
  const built = paginate([comment, ...headers.others], first.serial, first.sequence);
  const change = built.length - headers.pages.length;
  return [
    { offset: first.offset, remove: first.length, insert: joinAll(built) },
    ...rest.map(({ offset, length }) => ({ offset, remove: length, insert: new Uint8Array() })),
    ...(change === 0 ? [] : await renumberFrom(source, last.offset + last.length, first.serial, change)),
  ];
}

/** Readers take a gap in the numbers of pages for a loss. */
async function renumberFrom(
  source: BoundedSource,
  from: number,
  serial: number,
  change: number,
): Promise<Edit[]> {
  const edits: Edit[] = [];
  for (let at = from; at < source.sizeBytes; ) {
    const page = await readPage(source, at);
    if (page.serial === serial) {
      const numbered = renumber(await source.bytes(at, page.length), page.sequence + change);
      edits.push({ offset: at + SEQUENCE_OFFSET, remove: numbered.length, insert: numbered });
      if (page.isLast) break;
    }
    at += page.length;
  }
  return edits;
}
