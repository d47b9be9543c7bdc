/** Path → asset: everything that must be known about a file before the engine may touch it. */
import { ColophonError } from "../../error.js";
import type { ByteSource } from "./damage.js";
import { detectFormat, HEAD_BYTES, TAIL_BYTES } from "./detect.js";
import type { Format } from "./formats.js";
import { checkSize } from "./limit.js";

/** The disk as this room needs it. */
export interface AssetFiles {
  inspectPath(path: string): Promise<{ fileId: string; sizeBytes: number; isDirectory: boolean }>;
  readEnds(
    path: string,
    headBytes: number,
    tailBytes: number,
  ): Promise<{ head: Uint8Array; tail: Uint8Array; sizeBytes: number }>;
  openRange(path: string): Promise<ByteSource & { close(): Promise<void> }>;
}

export interface Asset {
  path: string;
  /** The same for every name of one file. */
  fileId: string;
  /** Its name on screen. */
  name: string;
  sizeBytes: number;
  /** Absent for content of no known kind. */
  format?: Format;
  /** What the engine is told; a kind it does not know is any bytes. */
  mimeType: string;
  /** The right extension, where the name has a wrong one. */
  properExtension?: string;
}

/**
 * Throws `file.*` for what cannot be read, `file.too-large` for what the engine would hold in memory whole, and
 * `format.segment` for a piece of a fragmented video.
 */
export async function openAsset(path: string, name: string, files: AssetFiles): Promise<Asset> {
  const { fileId, sizeBytes, isDirectory } = await files.inspectPath(path);
  if (isDirectory) throw new ColophonError("file.directory", `"${name}": is a folder, expected a file`);
  const extension = name.match(/\.([^./\\]+)$/)?.[1] ?? "";
  const { head, tail } = await files.readEnds(path, HEAD_BYTES, TAIL_BYTES);
  const { format, isSegment, properExtension } = detectFormat(head, tail, extension);
  if (isSegment) {
    throw new ColophonError(
      "format.segment",
      `"${name}": is a piece of a fragmented video, which cannot be judged without the initialization file it belongs to`,
      { hints: ["join the parts into one file to have it judged"] },
    );
  }
  checkSize({ name, sizeBytes, format, extension });
  return {
    path,
    fileId,
    name,
    sizeBytes,
    mimeType: format?.mimeType ?? "application/octet-stream",
    ...(format ? { format } : {}),
    ...(properExtension === undefined ? {} : { properExtension }),
  };
}

/** Throws `format.damaged` or `format.encrypted` where the container itself tells that something is wrong. */
export async function refuseDamaged(asset: Asset, files: AssetFiles): Promise<void> {
  if (!asset.format) return;
  const { format, name, sizeBytes } = asset;
  // Most files never come here, and a start is short only while little is loaded.
  const { checkWhole } = await import("./damage.js");
  const { isWhole, isEncrypted, reason } = await withRange(asset, files, (range) =>
    checkWhole(range, format, sizeBytes),
  );
  if (isEncrypted) {
    throw new ColophonError("format.encrypted", `"${name}": is encrypted, so it was not searched`);
  }
  if (!isWhole) {
    const because = reason === undefined ? "" : ` (${reason})`;
    throw new ColophonError("format.damaged", `"${name}": is damaged or incomplete${because}`);
  }
}

/** Whether an MP4 only opens a fragmented video: the engine would call it Invalid, which is not "changed". */
export async function isFragmentStart(asset: Asset, files: AssetFiles): Promise<boolean> {
  const { isInitializationSegment } = await import("./fragment.js");
  return withRange(asset, files, (range) => isInitializationSegment(range, asset.sizeBytes));
}

/** Closes what it opened. */
export async function withRange<T>(
  asset: Asset,
  files: AssetFiles,
  use: (range: ByteSource) => Promise<T>,
): Promise<T> {
  const range = await files.openRange(asset.path);
  try {
    return await use(range);
  } finally {
    await range.close();
  }
}
