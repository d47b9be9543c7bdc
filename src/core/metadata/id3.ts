/** ID3v2, the tag in front of an MP3: its frames, and where each of them stands in the file. */
import { letters, startsWith, uint } from "../asset/bytes.js";
import { id3Length } from "../asset/mpeg-audio.js";
import { type BoundedSource, damaged } from "./bounded-source.js";

export interface Id3Tag {
  /** 2, 3 or 4. */
  version: number;
  /** Every 0xFF that could be taken for a frame of audio is followed by a zero that does not count. */
  isUnsynchronised: boolean;
  hasFooter: boolean;
  /** A checksum over the frames: who changes them breaks it. */
  hasChecksum: boolean;
  /** Where the extended header of 2.3 says how much padding there is. */
  paddingSizeOffset?: number;
  frames: Id3Frame[];
  /** Of the tag as it is in the file, header and footer included. */
  length: number;
  /** Where the frames end and zeros begin. */
  paddingOffset: number;
  paddingLength: number;
}

export interface Id3Frame {
  id: string;
  /** In the file, where an unsynchronised frame is longer than it says. */
  offset: number;
  end: number;
  /** Undefined where it is compressed or encrypted. */
  content?: Uint8Array;
}

const MAX_FRAMES = 10_000;

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
  const isUnsynchronised = (flags & 0x80) !== 0;
  // In 2.4 each frame is treated on its own, in the older versions the tag as a whole.
  const body = isUnsynchronised && version < 4 ? resynchronise(raw, 10) : { bytes: raw, at: (n: number) => n };
  const extended = flags & 0x40 && version > 2 ? readExtendedHeader(body.bytes, version) : { length: 0 };
  const frames = [...walkFrames(body.bytes, 10 + extended.length, version)];
  const paddingOffset = frames.at(-1)?.end ?? 10 + extended.length;
  const place = (frame: Id3Frame) => ({ ...frame, offset: body.at(frame.offset), end: body.at(frame.end) });
  const padding = raw.subarray(body.at(paddingOffset));
  return {
    version,
    isUnsynchronised,
    hasFooter,
    hasChecksum: "hasChecksum" in extended && extended.hasChecksum,
    ...("paddingSizeOffset" in extended ? { paddingSizeOffset: body.at(extended.paddingSizeOffset) } : {}),
    frames: frames.map(place),
    length,
    paddingOffset: body.at(paddingOffset),
    paddingLength: padding.every((byte) => byte === 0) ? padding.length : 0,
  };
}
