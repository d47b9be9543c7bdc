/** FLAC: the AIGC label is an entry of the Vorbis comment block. */

import { startsWith, uint } from "../asset/bytes.js";
import { id3Length } from "../asset/mpeg-audio.js";
import { type BoundedSource, boundSource, collectMarks, damaged, noPlaceFor } from "./bounded-source.js";
import { bigEndian, growth, inOrder, join } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer } from "./container.js";
import { foundLabel } from "./found-label.js";
import { buildComment, readComment, setLabel } from "./vorbis-comment.js";

interface Block {
  offset: number;
  type: number;
  isLast: boolean;
  start: number;
  size: number;
}

// RFC 9639 §8.1.
const PADDING = 1;
const COMMENT = 4;
const MAX_BLOCK_BYTES = 2 ** 24 - 1;

export const flac: MetadataContainer = {
  formats: ["flac"],
  aigcPlace: "own",
  holdsXmp: false,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    if (xmp !== undefined) throw noPlaceFor("XMP", "FLAC");
    if (aigc === undefined) return [];
    const bounded = boundSource(source);
    const blocks = await readBlocks(bounded);
    const comment = blocks.find(({ type }) => type === COMMENT);
    const padding = blocks.find(({ type }) => type === PADDING);
    const edits = comment ? await editComment(bounded, comment, aigc) : addComment(blocks, aigc);
    return inOrder([...edits, ...(padding ? absorb(padding, growth(edits)) : [])]);
  },
};

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  for (const { type, start, size } of await readBlocks(source)) {
    if (type !== COMMENT) continue;
    for (const { label, offset, end } of readComment(await source.bytes(start, size), 0).entries) {
      if (label === undefined) continue;
      const place = "Vorbis comment AIGC";
      yield foundLabel({ place, text: label, offset: start + offset, length: end - offset });
    }
  }
}

/** An ID3 tag may stand in front, where the C2PA manifest of a FLAC is kept; it is none of this file's business. */
async function readBlocks(source: BoundedSource): Promise<Block[]> {
  let at = id3Length(await source.upTo(0, 10));
  if (!startsWith(await source.bytes(at, 4), "fLaC")) throw damaged('expected "fLaC" behind its ID3 tag');
  at += 4;
  const blocks: Block[] = [];
  for (let isLast = false; !isLast; ) {
    const head = await source.bytes(at, 4);
    const [first = 0] = head;
    const size = uint(head, 1, 3);
    isLast = first >= 0x80;
    blocks.push({ offset: at, type: first & 0x7f, isLast, start: at + 4, size });
    at += 4 + size;
  }
  if (at > source.sizeBytes) throw damaged("its metadata is cut short");
  return blocks;
}

async function editComment(source: BoundedSource, block: Block, text: string): Promise<Edit[]> {
  const comment = readComment(await source.bytes(block.start, block.size), 0);
  const edits = setLabel(comment, text).map((edit) => ({ ...edit, offset: block.start + edit.offset }));
  return edits.length === 0 ? [] : [resize(block, growth(edits)), ...edits];
}

/** Behind STREAMINFO, which stands first and may be the last as well. */
function addComment([first]: readonly Block[], text: string): Edit[] {
  if (first === undefined || first.type !== 0) throw damaged("it has no STREAMINFO block");
  const content = buildComment(text);
  const header = join(new Uint8Array([COMMENT | (first.isLast ? 0x80 : 0)]), bigEndian(content.length, 3));
  const adding = { offset: first.start + first.size, remove: 0, insert: join(header, content) };
  const unlasting = { offset: first.offset, remove: 1, insert: new Uint8Array([first.type]) };
  return first.isLast ? [unlasting, adding] : [adding];
}

function resize({ offset, size }: Block, change: number): Edit {
  if (size + change > MAX_BLOCK_BYTES) throw damaged("its list of comments would outgrow its size field");
  return { offset: offset + 1, remove: 3, insert: bigEndian(size + change, 3) };
}

/** Where the padding block is large enough, nothing behind it moves. */
function absorb(padding: Block, change: number): Edit[] {
  if (change === 0 || change > padding.size || padding.size - change > MAX_BLOCK_BYTES) return [];
  const content =
    change > 0
      ? { offset: padding.start, remove: change, insert: new Uint8Array() }
      : { offset: padding.start, remove: 0, insert: new Uint8Array(-change) };
  return [resize(padding, -change), content];
}
