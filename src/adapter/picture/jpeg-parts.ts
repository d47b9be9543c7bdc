/** The segments of a JPEG: what stands beside the picture in one file is carried over to another byte by byte. */
import { previewTakenOut } from "./exif-preview.js";
import { withoutPreview } from "./jpeg-previews.js";

interface Segment {
  marker: number;
  /** With marker and length. */
  bytes: Uint8Array;
}

export interface JpegParts {
  /** APPn and COM, in their order. */
  beside: readonly Segment[];
  /** DQT, SOF and whatever else up to the first scan. */
  tables: readonly Segment[];
  /** From the first scan to the end of the picture. */
  scans: Uint8Array;
  /** Bytes after the end of the picture: further pictures, a film. */
  trailingBytes: number;
}

const [soi, eoi, sos, com] = [0xd8, 0xd9, 0xda, 0xfe];

/** Reads what a decoder has already accepted; stops where it is no JPEG any more. */
export function readJpegParts(bytes: Uint8Array): JpegParts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const beside: Segment[] = [];
  const tables: Segment[] = [];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === sos || marker === eoi) break;
    const end = at + 2 + view.getUint16(at + 2);
    (isBeside(marker) ? beside : tables).push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
  const end = endOfScans(bytes, at);
  return { beside, tables, scans: bytes.subarray(at, end), trailingBytes: bytes.length - end };
}

function isBeside(marker: number): boolean {
  return (marker >= 0xe0 && marker <= 0xef) || marker === com;
}

/** Entropy-coded data has no 0xFF 0xD9, so the first one outside of a segment ends the picture. */
function endOfScans(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) {
      const found = bytes.indexOf(0xff, at);
      at = found === -1 ? bytes.length : found;
    } else if (next === eoi) return at + 2;
    else if (next === 0 || next === 0xff || (next >= 0xd0 && next <= soi)) at += next === 0xff ? 1 : 2;
    else at += 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
  }
  return bytes.length;
}

/** The picture of `drawn` with what stands beside the one of `source`. */
export function carryOverJpeg(source: Uint8Array, drawn: Uint8Array): { bytes: Uint8Array; lost: string[] } {
  const from = readJpegParts(source);
  const to = readJpegParts(drawn);
  const kept = from.beside.filter((segment) => !isStale(segment));
  const cleaned = kept.map(({ marker, bytes }) => withoutPreview(marker, bytes));
  const hadPreview = cleaned.some((bytes, at) => bytes !== kept[at]?.bytes);
  const parts = [
    drawn.subarray(0, 2),
    ...cleaned,
    // Adobe's segment says how the colors of this very encoding are stored.
    ...to.beside.filter(({ marker }) => marker === 0xee).map(({ bytes }) => bytes),
    ...to.tables.map(({ bytes }) => bytes),
    to.scans,
  ];
  return {
    bytes: new Uint8Array(Buffer.concat(parts)),
    lost: [...lossesOf(from), ...(hadPreview ? [previewTakenOut] : [])],
  };
}

/** Content Credentials (APP11) speak of other bytes, MPF's offsets point to where nothing is any more. */
function isStale(segment: Segment): boolean {
  const { marker } = segment;
  return marker === 0xee || marker === 0xeb || isMultiPicture(segment);
}

function isMultiPicture({ marker, bytes }: Segment): boolean {
  return marker === 0xe2 && Buffer.from(bytes.subarray(4, 8)).toString("latin1") === "MPF\0";
}

function lossesOf({ beside, trailingBytes }: JpegParts): string[] {
  if (beside.some(isMultiPicture)) return ["the further pictures of a multi-picture file"];
  return trailingBytes > 0 ? [`${trailingBytes} bytes after the end of the picture`] : [];
}
