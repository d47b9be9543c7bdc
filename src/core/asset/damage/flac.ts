/** A FLAC is whole when its metadata fits and a frame near the end reaches the promised last sample. */
import { findBytes, startsWith, uint } from "../bytes.js";
import { id3Length } from "../mpeg-audio.js";
import { damaged, type Probe, unknown, type Wholeness, whole } from "./probe.js";

/** Larger than any frame: 65535 samples of 32 bit would not fit, but nobody writes those. */
const WINDOW_BYTES = 256 * 1024;

interface StreamInfo {
  blockSamples: number;
  /** 0 where the writer did not know. */
  totalSamples: number;
}

export async function checkFlac(probe: Probe): Promise<Wholeness> {
  let at = id3Length(await probe.bytes(0, 10));
  if (!startsWith(await probe.bytes(at, 4), "fLaC")) return damaged("its ID3 tag is cut short");
  const info = readStreamInfo(await probe.bytes(at + 8, 34));
  at += 4;
  for (let isLast = false; !isLast; ) {
    const head = await probe.bytes(at, 4);
    if (head.length < 4) return damaged("its metadata is cut short");
    isLast = uint(head, 0, 1) >= 0x80;
    at += 4 + uint(head, 1, 3);
  }
  if (at >= probe.sizeBytes) return damaged("it ends before the audio");
  if (info.totalSamples === 0) return unknown;
  return checkLastFrame(probe, at, info);
}

/** RFC 9639 §8.2: block sizes, frame sizes, then 20 bits rate, 8 bits format, 36 bits of sample count. */
function readStreamInfo(bytes: Uint8Array): StreamInfo {
  return {
    blockSamples: uint(bytes, 2, 2),
    totalSamples: (uint(bytes, 13, 1) & 0x0f) * 2 ** 32 + uint(bytes, 14, 4),
  };
}

/** Any frame that reaches the end is enough: bytes inside a frame may look like a header by chance. */
async function checkLastFrame(probe: Probe, start: number, info: StreamInfo): Promise<Wholeness> {
  const from = Math.max(start, probe.sizeBytes - WINDOW_BYTES);
  const bytes = await probe.bytes(from, WINDOW_BYTES);
  let isFrameSeen = false;
  for (let at = findBytes(bytes, [0xff]); at !== -1; at = findBytes(bytes, [0xff], at + 1)) {
    const end = frameEnd(bytes, at, info);
    if (end === undefined) continue;
    isFrameSeen = true;
    if (end === info.totalSamples) return whole;
  }
  return isFrameSeen ? damaged("its last frames are missing") : unknown;
}

/** The number of the sample after the frame whose header stands at `at` (RFC 9639 §9.1). */
function frameEnd(bytes: Uint8Array, at: number, info: StreamInfo): number | undefined {
  const second = uint(bytes, at + 1, 1);
  if (second !== 0xf8 && second !== 0xf9) return undefined;
  const number = codedNumber(bytes, at + 4);
  const sizeCode = uint(bytes, at + 2, 1) >> 4;
  const rateCode = uint(bytes, at + 2, 1) & 0x0f;
  if (number === undefined || sizeCode === 0) return undefined;
  let next = at + 4 + number.length;
  let samples = sizeCode === 1 ? 192 : sizeCode < 6 ? 576 * 2 ** (sizeCode - 2) : 256 * 2 ** (sizeCode - 8);
  if (sizeCode === 6 || sizeCode === 7) {
    samples = uint(bytes, next, sizeCode - 5) + 1;
    next += sizeCode - 5;
  }
  next += rateCode === 12 ? 1 : rateCode === 13 || rateCode === 14 ? 2 : 0;
  if (crc8(bytes.subarray(at, next)) !== bytes[next]) return undefined;
  const isSampleNumber = second === 0xf9; // variable block size
  return (isSampleNumber ? number.value : number.value * info.blockSamples) + samples;
}

/** The number's bytes are those of UTF-8, carried on to seven. */
function codedNumber(bytes: Uint8Array, at: number): { value: number; length: number } | undefined {
  const first = uint(bytes, at, 1);
  if (first < 0x80) return { value: first, length: 1 };
  const length = Math.clz32(~(first << 24));
  if (length < 2 || length > 7) return undefined;
  let value = first & (0x7f >> length);
  for (let index = 1; index < length; index++) value = value * 64 + (uint(bytes, at + index, 1) & 0x3f);
  return { value, length };
}

function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x07) & 0xff : crc << 1;
  }
  return crc;
}
