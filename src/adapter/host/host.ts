/**
 * The engine behind a wall: files of strangers, and many, are read in processes that can be killed. A single small one
 * is read here, since a second process takes as long to start as the rest; an abort then ends a run of no other file.
 */
import { createEngine, type Engine, type EngineReading, type ReadOptions } from "../engine/engine.js";
import type { AssetFile } from "../engine/native.js";
import type { EngineTrust } from "../engine/settings.js";
import type { EngineSignRequest } from "../engine/signing.js";
import { createFormulaRoom, type FormulaRoom } from "./formula-room.js";
import { allowanceFor, type EngineLimits, within } from "./limits.js";
import { createPictureRoom, type PictureRoom } from "./picture-room.js";
import { createPlace, type Place } from "./place.js";
import type { Pool } from "./pool.js";
import { createProcesses } from "./processes.js";
import type { NumberedTrust, Preview, ReadAnswer, Tasks } from "./wire.js";

export interface Containment {
  /** Processes at once. */
  jobs: number;
  /** The only file of this run, which may be read without a process of its own. */
  lone?: string | undefined;
  /** The compiled src/adapter/host/worker.ts. */
  worker?: URL;
}

export interface Host extends Engine {
  /** Files are about to be read: begins to start a process, unless the only one will be read here. */
  prepare(): void;
  /** The same engine, with other limits than suit a file by themselves. */
  within(limits: EngineLimits): Host;
  makeThumbnail(path: string, mimeType: string, edgePx: number): Promise<Uint8Array | undefined>;
  makePreview(bytes: Uint8Array, edgePx: number): Promise<Preview | undefined>;
  makeCrJson(path: string, mimeType: string): Promise<unknown>;
  /** Ends the processes, if there are any; then none is left. */
  close(): Promise<void>;
  pictures: PictureRoom;
  formulas: FormulaRoom;
}

/** Without containment everything happens in this process, as in a program that is a process of its own anyway. */
export function createHost(containment: Containment | undefined, signal: AbortSignal): Host {
  const here = createEngine();
  const place = createPlace(containment);
  const processes = createProcesses(containment);
  const build = (limits: EngineLimits): Host => {
    const { isHere, addOwn } = place;
    const world: World = { here, limits, signal, pool: processes.pool, isHere, addOwn };
    const walled = { limits, signal, isContained: containment !== undefined, pool: processes.pool };
    return {
      version: here.version,
      prepare: () =>
        void place
          .isProbablyHere()
          .then((isHere) => (isHere ? undefined : processes.startEarly()))
          // Whoever needs the process hears why there is none.
          .catch(() => undefined),
      within: build,
      read: (asset, options = {}) => read(asset, options, world),
      remoteAddress: (asset) => remoteAddress(asset, world),
      sign: (request) => sign(request, world),
      makeThumbnail: (path, mimeType, edgePx) => makeThumbnail({ path, mimeType, edgePx }, world),
      makePreview: (bytes, edgePx) => makePreview({ bytes, edgePx }, containment !== undefined, world),
      makeCrJson: (path, mimeType) => makeCrJson({ path, mimeType }, world),
      close: processes.close,
      pictures: createPictureRoom(walled),
      formulas: createFormulaRoom(walled),
    };
  };
  return build({});
}

/** Everything that reads what strangers made, as a world has it. */
export function engineSide(host: Host) {
  const { makeThumbnail, makePreview, makeCrJson, pictures, formulas } = host;
  return { engine: host, makeThumbnail, makePreview, makeCrJson, pictures, formulas };
}

interface World extends Pick<Place, "isHere" | "addOwn"> {
  here: Engine;
  limits: EngineLimits;
  signal: AbortSignal;
  pool(): Promise<Pool>;
}

