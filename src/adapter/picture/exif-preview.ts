/** The small picture inside EXIF, taken out: it shows the picture without the mark, and programs show it first. */

/** What is said of every small picture that was taken out, wherever it stood. */
export const previewTakenOut = "the small preview inside it, which showed the picture without its mark";

const tagStrip = 0x0111;
const tagStripLength = 0x0117;
const tagOffset = 0x0201;
const tagLength = 0x0202;

/** EXIF 3.0 §4.5.4: the first directory points to a second one, which is the thumbnail's. */
export function withoutExifPreview(exif: Uint8Array): Uint8Array {
  const tiff = Buffer.from(exif);
  const order = tiff.toString("latin1", 0, 2);
  if (order !== "II" && order !== "MM") return exif;
  const at = (offset: number, size: 2 | 4): number => {
    if (offset < 0 || offset + size > tiff.length) return 0;
    return order === "II" ? tiff.readUIntLE(offset, size) : tiff.readUIntBE(offset, size);
  };
  const first = at(4, 4);
  const link = first + 2 + 12 * at(first, 2);
  const second = at(link, 4);
  if (first === 0 || second === 0 || link + 4 > tiff.length) return exif;
  const values = new Map<number, number>();
  for (let entry = 0; entry < Math.min(at(second, 2), 64); entry++) {
    const field = second + 2 + 12 * entry;
    values.set(at(field, 2), at(field + 8, 4));
  }
  const empty = (start = 0, length = 0) => {
    if (start > 0) tiff.fill(0, start, Math.min(tiff.length, start + length));
  };
  empty(values.get(tagOffset), values.get(tagLength));
  empty(values.get(tagStrip), values.get(tagStripLength));
  tiff.fill(0, link, link + 4);
  return new Uint8Array(tiff);
}

/**
 * The file without the small picture in its EXIF, which is `exif` as a decoder found it; byte for byte of the
 * same length. The same file where there is none.
 */
export function withoutPreviewIn(file: Uint8Array, exif: Uint8Array | undefined): Uint8Array {
  if (exif === undefined) return file;
  const head = Buffer.from("Exif\0\0", "latin1");
  const found = Buffer.from(exif);
  const tiff = found.subarray(0, head.length).equals(head) ? found.subarray(head.length) : found;
  const cleaned = withoutExifPreview(tiff);
  const at = cleaned === tiff ? -1 : Buffer.from(file).indexOf(tiff);
  if (at === -1) return file;
  const bytes = new Uint8Array(file);
  bytes.set(cleaned, at);
  return bytes;
}
