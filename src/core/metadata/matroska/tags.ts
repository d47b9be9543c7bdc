/** The Tags element of Matroska: labels inside it, and changes that keep its length. */
import { crc32 } from "node:zlib";
import { fromUtf8, join, latin1, littleEndian, utf8, withoutZeros } from "../byte-building.js";
import { buildElement, buildVoid, childrenOf, type Element } from "./ebml.js";

// RFC 9559 §5.1.8 and RFC 8794 §11.3.
export const TAGS = 0x1254c367;
const TAG = 0x7373;
const TARGETS = 0x63c0;
const SIMPLE_TAG = 0x67c8;
const TAG_NAME = 0x45a3;
const TAG_STRING = 0x4487;
export const CHECKSUM = 0xbf;

/** With one of these a Tag speaks of a track, an edition, a chapter or an attachment and not of the file. */
const UIDS = [0x63c5, 0x63c9, 0x63c4, 0x63c6];

export interface TagLabel {
  text: string;
  isOfFile: boolean;
  /** Positions in the bytes of the Tags element. */
  simpleTag: Element;
  tag: Element;
  /** It says nothing else. */
  isAlone: boolean;
}

/** `bytes`: the whole element. SimpleTags may stand in each other to any depth. */
export function labelsIn(bytes: Uint8Array, contentOffset: number): TagLabel[] {
  const labels: TagLabel[] = [];
  for (const tag of childrenOf(bytes, contentOffset, bytes.length)) {
    if (tag.id !== TAG) continue;
    const children = inside(bytes, tag);
    const targets = children.filter(({ id }) => id === TARGETS).flatMap((target) => inside(bytes, target));
    const isOfFile = !targets.some(({ id }) => UIDS.includes(id));
    const outer = children.filter(({ id }) => id === SIMPLE_TAG);
    const waiting = [...outer];
    for (let simpleTag = waiting.pop(); simpleTag; simpleTag = waiting.pop()) {
      const parts = inside(bytes, simpleTag);
      for (const part of parts) if (part.id === SIMPLE_TAG) waiting.push(part);
      if (textOf(bytes, parts, TAG_NAME) !== "AIGC") continue;
      const text = textOf(bytes, parts, TAG_STRING);
      if (text !== undefined) labels.push({ text, isOfFile, simpleTag, tag, isAlone: outer.length === 1 });
    }
  }
  return labels;
}

function inside(bytes: Uint8Array, { start, end }: Element): Element[] {
  return childrenOf(bytes, start, end);
}

function textOf(bytes: Uint8Array, parts: readonly Element[], wanted: number): string | undefined {
  const part = parts.find(({ id }) => id === wanted);
  return part && withoutZeros(fromUtf8(bytes.subarray(part.start, part.end)));
}

/**
 * The element with the first label saying `text` and the others blotted out, in the same number of bytes;
 * where the new one is too long, with all of them blotted out.
 */
export function rewriteTags(
  bytes: Uint8Array,
  contentOffset: number,
  labels: readonly TagLabel[],
  text: string | undefined,
): { bytes: Uint8Array; isWritten: boolean } {
  const changed = bytes.slice();
  let isWritten = false;
  for (const label of labels) {
    const { offset, end } = label.simpleTag;
    const fitting: Uint8Array | undefined =
      isWritten || text === undefined ? undefined : fill(end - offset, SIMPLE_TAG, simpleTag(text));
    isWritten ||= fitting !== undefined;
    if (fitting) changed.set(fitting, offset);
    // A Tag without any SimpleTag is not allowed.
    else if (label.isAlone) blot(changed, label.tag);
    else blot(changed, label.simpleTag);
  }
  for (const tag of childrenOf(changed, contentOffset, changed.length)) {
    if (tag.id === TAG) renewChecksum(changed, tag.start, tag.end);
  }
  renewChecksum(changed, contentOffset, changed.length);
  return { bytes: changed, isWritten };
}

/** Every element has two bytes or more, so there is always such a Void. */
function blot(bytes: Uint8Array, { offset, end }: Element): void {
  bytes.set(buildVoid(end - offset) ?? new Uint8Array(), offset);
}

/** An element and a Void that take exactly `room`; undefined where they do not fit. */
export function fill(room: number, id: number, content: Uint8Array): Uint8Array | undefined {
  const element = buildElement(id, content);
  const rest = room - element.length;
  if (rest < 0) return undefined;
  const padding = buildVoid(rest);
  if (padding) return join(element, padding);
  // One byte is too few for a Void, and a size may be written longer than it needs to be.
  const idLength = Math.ceil(id.toString(16).length / 2);
  return buildElement(id, content, element.length - idLength - content.length + 1);
}

/** RFC 8794 §11.3.1: it stands first and covers all that follows in its parent. */
export function renewChecksum(bytes: Uint8Array, from: number, to: number): void {
  const [first] = childrenOf(bytes, from, to);
  if (first?.id !== CHECKSUM || first.size !== 4) return;
  bytes.set(littleEndian(crc32(bytes.subarray(first.end, to)), 4), first.start);
}

function simpleTag(text: string): Uint8Array {
  return join(buildElement(TAG_NAME, latin1("AIGC")), buildElement(TAG_STRING, utf8(text)));
}

/** The content of a Tags element with nothing but the label, for the whole file. */
export function newTags(text: string): Uint8Array {
  const targets = buildElement(TARGETS, new Uint8Array());
  return buildElement(TAG, join(targets, buildElement(SIMPLE_TAG, simpleTag(text))));
}
