/** The small picture among Photoshop's resources, taken out for the same reason as the one in EXIF. */

const thumbnailIds: ReadonlySet<number> = new Set([0x0409, 0x040c]);

/** Adobe Photoshop File Formats, image resource blocks: "8BIM", a number, a name, a length, the data, evenly padded. */
export function withoutResourcePreview(resources: Uint8Array): Uint8Array {
  const bytes = Buffer.from(resources);
  const kept: Uint8Array[] = [];
  let isChanged = false;
  let at = 0;
  while (at + 12 <= bytes.length && bytes.toString("latin1", at, at + 4) === "8BIM") {
    const nameLength = (bytes[at + 6] ?? 0) + 1;
    const data = at + 6 + nameLength + (nameLength % 2);
    if (data + 4 > bytes.length) return resources;
    const length = bytes.readUInt32BE(data);
    const end = data + 4 + length + (length % 2);
    // They may go on elsewhere: then nothing is known of where they end. The last one may lack its padding.
    if (end > bytes.length + (length % 2)) return resources;
    const isPreview = thumbnailIds.has(bytes.readUInt16BE(at + 4));
    isChanged ||= isPreview;
    if (!isPreview) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return isChanged ? new Uint8Array(Buffer.concat([...kept, bytes.subarray(at)])) : resources;
}
