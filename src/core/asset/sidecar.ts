/** Manifests that stand beside a file instead of in it. */
import { ColophonError } from "../../error.js";

/** The disk as this room needs it. */
export interface SidecarFiles {
  exists(path: string): Promise<boolean>;
  readWhole(path: string, maxBytes: number): Promise<Uint8Array>;
}

export interface Sidecar {
  path: string;
  bytes: Uint8Array;
}

const maxSidecarBytes = 100 * 1024 * 1024;

/** `photo.jpg.c2pa`: one name for one file. */
export function sidecarPath(path: string): string {
  return `${path}.c2pa`;
}

/** Looks for `photo.jpg.c2pa`, then for the shared name `photo.c2pa` that other tools write. */
export async function findSidecar(path: string, files: SidecarFiles): Promise<Sidecar | undefined> {
  const shared = path.replace(/\.[^./\\]+$/, ".c2pa");
  for (const candidate of [sidecarPath(path), shared]) {
    if (candidate !== path && (await files.exists(candidate))) {
      return { path: candidate, bytes: await readSidecar(candidate, files) };
    }
  }
  return undefined;
}

/** Throws `credential.unreadable` for what is no manifest store, `file.*` for what cannot be read. */
export async function readSidecar(path: string, files: SidecarFiles): Promise<Uint8Array> {
  const bytes = await files.readWhole(path, maxSidecarBytes);
  if (Buffer.from(bytes.subarray(4, 8)).toString("latin1") !== "jumb") {
    throw new ColophonError("credential.unreadable", `"${path}": is no C2PA manifest store`);
  }
  return bytes;
}
