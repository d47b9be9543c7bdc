/** Standard input, kept in a private temporary file: the engine wants a path it can seek in. */
import { open } from "node:fs/promises";
import { join } from "node:path";
import { ColophonError } from "../../error.js";
import { wordingFaults } from "./fault.js";
import { makeScratch, removeScratch } from "./scratch.js";

export interface SpoolRules {
  maxBytes: number;
  signal?: AbortSignal;
  /** Where temporary folders are made; the system's own place without it. */
  folder?: string;
}

/**
 * Gives the path of a file only this user can read, removed at the end of the process.
 * Throws `file.empty`, `file.too-large`, and `output.*` where there is no room for it.
 */
export async function spoolStdin(stream: AsyncIterable<Uint8Array>, rules: SpoolRules): Promise<string> {
  const folder = await makeScratch(rules.folder);
  try {
    const path = join(folder, "stdin");
    await wordingFaults(path, "writing", () => copy(stream, path, rules));
    return path;
  } catch (error) {
    await removeScratch(folder);
    throw error;
  }
}

async function copy(stream: AsyncIterable<Uint8Array>, path: string, rules: SpoolRules): Promise<void> {
  const handle = await open(path, "wx", 0o600);
  let sizeBytes = 0;
  try {
    for await (const chunk of stream) {
      rules.signal?.throwIfAborted();
      sizeBytes += chunk.length;
      if (sizeBytes > rules.maxBytes) {
        throw new ColophonError(
          "file.too-large",
          `standard input is longer than the limit of ${rules.maxBytes} bytes`,
        );
      }
      await handle.writeFile(chunk);
    }
  } finally {
    await handle.close();
  }
  if (sizeBytes === 0) throw new ColophonError("file.empty", "standard input is empty");
}
