/** Writes parts of a credential to a folder, under names that are ours: nothing in a file names a path. */
import { join } from "node:path";
import type { Reading } from "../core/verifying/read.js";
import { ColophonError } from "../error.js";
import type { Context } from "./context.js";

export interface WantedResource {
  /** The file's name without an extension, made by us. */
  name: string;
  uri: string;
  mimeType: string;
}

const extensions: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/gif": "gif",
  "image/svg+xml": "svg",
  "application/json": "json",
  "application/c2pa": "c2pa",
};

/** Returns the paths written. Resources that are named but missing are left out. */
export async function saveResources(
  reading: Pick<Reading, "resource">,
  wanted: readonly WantedResource[],
  folder: string,
  force: boolean,
  context: Context,
): Promise<string[]> {
  const written: string[] = [];
  for (const { name, uri, mimeType } of wanted) {
    const bytes = await reading.resource(uri).catch((error: unknown) => {
      if (error instanceof ColophonError && error.code === "credential.part-missing") return undefined;
      throw error;
    });
    if (!bytes) continue;
    const extension = Object.hasOwn(extensions, mimeType) ? extensions[mimeType] : "bin";
    written.push(await savePartIn(folder, `${name}.${extension}`, bytes, force, context));
  }
  return written;
}

/** The folder is made where it is not there: nothing else can be meant. */
export async function savePartIn(
  folder: string,
  name: string,
  bytes: Uint8Array,
  force: boolean,
  context: Context,
): Promise<string> {
  await context.files.makeFolder(folder);
  return savePart(join(folder, name), bytes, force, context);
}

export async function savePart(
  target: string,
  bytes: Uint8Array,
  force: boolean,
  context: Context,
): Promise<string> {
  await context.files.withTemporaryOutput(
    target,
    { force, protect: [], signal: context.signal },
    (temporary) => context.files.writeBytes(temporary, bytes),
  );
  return target;
}
