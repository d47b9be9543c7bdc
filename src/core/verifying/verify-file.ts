/** Path → verified file: finds the credentials wherever they are kept, and tells "none" from "could not tell". */
import { ColophonError } from "../../error.js";
import {
  type Asset,
  type AssetFiles,
  isFragmentStart,
  openAsset,
  refuseDamaged,
  withRange,
} from "../asset/open-asset.js";
import { findSidecar, readSidecar, type SidecarFiles } from "../asset/sidecar.js";
import type { Range } from "./coverage.js";
import { type Reading, type ReadingEngine, readAsset } from "./read.js";
import type { Verification } from "./verification.js";
import type { VerifyWorld } from "./verify.js";

export interface VerifiedFile {
  file: string;
  /** The format by content, e.g. "JPEG". */
  format: string;
  mimeType: string;
  sizeBytes: number;
  /** The right extension, where the name has a wrong one. */
  properExtension?: string;
  /** Where the credential was found when it is not in the file. */
  sidecar?: string;
  verification: Verification;
  /** The engine's own JSON. */
  manifestStore?: unknown;
}

export interface VerifyFileOptions {
  /** A manifest store the caller names, instead of what is in or beside the file. */
  credential?: string;
  /** Fetch credentials that are only kept elsewhere; left out where nobody can ask for it. */
  mayFetch?: boolean;
}

export interface VerifyFileWorld extends VerifyWorld {
  engine: ReadingEngine;
  files: AssetFiles & SidecarFiles;
  /** The address of credentials that are kept elsewhere. */
  remoteAddress(asset: { path: string; mimeType: string }): Promise<string | undefined>;
  /** Fetches a manifest store; announced, limited in time and size, never from private addresses. */
  fetchManifest(url: string): Promise<Uint8Array>;
}

/** The verdict, and beside it what was read: for commands that lay more of it open. */
export interface JudgedFile {
  verified: VerifiedFile;
  asset: Asset;
  reading?: Reading;
}

/** Throws ColophonError (exit 2) for every file that could not be judged. */
export async function verifyFile(
  path: string,
  name: string,
  options: VerifyFileOptions,
  world: VerifyFileWorld,
): Promise<JudgedFile> {
  const asset = await openAsset(path, name, world.files);
  const named = options.credential === undefined ? undefined : await readNamed(options.credential, world);
  if (asset.format?.id === "c2pa") throw (await loadUnjudged()).withoutAsset(name);
  const found = named ?? (await judgeAlone(asset, options, world));
  if (!("bytes" in found)) return found;
  return judge(asset, found, world);
}

interface OutsideManifest {
  bytes: Uint8Array;
  source: "sidecar" | "remote";
  path?: string;
}

async function readNamed(path: string, world: VerifyFileWorld): Promise<OutsideManifest> {
  if (!(await world.files.exists(path))) {
    throw new ColophonError("credential.sidecar-missing", `no such file: "${path}"`);
  }
  return { bytes: await readSidecar(path, world.files), source: "sidecar", path };
}

/** The file as it is: either judged, or what stands beside it or elsewhere. */
async function judgeAlone(
  asset: Asset,
  options: VerifyFileOptions,
  world: VerifyFileWorld,
): Promise<JudgedFile | OutsideManifest> {
  try {
    if (asset.format?.canRead) {
      const judged = await judge(asset, undefined, world);
      if (judged.verified.verification.state !== "none") return judged;
    }
    const sidecar = await findSidecar(asset.path, world.files);
    if (sidecar) return { ...sidecar, source: "sidecar" };
    return await nothingThere(asset, world);
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code !== "credential.remote-only") throw error;
    const sidecar = await findSidecar(asset.path, world.files);
    if (sidecar) return { ...sidecar, source: "sidecar" };
    const address = options.mayFetch ? await world.remoteAddress(asset) : undefined;
    if (address === undefined) throw options.mayFetch === false ? fetchable(error) : error;
    return { bytes: await world.fetchManifest(address), source: "remote" };
  }
}

function fetchable({ code, message, cause }: ColophonError): ColophonError {
  return new ColophonError(code, message, { hints: ["add --remote to fetch them"], cause });
}

async function judge(
  asset: Asset,
  outside: OutsideManifest | undefined,
  world: VerifyFileWorld,
): Promise<JudgedFile> {
  const begun = readAsset(asset, outside?.bytes, world);
  begun.catch(() => undefined);
  // A start is short where the engine is at work while the rest of this room is loaded.
  const { verify } = await import("./verify.js");
  const { name, sizeBytes } = asset;
  const keptAs = outside ? { keptAs: outside.source } : {};
  try {
    const reading = await begun;
    const isBesideMedia = (ranges: readonly Range[]) => tellsAbout(ranges, asset, world.files);
    const verification = await verify({ name, sizeBytes, isBesideMedia, ...keptAs }, reading, world);
    if (verification.state === "invalid" && (await isFragment(asset, world)))
      throw (await loadUnjudged()).fragmentStart(name);
    const sidecar = outside?.path === undefined ? {} : { sidecar: outside.path };
    return {
      verified: { ...describe(asset), ...sidecar, verification },
      asset,
      ...(reading ? { reading } : {}),
    };
  } catch (error) {
    throw await (await loadUnjudged()).explained(error, asset, world.files);
  }
}

/** Hardly any signer leaves more out of a hash than the credential. */
async function tellsAbout(ranges: readonly Range[], asset: Asset, files: AssetFiles) {
  const { format, sizeBytes } = asset;
  if (!format) return undefined;
  const { isBesideMedia } = await import("../metadata/beside-media.js");
  return withRange(asset, files, ({ read }) => isBesideMedia(ranges, { sizeBytes, read }, format.id));
}

/** Most files never come here. */
const loadUnjudged = () => import("./unjudged.js");

function describe(asset: Asset) {
  return {
    file: asset.name,
    format: asset.format?.name ?? "unknown",
    mimeType: asset.mimeType,
    sizeBytes: asset.sizeBytes,
    ...(asset.properExtension === undefined ? {} : { properExtension: asset.properExtension }),
  };
}

/** "None" is only said of a file that was understood and is whole. */
async function nothingThere(asset: Asset, world: VerifyFileWorld): Promise<JudgedFile> {
  if (!asset.format) {
    throw new ColophonError("format.unsupported", `"${asset.name}": format not supported`, {
      hints: [
        "see the formats: colophon help formats",
        "name its sidecar if it has one: --credential <file.c2pa>",
      ],
    });
  }
  await refuseDamaged(asset, world.files);
  const { verify } = await import("./verify.js");
  const verification = await verify(asset, null, world);
  return { verified: { ...describe(asset), verification }, asset };
}

function isFragment(asset: Asset, world: VerifyFileWorld): Promise<boolean> {
  return asset.format?.media === "video" ? isFragmentStart(asset, world.files) : Promise.resolve(false);
}
