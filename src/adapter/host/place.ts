/** Where a file is read: a single small one in this process, all others in processes that can be killed. */
import type { AssetFile } from "../engine/native.js";
import { sizeOf } from "./limits.js";

export interface Place {
  isHere(asset: AssetFile): Promise<boolean>;
  /** By the name of the run's only file, since nobody has looked into it yet. */
  isProbablyHere(): Promise<boolean>;
  /** What was signed here is ours, and read back here. */
  addOwn(path: string): void;
}

/** Formats whose boxes the engine walks without going deep, and which no fuzzing has made it stumble over. */
const plain: ReadonlyMap<string, RegExp> = new Map([
  ["image/jpeg", /\.jpe?g$/i],
  ["image/png", /\.png$/i],
  ["image/gif", /\.gif$/i],
  ["image/webp", /\.webp$/i],
  ["audio/mpeg", /\.mp3$/i],
]);
const smallBytes = 16 * 1024 * 1024;

/** `lone`: the only file of the run, where there is one. Without containment everything is read here. */
export function createPlace(containment: { lone?: string | undefined } | undefined): Place {
  const lone = containment?.lone;
  const own = new Set<string>(lone === undefined ? [] : [lone]);
  const isContained = containment !== undefined;
  const isSmall = async (asset: { path: string; sizeBytes?: number }) => (await sizeOf(asset)) <= smallBytes;
  return {
    isHere: async (asset) =>
      !isContained || (own.has(asset.path) && plain.has(asset.mimeType) && (await isSmall(asset))),
    isProbablyHere: async () =>
      !isContained || (lone !== undefined && hasPlainName(lone) && (await isSmall({ path: lone }))),
    addOwn: (path) => {
      // Without containment everything is read here anyway, and a long run would remember all it wrote.
      if (isContained) own.add(path);
    },
  };
}

function hasPlainName(path: string): boolean {
  return [...plain.values()].some((ending) => ending.test(path));
}
