/** MP4, QuickTime, M4A and M4V: the AIGC label is the key `AIGC` at moov.udta.meta, XMP a box beside it. */
import { type BoundedSource, boundSource, collectMarks, damaged } from "./bounded-source.js";
import { bigEndian, inOrder, utf8 } from "./byte-building.js";
import type { Edit, FoundMark, MetadataContainer } from "./container.js";
import { checkCopies, foundLabel, foundPacket } from "./found-label.js";
import { type Box, boxesIn, buildBox, type Held, walkFile } from "./mp4/box.js";
import { findLabels } from "./mp4/labels.js";
import { correctOffsets } from "./mp4/offsets.js";
import { absorb } from "./mp4/room.js";
import { setLabel } from "./mp4/set-label.js";
import { decodePacket } from "./packet.js";

export const mp4: MetadataContainer = {
  formats: ["mp4", "m4v", "mov", "m4a"],
  aigcPlace: "own",
  holdsXmp: true,
  read: (source) => collectMarks(source, findMarks),
  async write(source, { xmp, aigc }) {
    const bounded = boundSource(source);
    const boxes: Box[] = [];
    for await (const box of walkFile(bounded)) boxes.push(box);
    const movie = await readMovie(bounded, boxes);
    const edits = inOrder([
      ...(aigc === undefined ? [] : setLabel(movie.held, movie.moov, aigc)),
      ...(xmp === undefined ? [] : await setPacket(bounded, boxes, xmp)),
    ]);
    const settled = absorb(boxes, edits);
    return inOrder([...settled, ...(await correctOffsets(bounded, boxes, movie, settled))]);
  },
};

/** XMP Specification Part 3 §1.2.7. */
const XMP_BOX = new Uint8Array(Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex"));

async function* findMarks(source: BoundedSource): AsyncGenerator<FoundMark> {
  for await (const box of walkFile(source)) {
    const { offset, start, end } = box;
    if (box.type === "moov") {
      const held = { bytes: await source.bytes(offset, end - offset), base: offset };
      for (const { place, isRightPlace, text, item } of findLabels(held, box)) {
        const found = { place, text, offset: item.offset, length: item.end - item.offset };
        yield foundLabel(found, isRightPlace);
      }
    } else if (await isPacket(source, box)) {
      const { text } = await packetIn(source, box);
      yield foundPacket({ place: "uuid box of XMP", text, offset: start + 16, length: end - start - 16 });
    }
  }
}

async function isPacket(source: BoundedSource, { type, start, end }: Box): Promise<boolean> {
  if (type !== "uuid" || end - start < 16) return false;
  const name = await source.upTo(start, 16);
  return XMP_BOX.every((byte, index) => name[index] === byte);
}

async function packetIn(source: BoundedSource, { start, end }: Box): Promise<{ text: string }> {
  return decodePacket(await source.bytes(start + 16, end - start - 16));
}

async function readMovie(source: BoundedSource, boxes: readonly Box[]): Promise<{ held: Held; moov: Box }> {
  const [moov, second] = boxes.filter(({ type }) => type === "moov");
  if (moov === undefined) throw damaged("it has no moov box");
  if (second !== undefined) throw damaged("expected one moov box, found two");
  const held = { bytes: await source.bytes(moov.offset, moov.end - moov.offset), base: moov.offset };
  if (boxesIn(held, moov).some(({ type }) => type === "cmov")) throw damaged("its moov box is compressed");
  return { held, moov };
}

async function setPacket(source: BoundedSource, boxes: readonly Box[], packet: string): Promise<Edit[]> {
  const own: Box[] = [];
  for (const box of boxes) if (await isPacket(source, box)) own.push(box);
  const texts = await Promise.all(own.map(async (box) => (await packetIn(source, box)).text));
  if (texts.length === 1 && texts[0] === packet) return [];
  checkCopies(texts);
  const built = buildBox("uuid", XMP_BOX, utf8(packet));
  if (own.length === 0) return appendBox(source, boxes, built);
  return own.map(({ offset, end }, index) => ({
    offset,
    remove: end - offset,
    insert: index === 0 ? built : new Uint8Array(),
  }));
}

/** At the end, where nothing moves; but the random access index of fragments has to stay the last. */
function appendBox(source: BoundedSource, boxes: readonly Box[], box: Uint8Array): Edit[] {
  const last = boxes.at(-1);
  const offset = last?.type === "mfra" ? last.offset : source.sizeBytes;
  return [...(last ? closeBox(last) : []), { offset, remove: 0, insert: box }];
}

/** A last box may reach to the end of the file, wherever that is: then it would swallow what is appended. */
function closeBox({ type, offset, end, sizeLength }: Box): Edit[] {
  if (sizeLength !== 0) return [];
  if (type === "moov" || end - offset >= 2 ** 32) throw damaged("its last box has no end of its own");
  return [{ offset, remove: 4, insert: bigEndian(end - offset, 4) }];
}
