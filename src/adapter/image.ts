/** The only importer of sharp: pixels in, small JPEG out. Loaded when a thumbnail is wanted, not before. */

/** Formats sharp's packaged libraries decode. */
const decodable = new Set(["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif", "image/tiff", "image/svg+xml"]);

// 16,384 × 16,384: larger pictures exist, but a thumbnail is not worth their memory.
const maxPixels = 268_435_456;

/**
 * A JPEG of at most `edgePx` on its longer side, upright, never enlarged, without metadata. Returns undefined
 * for formats that cannot be decoded and for pictures that cannot be read: a thumbnail is an extra.
 */
export async function makeThumbnail(
  path: string,
  mimeType: string,
  edgePx: number,
): Promise<Uint8Array | undefined> {
  if (!decodable.has(mimeType)) return undefined;
  const { default: sharp } = await import("sharp");
  try {
    const buffer = await sharp(path, { limitInputPixels: maxPixels, failOn: "error", animated: false })
      .rotate()
      .resize({ width: edgePx, height: edgePx, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality: 80, mozjpeg: true })
      .toBuffer();
    return new Uint8Array(buffer);
  } catch {
    return undefined;
  }
}
