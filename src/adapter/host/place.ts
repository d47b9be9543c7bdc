/** Where a file is read: a single small one in this process, all others in processes that can be killed. */
import type { AssetFile } from "../engine/native.js";
import { type Sized, sizeOf } from "./limits.js";

export interface Place {
  /** All of them together, and a manifest store of so many bytes that is kept outside them. */
  isHere(assets: readonly AssetFile[], storeBytes?: number): Promise<boolean>;
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
]);
/** A credential can be three seconds and half a gigabyte of work for each mebibyte of it, which nothing here could stop. */
const smallBytes = 2 * 1024 * 1024;

/** `lone`: the only file of the run, where there is one. Without containment everything is read here. */
export function createPlace(containment: { lone?: string | undefined } | undefined): Place {
  const lone = containment?.lone;
  const own = new Set<string>(lone === undefined ? [] : [lone]);
  const isContained = containment !== undefined;
  const isSmall = async (assets: readonly Sized[], storeBytes = 0) =>
    (await Promise.all(assets.map(sizeOf))).reduce((sum, size) => sum + size, storeBytes) <= smallBytes;
  const isPlain = (asset: AssetFile) => own.has(asset.path) && plain.has(asset.mimeType);
  return {
    isHere: async (assets, storeBytes) =>
      !isContained || (assets.every(isPlain) && (await isSmall(assets, storeBytes))),
    isProbablyHere: async () =>
      !isContained || (lone !== undefined && hasPlainName(lone) && (await isSmall([{ path: lone }]))),
    addOwn: (path) => {
      // Without containment everything is read here anyway, and a long run would remember all it wrote.
      if (isContained) own.add(path);
    },
  };
}

function hasPlainName(path: string): boolean {
  return [...plain.values()].some((ending) => ending.test(path));
}
