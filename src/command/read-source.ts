/** A file opened for reading in ranges, for the time of one call. */
import type { ByteSource } from "../core/metadata/index.js";
import type { Context } from "./context.js";

export async function openSource<T>(
  { path }: { path: string },
  { files }: Pick<Context, "files">,
  use: (source: ByteSource) => Promise<T>,
): Promise<T> {
  const { sizeBytes } = await files.inspectPath(path);
  const range = await files.openRange(path);
  try {
    return await use({ sizeBytes, read: (offset, length) => range.read(offset, length) });
  } finally {
    await range.close();
  }
}
