/** An MP3 is whole when its tag fits, frames follow it, the last frame is complete and none is missing. */

import { letters, startsWith, uint } from "../bytes.js";
import { id3Length, readAudioFrame } from "../mpeg-audio.js";
import { damaged, type Probe, unknown, type Wholeness, whole } from "./probe.js";

const WINDOW_BYTES = 64 * 1024;
/** Some writers leave padding between the tag and the first frame. */
const SEARCH_BYTES = 64 * 1024;

export async function checkMp3(probe: Probe): Promise<Wholeness> {
  const tagEnd = await skipTags(probe);
  if (tagEnd > probe.sizeBytes) return damaged("its ID3 tag is cut short");
  const start = await findFirstFrame(probe, tagEnd);
  if (start === undefined) return damaged("no audio follows its ID3 tag");
  const end = await audioEnd(probe);
  const promised = await promisedEnd(probe, start);
  if (promised !== undefined && promised > end) {
    return damaged(`its audio should end at byte ${promised} and ends at ${end}`);
  }
  return checkLastFrame(probe, start, end, promised !== undefined);
}

async function skipTags(probe: Probe): Promise<number> {
  let at = 0;
  for (;;) {
    const length = id3Length(await probe.bytes(at, 10));
    if (length === 0) return at;
    at += length;
  }
}

/** A frame right behind the tag is believed; further on, only one that leads to a second one. */
async function findFirstFrame(probe: Probe, tagEnd: number): Promise<number | undefined> {
  const bytes = await probe.bytes(tagEnd, SEARCH_BYTES);
  if (readAudioFrame(bytes, 0)) return tagEnd;
  const found = firstChained(bytes);
  return found === undefined ? undefined : tagEnd + found;
}

function firstChained(bytes: Uint8Array): number | undefined {
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const frame = readAudioFrame(bytes, at);
    const next = frame && readAudioFrame(bytes, at + frame.sizeBytes);
    if (frame && next && frame.sizeBytes > 0 && frame.kind === next.kind) return at;
  }
  return undefined;
}

/** Where the last frame must end: before an ID3v1, APE or Lyrics3 tag, in whatever order they stand. */
async function audioEnd(probe: Probe): Promise<number> {
  let end = probe.sizeBytes;
  for (let tags = 0; tags < 4; tags++) {
    const tail = await probe.bytes(Math.max(0, end - 128), Math.min(128, end));
    const size = trailingTagLength(tail);
    if (size === 0 || size > end) return end;
    end -= size;
  }
  return end;
}

function trailingTagLength(tail: Uint8Array): number {
  if (tail.length === 128 && startsWith(tail, "TAG")) return 128;
  const footer = tail.subarray(-32);
  if (startsWith(footer, "APETAGEX")) {
    return uint(footer, 12, 4, "little") + (uint(footer, 20, 4, "little") & 0x80000000 ? 32 : 0);
  }
  const lyrics = /(\d{6})LYRICS200$/.exec(letters(tail));
  return lyrics ? Number(lyrics[1]) + 15 : 0;
}

/** A Xing or Info header counts the bytes of all frames; only it can show a cut between two of them. */
async function promisedEnd(probe: Probe, start: number): Promise<number | undefined> {
  const bytes = await probe.bytes(start, 64);
  const tag = readAudioFrame(bytes, 0)?.tagOffset ?? 0;
  if (!startsWith(bytes, "Xing", tag) && !startsWith(bytes, "Info", tag)) return undefined;
  const flags = uint(bytes, tag + 4, 4);
  const hasFrameCount = (flags & 1) !== 0;
  const hasByteCount = (flags & 2) !== 0;
  return hasByteCount ? start + uint(bytes, tag + (hasFrameCount ? 12 : 8), 4) : undefined;
}

/**
 * Walks the frames of the last window. Without a byte count a cut exactly between two frames cannot be
 * seen, and free bit rates do not say where a frame ends: both are "whole, but not certain".
 */
async function checkLastFrame(
  probe: Probe,
  start: number,
  end: number,
  isCounted: boolean,
): Promise<Wholeness> {
  const from = Math.max(start, end - WINDOW_BYTES);
  const bytes = (await probe.bytes(from, end - from)).subarray(0, end - from);
  let at = from === start ? 0 : firstChained(bytes);
  if (at === undefined) return unknown;
  const kind = readAudioFrame(bytes, at)?.kind;
  for (let frame = readAudioFrame(bytes, at); frame; frame = readAudioFrame(bytes, at)) {
    if (frame.sizeBytes === 0 || frame.kind !== kind) return unknown;
    at += frame.sizeBytes;
    if (at > bytes.length) return damaged("its last frame is cut short");
  }
  const rest = bytes.subarray(at);
  const isCutHeader = rest.length > 0 && rest.length < 4 && rest[0] === 0xff && (rest[1] ?? 0xe0) >= 0xe0;
  if (isCutHeader) return damaged("its last frame is cut short");
  return isCounted ? whole : unknown;
}
