/** Small pictures of a JPEG in its own metadata, taken out: they show it without the mark, and programs show them first. */

const [app1, app13] = [0xe1, 0xed];

/** The segment without its small picture; the same bytes where it has none, or is not understood. */
export function withoutPreview(marker: number, segment: Uint8Array): Uint8Array {
  if (marker === app1) return withoutExifThumbnail(segment);
  return marker === app13 ? withoutPhotoshopThumbnail(segment) : segment;
}

const exifHead = "Exif\0\0";
const tagOffset = 0x0201;
const tagLength = 0x0202;

/** EXIF 3.0 §4.5.4: the first directory points to a second one, which is the thumbnail's. */
function withoutExifThumbnail(segment: Uint8Array): Uint8Array {
  const bytes = Buffer.from(segment);
  if (bytes.toString("latin1", 4, 10) !== exifHead) return segment;
  const tiff = bytes.subarray(10);
  const order = tiff.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return segment;
  const at = (offset: number, size: 2 | 4): number => {
    if (offset < 0 || offset + size > tiff.length) return 0;
    return order === "II" ? tiff.readUIntLE(offset, size) : tiff.readUIntBE(offset, size);
  };
  const first = at(4, 4);
  const link = first + 2 + 12 * at(first, 2);
  const second = at(link, 4);
  if (first === 0 || second === 0 || link + 4 > tiff.length) return segment;
  const values = new Map<number, number>();
  for (let entry = 0; entry < Math.min(at(second, 2), 64); entry++) {
    const field = second + 2 + 12 * entry;
    values.set(at(field, 2), at(field + 8, 4));
  }
  const start = values.get(tagOffset) ?? 0;
  tiff.fill(0, start, start === 0 ? 0 : Math.min(tiff.length, start + (values.get(tagLength) ?? 0)));
  tiff.fill(0, link, link + 4);
  return bytes;
}

const photoshopHead = "Photoshop 3.0\0";
const thumbnailIds: ReadonlySet<number> = new Set([0x0409, 0x040c]);

/** Adobe Photoshop File Formats, image resource blocks: "8BIM", a number, a name, a length, the data, evenly padded. */
function withoutPhotoshopThumbnail(segment: Uint8Array): Uint8Array {
  const bytes = Buffer.from(segment);
  if (bytes.toString("latin1", 4, 4 + photoshopHead.length) !== photoshopHead) return segment;
  const kept = [bytes.subarray(0, 4 + photoshopHead.length)];
  let at = 4 + photoshopHead.length;
  while (at + 12 <= bytes.length && bytes.toString("latin1", at, at + 4) === "8BIM") {
    const nameLength = (bytes[at + 6] ?? 0) + 1;
    const data = at + 6 + nameLength + (nameLength % 2);
    if (data + 4 > bytes.length) return segment;
    const length = bytes.readUInt32BE(data);
    const end = data + 4 + length + (length % 2);
    // Resources may go on in the next segment: then nothing is known of where they end.
    if (end > bytes.length) return segment;
    if (!thumbnailIds.has(bytes.readUInt16BE(at + 4))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const whole = Buffer.concat([...kept, bytes.subarray(at)]);
  whole.writeUInt16BE(whole.length - 2, 2);
  return whole;
}
