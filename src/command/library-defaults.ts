/** What holds where a program leaves an option out: as on the command line without any configuration. */
import { availableParallelism } from "node:os";
import { defaultConfig } from "../core/schema/config-defaults.js";
import type { CheckOptions } from "./check/index.js";
import type { InspectOptions } from "./inspect.js";
import type { LabelOptions } from "./label/index.js";
import type { SignOptions } from "./sign/index.js";
import type { TraceOptions } from "./trace.js";
import type { VerifyOptions } from "./verify.js";

const { require, remote, thumbnail, timestamp } = defaultConfig;

function judging() {
  return { trust: [], remote };
}

function selecting() {
  const jobs = availableParallelism();
  return { inputs: [], recurse: true, include: [], exclude: [], failFast: false, jobs };
}

export function verifying(): VerifyOptions {
  return { ...selecting(), ...judging(), require, raw: false };
}

export function tracing(): TraceOptions {
  return { ...judging(), inputs: [], force: false };
}

export function inspecting(): InspectOptions {
  return { ...selecting(), ...judging(), raw: false, certificates: false, crjson: false, force: false };
}

export function checking(): CheckOptions {
  return {
    ...selecting(),
    ...judging(),
    laws: [],
    profiles: [],
    consents: [],
    declared: { kinds: [] },
    newsSource: false,
    systemOnly: false,
    strict: false,
  };
}

/** Of a consent. */
export const recording = { isNamed: false, kinds: [], isMinor: false, force: false, dryRun: false };

export function signing(): SignOptions {
  return {
    ...selecting(),
    inPlace: false,
    force: false,
    ingredients: [],
    actions: [],
    train: true,
    allActions: false,
    update: false,
    sidecar: false,
    thumbnail,
    tsa: [],
    timestamp,
    dryRun: false,
  };
}

export function labeling(): LabelOptions {
  const { ingredients: _i, actions: _a, allActions: _all, update: _u, ...common } = signing();
  return {
    ...common,
    kinds: [],
    laws: [],
    rhythm: false,
    consents: [],
    trust: [],
    asPropagator: false,
    isDeclared: false,
  };
}

/** What is undefined is as if it were left out. */
export function withDefaults<Options extends object>(defaults: Options, wishes: object = {}): Options {
  const said = Object.entries(wishes).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(said) };
}
