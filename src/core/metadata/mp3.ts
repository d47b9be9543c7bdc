/** MP3: the AIGC label is a TXXX frame of the ID3v2 tag in front, and XMP a PRIV frame. */
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { bigEndian, growth, inOrder, join, joinAll, latin1 } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer } from "./container.js";
import { foundLabel, foundPacket } from "./found-label.js";
import {
  buildFrame,
  buildPrivateXmp,
  buildUserText,
  codeSynchsafe,
  type Id3Frame,
  readPrivateXmp,
  readUserText,
} from "./id3/frame.js";
import { type Id3Tag, readId3 } from "./id3/tag.js";

const readLabel = (frame: Id3Frame) => readUserText(frame, "AIGC");

export const mp3: MetadataContainer = {
  formats: ["mp3"],
  aigcPlace: "own",
  holdsXmp: true,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    const tag = (await readId3(boundSource(source))) ?? emptyTag;
    // GB 45438 names 2.3 and 2.4; the frames of 2.2 have other names and sizes.
    if (tag.version === 2) throw damaged("its ID3 tag is of version 2.2, expected 2.3 or 2.4");
    const frame = (id: string, content: Uint8Array) =>
      buildFrame(id, content, tag.version, tag.isUnsynchronized);
    const edits = [
      ...(aigc === undefined
        ? []
        : setFrame(tag, readLabel, aigc, () => frame("TXXX", buildUserText("AIGC", aigc, tag.version)))),
      ...(xmp === undefined
        ? []
        : setFrame(tag, readPrivateXmp, xmp, () => frame("PRIV", buildPrivateXmp(xmp)))),
    ];
    return edits.length === 0 ? [] : resizeTag(tag, edits);
  },
};

/** What an MP3 without a tag has: nothing, which a tag of 2.3 will replace. */
const emptyTag: Id3Tag = {
  version: 3,
  isUnsynchronized: false,
  hasFooter: false,
  extended: { length: 0, hasChecksum: false },
  frames: [],
  length: 0,
  framesEnd: 0,
  paddingLength: 0,
  isUnderstood: true,
};

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  const tag = await readId3(source);
  for (const frame of tag?.frames ?? []) {
    const label = readLabel(frame);
    const text = label ?? readPrivateXmp(frame);
    if (tag === undefined || text === undefined) continue;
    const place = label === undefined ? "ID3 PRIV XMP" : `ID3 ${frame.id} AIGC`;
    const found = { place, text, offset: frame.offset, length: frame.end - frame.offset };
    yield label === undefined ? foundPacket(found) : foundLabel(found, tag.version > 2);
  }
}

function setFrame(
  tag: Id3Tag,
  read: (frame: Id3Frame) => string | undefined,
  text: string,
  build: () => Uint8Array,
): Edit[] {
  const own = tag.frames.filter((frame) => read(frame) !== undefined);
  const [first] = own;
  if (first === undefined) return [{ offset: tag.framesEnd, remove: 0, insert: build() }];
  if (own.length === 1 && read(first) === text) return [];
  return own.map((frame) => ({
    offset: frame.offset,
    remove: frame.end - frame.offset,
    insert: frame === first ? build() : new Uint8Array(),
  }));
}

/** Takes what the frames grow by from the padding, and only where that is too short from the file. */
function resizeTag(tag: Id3Tag, edits: readonly Edit[]): Edit[] {
  if (!tag.isUnderstood) throw damaged("the frames of its ID3 tag do not lead to its end");
  if (tag.extended.hasChecksum) throw damaged("its ID3 tag carries a checksum over its frames");
  if (tag.length === 0) return [{ offset: 0, remove: 0, insert: newTag(edits) }];
  const change = growth(edits);
  const isAbsorbed = change <= tag.paddingLength && !tag.hasFooter;
  const padding = { offset: tag.framesEnd, remove: 0, insert: new Uint8Array() };
  if (isAbsorbed && change > 0) padding.remove = change;
  if (isAbsorbed && change < 0) padding.insert = new Uint8Array(-change);
  const all = [...edits, padding];
  const { paddingSizeOffset } = tag.extended;
  const headers = isAbsorbed ? [] : resizeHeaders(tag, change);
  const extended =
    isAbsorbed && paddingSizeOffset !== undefined
      ? [{ offset: paddingSizeOffset, remove: 4, insert: bigEndian(tag.paddingLength - change, 4) }]
      : [];
  return inOrder([...headers, ...extended, ...all]);
}

function resizeHeaders(tag: Id3Tag, change: number): Edit[] {
  const size = tag.length - (tag.hasFooter ? 20 : 10) + change;
  checkTagSize(size);
  const insert = codeSynchsafe(size);
  return [6, ...(tag.hasFooter ? [tag.length - 4] : [])].map((offset) => ({ offset, remove: 4, insert }));
}

function newTag(edits: readonly Edit[]): Uint8Array {
  const frames = joinAll(edits.map(({ insert }) => insert));
  checkTagSize(frames.length);
  return join(latin1("ID3"), new Uint8Array([emptyTag.version, 0, 0]), codeSynchsafe(frames.length), frames);
}

function checkTagSize(size: number): void {
  if (size >= 2 ** 28) throw damaged("its ID3 tag would outgrow its size field");
}
