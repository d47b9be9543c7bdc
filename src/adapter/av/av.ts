/** Audio and video, through FFmpeg in a process of its own: started for one task, ended with it. */
import { allowanceFor, type EngineLimits } from "../host/limits.js";
import type { Samples } from "../wav-samples.js";
import type { MediaFacts } from "./facts.js";
import { type RunOptions, runWorker } from "./run-worker.js";
import type {
  LightRequest,
  NoticeRequest,
  NoticeResult,
  OverlayRequest,
  OverlayResult,
  SamplesRequest,
  SeenLight,
} from "./wire.js";

/** What is left out of the limits is as suits the file. */
export type ProbeOptions = Omit<RunOptions, "allowance"> & { limits?: EngineLimits };

/** Signal, progress and time limits, the same for every task. */
export type AvOptions = RunOptions;

/**
 * Every function throws `av.missing` without the package, `format.damaged` and `format.unsupported` for what
 * FFmpeg cannot read, `interrupted` on the signal, `timeout` when nothing moved for too long, `engine.memory`, `av.failed`
 * for the rest. What had been written by then is removed.
 */
export interface Av {
  probe(source: string, options?: ProbeOptions): Promise<MediaFacts>;
  /** Burns a plate into every frame; sound and all other streams are copied. */
  overlayPlate(request: OverlayRequest, options?: AvOptions): Promise<OverlayResult>;
  /** Puts a spoken or sounded notice before the rest of an audio file. */
  prependNotice(request: NoticeRequest, options?: AvOptions): Promise<NoticeResult>;
  /** The first or last seconds, decoded. */
  readSamples(request: SamplesRequest, options?: AvOptions): Promise<Samples>;
  /** A part of one picture, decoded. */
  readLight(request: LightRequest, options?: AvOptions): Promise<SeenLight>;
}

/** `worker`: the compiled src/adapter/av/worker.ts. */
export function createAv(worker: URL = new URL("./worker.js", import.meta.url)): Av {
  return {
    probe: async (source, { limits = {}, ...options } = {}) => {
      const allowance = await allowanceFor([{ path: source }], limits);
      return runWorker(worker, "probe", { source }, { ...options, allowance });
    },
    overlayPlate: (request, options = {}) => runWorker(worker, "overlay", request, options, request.output),
    prependNotice: (request, options = {}) => runWorker(worker, "prepend", request, options, request.output),
    readSamples: (request, options = {}) => runWorker(worker, "samples", request, options),
    readLight: (request, options = {}) => runWorker(worker, "light", request, options),
  };
}
