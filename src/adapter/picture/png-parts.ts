/** The chunks of a PNG: what stands beside the picture in one file is carried over to another byte by byte. */
import { previewTakenOut } from "./exif-preview.js";
import { withoutChunkPreview } from "./png-previews.js";

interface Chunk {
  name: string;
  /** With length, name and checksum. */
  bytes: Uint8Array;
}

const signatureLength = 8;

/** Reads what a decoder has already accepted; stops where no whole chunk follows. */
export function readPngChunks(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = signatureLength;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) break;
    const name = Buffer.from(bytes.subarray(at + 4, at + 8)).toString("latin1");
    chunks.push({ name, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** APNG: a decoder of stills sees the first frame, and writing that one would lose the others. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  return readPngChunks(bytes).some(({ name }) => name === "acTL");
}

/** They speak of color and size as a whole, and hold whatever the color type of the new file. */
const stillTrue = new Set(["gAMA", "cHRM", "sRGB", "iCCP", "cICP", "mDCV", "cLLI", "pHYs", "eXIf"]);

/**
 * The picture of `drawn` with what stands beside the one of `source`. PNG (third edition), 5.4: a fourth letter
 * in lower case says that a chunk may be copied after an edit. Content Credentials ("caBX") may not.
 */
export function carryOverPng(source: Uint8Array, drawn: Uint8Array): { bytes: Uint8Array; lost: string[] } {
  const kept = readPngChunks(source).filter(({ name }) => stillTrue.has(name) || /^[a-z]..[a-z]$/.test(name));
  const cleaned = kept.map(({ name, bytes }) => withoutChunkPreview(name, bytes));
  const hadPreview = cleaned.some((chunk, at) => chunk !== kept[at]?.bytes);
  const own = readPngChunks(drawn).filter(({ name }) => /^[A-Z]/.test(name) || name === "tRNS");
  const [header, ...rest] = own;
  const parts = [
    drawn.subarray(0, signatureLength),
    ...(header ? [header.bytes] : []),
    ...cleaned,
    ...rest.map(({ bytes }) => bytes),
  ];
  return { bytes: new Uint8Array(Buffer.concat(parts)), lost: hadPreview ? [previewTakenOut] : [] };
}
