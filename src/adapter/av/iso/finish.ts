/**
 * Finishes an MP4 or QuickTime file: FFmpeg's tracks, with the brand, the metadata and the place of `moov` that
 * the source has. FFmpeg reads titles and the like and writes them anew, and drops what it does not know.
 */
import { closeSync, fstatSync, openSync, writeSync } from "node:fs";
import { ColophonError } from "../../../error.js";
import type { Heartbeat } from "../heartbeat.js";
import { type Box, childBoxes, makeBox, readAt, readTopBoxes } from "./box.js";
import { shiftChunks } from "./offsets.js";

export interface IsoParts {
  source: string;
  /** What FFmpeg wrote. */
  made: string;
  output: string;
  /** Playing times in the metadata, of iTunes, are wrong after sound was added: they are blanked. */
  isLonger: boolean;
}

interface OpenFile {
  file: number;
  boxes: readonly Box[];
}

const COPY_BYTES = 1 << 20;

/** Larger ones are no tables of samples, but an attack on memory. */
const MAX_MOOV = 512 * 1024 * 1024;

/** Adobe XMP Specification Part 3 §1.2.7: the uuid box of a packet of XMP. */
const XMP_UUID = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");

/** What is not as in the source, each a sentence. */
export async function finishIso(parts: IsoParts, heartbeat: Heartbeat): Promise<string[]> {
  const files: number[] = [];
  const open = (path: string, flags: string) => {
    const file = openSync(path, flags);
    files.push(file);
    return file;
  };
  try {
    const source = withBoxes(open(parts.source, "r"));
    const made = withBoxes(open(parts.made, "r"));
    return await putTogether(source, made, open(parts.output, "w"), parts, heartbeat);
  } finally {
    for (const file of files) closeSync(file);
  }
}

function withBoxes(file: number): OpenFile {
  return { file, boxes: readTopBoxes(file, fstatSync(file).size) };
}

async function putTogether(
  source: OpenFile,
  made: OpenFile,
  output: number,
  { isLonger }: IsoParts,
  heartbeat: Heartbeat,
): Promise<string[]> {
  const isFragmented = source.boxes.some(({ type }) => type === "moof");
  const brand = boxBytes(isFragmented ? made : source, "ftyp");
  const moov = withMetadata(boxBytes(made, "moov"), boxBytes(source, "moov"), isLonger);
  const xmp = Buffer.concat(
    source.boxes.filter(isXmp(source)).map((box) => readAt(source.file, box.start, box.size)),
  );
  const media = made.boxes.filter(({ type }) => type === "mdat");
  const first = media[0]?.start ?? 0;
  const wantsFront = isFragmented || isMoovFirst(source);
  const front = wantsFront && shiftChunks(moov, brand.length + moov.length + xmp.length - first);
  if (!front && !shiftChunks(moov, brand.length - first))
    throw new ColophonError("av.failed", "sample places overflow");
  const write = (bytes: Uint8Array) => void writeSync(output, bytes);
  for (const bytes of front ? [brand, moov, xmp] : [brand]) write(bytes);
  for (const box of media) await copyBox(made.file, box, write, heartbeat);
  for (const bytes of front ? [] : [moov, xmp]) write(bytes);
  return [
    ...(isFragmented ? ["the file was in fragments, now it is in one piece"] : []),
    ...(wantsFront && !front
      ? ["the index stands at the end, in front of so much data there is no room for it"]
      : []),
    ...chapterNote(boxBytes(source, "moov"), isLonger),
  ];
}

function isMoovFirst({ boxes }: OpenFile): boolean {
  const types = boxes.map(({ type }) => type);
  return types.indexOf("moov") < types.indexOf("mdat");
}

function isXmp({ file }: OpenFile): (box: Box) => boolean {
  return ({ type, start, size }) =>
    type === "uuid" && size >= 24 && size < MAX_MOOV && readAt(file, start + 8, 16).equals(XMP_UUID);
}

function boxBytes({ file, boxes }: OpenFile, type: string): Buffer {
  const box = boxes.find((candidate) => candidate.type === type);
  if (!box) return Buffer.alloc(0);
  if (box.size > MAX_MOOV)
    throw new ColophonError("format.damaged", `the box "${type}" has ${box.size} bytes`);
  return readAt(file, box.start, box.size);
}

const metadataBoxes: ReadonlySet<string> = new Set(["udta", "meta"]);

function withMetadata(made: Buffer, source: Buffer, isLonger: boolean): Buffer {
  const slice = (bytes: Buffer) => (box: Box) => bytes.subarray(box.start, box.start + box.size);
  const tracks = childBoxes(made, 8, made.length).filter(({ type }) => !metadataBoxes.has(type));
  const kept = childBoxes(source, 8, source.length).filter(({ type }) => metadataBoxes.has(type));
  const metadata = kept
    .map(slice(source))
    .map((box) => (isLonger ? blankPlayingTimes(box) : Buffer.from(box)));
  return makeBox("moov", ...tracks.map(slice(made)), ...metadata);
}

/** iTunSMPB counts the samples of the old file; a player that obeys it would cut the end off. */
function blankPlayingTimes(metadata: Buffer): Buffer {
  const copy = Buffer.from(metadata);
  for (let at = copy.indexOf("iTunSMPB"); at !== -1; at = copy.indexOf("iTunSMPB", at + 1)) {
    const item = copy.lastIndexOf("----", at);
    if (item >= 4 && at < item - 4 + copy.readUInt32BE(item - 4)) copy.write("free", item, "latin1");
  }
  return copy;
}

/** Chapters are a track of text that the picture's track refers to, or a list in the metadata. */
function chapterNote(moov: Buffer, isLonger: boolean): string[] {
  const hasList = moov.includes("chpl");
  if (hasList) return isLonger ? ["chapters begin as long before their place as the notice lasts"] : [];
  const hasTrack = moov.includes("tref") && moov.includes("chap");
  return hasTrack ? ["chapters in a track of their own were left out"] : [];
}

async function copyBox(
  file: number,
  { start, size }: Box,
  write: (bytes: Uint8Array) => void,
  heartbeat: Heartbeat,
): Promise<void> {
  for (let done = 0; done < size; done += COPY_BYTES) {
    write(readAt(file, start + done, Math.min(COPY_BYTES, size - done)));
    await heartbeat(1, 1);
  }
}
