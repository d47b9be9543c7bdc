/** Small pictures of a JPEG in its own metadata, taken out: they show it without the mark, and programs show them first. */
import { withoutExifPreview } from "./exif-preview.js";
import { withoutResourcePreview } from "./photoshop-preview.js";

const [app0, app1, app13] = [0xe0, 0xe1, 0xed];
const jfif = "JFIF\0";
const jfxx = "JFXX\0";
const exif = "Exif\0\0";
const photoshop = "Photoshop 3.0\0";
/** ITU-T T.871: up to the size of a small picture of plain samples, which comes last. */
const jfifLength = 18;

/** The segment without its small picture, empty where it is nothing else; the same bytes where it has none. */
export function withoutPreview(marker: number, segment: Uint8Array): Uint8Array {
  const begins = (name: string) =>
    Buffer.from(segment.subarray(4, 4 + name.length)).toString("latin1") === name;
  if (marker === app0 && begins(jfxx)) return new Uint8Array();
  if (marker === app0 && begins(jfif)) return withoutSamples(segment);
  if (marker === app1 && begins(exif)) return changed(segment, 4 + exif.length, withoutExifPreview);
  if (marker === app13 && begins(photoshop)) {
    return changed(segment, 4 + photoshop.length, withoutResourcePreview);
  }
  return segment;
}

function withoutSamples(segment: Uint8Array): Uint8Array {
  if (segment.length <= jfifLength) return segment;
  const bytes = Buffer.from(segment.subarray(0, jfifLength));
  bytes.writeUInt16BE(jfifLength - 2, 2);
  bytes.fill(0, jfifLength - 2);
  return new Uint8Array(bytes);
}

function changed(
  segment: Uint8Array,
  start: number,
  change: (content: Uint8Array) => Uint8Array,
): Uint8Array {
  const before = segment.subarray(start);
  const after = change(before);
  if (after === before) return segment;
  const whole = Buffer.concat([segment.subarray(0, start), after]);
  whole.writeUInt16BE(whole.length - 2, 2);
  return new Uint8Array(whole);
}