async function read(asset: AssetFile, options: ReadOptions, world: World): Promise<EngineReading | null> {
  const allowance = await allowanceFor([asset], world.limits);
  const { trust, manifest } = options;
  if (await world.isHere([asset], manifest?.length))
    return within(allowance, world.signal, () => world.here.read(asset, options));
  const request = {
    asset: { path: asset.path, mimeType: asset.mimeType },
    ...(trust ? { trust: numbered(trust) } : {}),
    ...(manifest ? { manifest } : {}),
  };
  const pool = await world.pool();
  const answer = await pool.run("read", request, allowance, world);
  return answer && asReading(answer, (uri) => pool.run("resource", { ...request, uri }, allowance, world));
}

/** A resource is read from the file once more: a process keeps nothing between two orders. */
function asReading(
  { text, isEmbedded, remoteUrl, manifestBytes }: ReadAnswer,
  resource: EngineReading["resource"],
): EngineReading {
  return {
    json: JSON.parse(text),
    isEmbedded,
    ...(remoteUrl === undefined ? {} : { remoteUrl }),
    manifestBytes: async () => manifestBytes,
    resource,
  };
}

const numbers = new WeakMap<EngineTrust, number>();
const last = { id: 0 };

function numbered(trust: EngineTrust): NumberedTrust {
  const id = numbers.get(trust) ?? ++last.id;
  numbers.set(trust, id);
  return { id, trust };
}

async function remoteAddress(asset: AssetFile, world: World): Promise<string | undefined> {
  const allowance = await allowanceFor([asset], world.limits);
  if (await world.isHere([asset]))
    return within(allowance, world.signal, () => world.here.remoteAddress(asset));
  const { path, mimeType } = asset;
  return (await world.pool()).run("address", { asset: { path, mimeType } }, allowance, world);
}

async function sign(request: EngineSignRequest, world: World): Promise<Uint8Array> {
  const { signClaim, ...rest } = request;
  const assets = [request.source, ...request.ingredients.map(({ asset }) => asset)];
  const allowance = await allowanceFor(assets, world.limits);
  if (await world.isHere(assets)) {
    world.addOwn(request.outputPath);
    return within(allowance, world.signal, (clock) =>
      world.here.sign({ ...request, signClaim: (claim) => clock.waitFor(() => signClaim(claim)) }),
    );
  }
  const failure: { error?: unknown } = {};
  const pool = await world.pool();
  try {
    return await pool.run("sign", rest, allowance, {
      signal: world.signal,
      sign: async (claim) => {
        try {
          return await signClaim(claim);
        } catch (error) {
          failure.error = error;
          throw error;
        }
      },
    });
  } catch (error) {
    throw failure.error ?? error;
  }
}

interface Picture {
  path: string;
  mimeType: string;
}

async function makeThumbnail(
  request: Picture & { edgePx: number },
  world: World,
): Promise<Uint8Array | undefined> {
  const allowance = await allowanceFor([request], world.limits);
  if (!(await world.isHere([request])))
    return (await world.pool()).run("thumbnail", request, allowance, world);
  const { makeThumbnail: make } = await import("../image.js");
  return within(allowance, world.signal, () => make(request.path, request.mimeType, request.edgePx));
}

/** Pictures inside a credential are another stranger's bytes, however small and plain the file around them is. */
async function makePreview(request: Tasks["preview"]["request"], isContained: boolean, world: World) {
  const allowance = await allowanceFor([], world.limits);
  if (isContained) return (await world.pool()).run("preview", request, allowance, world);
  const { makePreview: make } = await import("../image.js");
  return within(allowance, world.signal, () => make(request.bytes, request.edgePx));
}

async function makeCrJson(request: Picture, world: World): Promise<unknown> {
  const allowance = await allowanceFor([request], world.limits);
  if (!(await world.isHere([request]))) return (await world.pool()).run("crjson", request, allowance, world);
  const { makeCrJson: make } = await import("../engine/crjson.js");
  return within(allowance, world.signal, () => make(request.path, request.mimeType));
}
