/** ID3v2, the tag in front of an MP3: its frames, and where each of them stands in the file. */
import { startsWith, uint } from "../../asset/bytes.js";
import { id3Length } from "../../asset/mpeg-audio.js";
import { type BoundedSource, damaged } from "../bounded-source.js";
import { type Id3Frame, walkFrames } from "./frame.js";

export interface Id3Tag {
  /** 2, 3 or 4. */
  version: number;
  /** Every 0xFF that could be taken for a frame of audio is followed by a zero that does not count. */
  isUnsynchronized: boolean;
  hasFooter: boolean;
  extended: ExtendedHeader;
  /** Their places are those in the file. */
  frames: Id3Frame[];
  /** Of the tag as it is in the file, header and footer included. */
  length: number;
  /** Where the frames end. */
  framesEnd: number;
  /** The zeros that follow, to the end of the tag. */
  paddingLength: number;
  /** Frames and zeros are all that is in it, and the footer it promises is there. */
  isUnderstood: boolean;
}

interface ExtendedHeader {
  length: number;
  /** Over the frames: who changes them breaks it. */
  hasChecksum: boolean;
  /** Where 2.3 says how much padding there is. */
  paddingSizeOffset?: number;
}

/** Undefined where none stands at the beginning of the file. Throws `format.damaged` for a broken one. */
export async function readId3(source: BoundedSource): Promise<Id3Tag | undefined> {
  const head = await source.upTo(0, 10);
  if (!startsWith(head, "ID3") || head.length < 10) return undefined;
  const version = uint(head, 3, 1);
  const flags = uint(head, 5, 1);
  const hasFooter = version === 4 && (flags & 0x10) !== 0;
  const length = id3Length(head);
  if (version < 2 || version > 4) throw damaged(`its ID3 tag has the unknown version 2.${version}`);
  // ID3v2.2 §3.1: the bit announces a compression that was never defined.
  if (version === 2 && flags & 0x40) throw damaged("its ID3 tag is compressed");
  const raw = await source.bytes(0, length - (hasFooter ? 10 : 0));
  const isUnsynchronized = (flags & 0x80) !== 0;
  // In 2.4 each frame is treated on its own, in the older versions the tag as a whole.
  const { bytes, place } = isUnsynchronized && version < 4 ? resynchronize(raw) : asItIs(raw);
  const extended =
    flags & 0x40 && version > 2 ? readExtendedHeader(bytes, version) : { length: 0, hasChecksum: false };
  const frames = walkFrames(bytes, 10 + extended.length, { version, unpack: source.unpack });
  const framesEnd = place(frames.at(-1)?.end ?? 10 + extended.length);
  const padding = raw.subarray(framesEnd);
  const isUnderstood =
    padding.every((byte) => byte === 0) && (!hasFooter || (await hasFooterAt(source, length - 10)));
  return {
    version,
    isUnsynchronized,
    hasFooter,
    extended,
    frames: frames.map((frame) => ({ ...frame, offset: place(frame.offset), end: place(frame.end) })),
    length,
    framesEnd,
    paddingLength: isUnderstood ? padding.length : 0,
    isUnderstood,
  };
}

/** ID3v2.4 §3.4. */
async function hasFooterAt(source: BoundedSource, offset: number): Promise<boolean> {
  const footer = await source.upTo(offset, 10);
  return footer.length === 10 && startsWith(footer, "3DI");
}

function readExtendedHeader(bytes: Uint8Array, version: number): ExtendedHeader {
  const isNew = version === 4;
  // ID3v2.4 §3.2 counts the four bytes of the size, ID3v2.3 §3.2 does not.
  const length = isNew ? synchsafe(bytes.subarray(10, 14)) : uint(bytes, 10, 4) + 4;
  const hasChecksum = isNew ? (uint(bytes, 15, 1) & 0x20) !== 0 : (uint(bytes, 14, 1) & 0x80) !== 0;
  if (length < (isNew ? 6 : 10) || 10 + length > bytes.length) {
    throw damaged("the extended header of its ID3 tag is broken");
  }
  return { length, hasChecksum, ...(isNew ? {} : { paddingSizeOffset: 16 }) };
}

function synchsafe(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 128 + (byte & 0x7f), 0);
}

interface Resynchronized {
  bytes: Uint8Array;
  /** Where a position in the bytes is in the file. */
  place: (position: number) => number;
}

function asItIs(raw: Uint8Array): Resynchronized {
  return { bytes: raw, place: (position) => position };
}

/** ID3v2.3 §5: the zero after a 0xFF was put there by the writer. */
function resynchronize(raw: Uint8Array): Resynchronized {
  const bytes = new Uint8Array(raw.length);
  /** Positions from which on one more byte of the file was left out. */
  const left: number[] = [];
  let length = 0;
  for (let at = 0; at < raw.length; at++) {
    bytes[length++] = raw[at] ?? 0;
    if (at >= 10 && raw[at] === 0xff && raw[at + 1] === 0) {
      left.push(length);
      at++;
    }
  }
  const place = (position: number) => {
    let count = 0;
    for (let step = 2 ** Math.ceil(Math.log2(left.length + 1)); step >= 1; step = Math.floor(step / 2)) {
      const next = left[count + step - 1];
      if (next !== undefined && next <= position) count += step;
    }
    return position + count;
  };
  return { bytes: bytes.subarray(0, length), place };
}
