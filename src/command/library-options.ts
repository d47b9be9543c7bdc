/** Every option that a program may give a command: complete by its types, so that a new one cannot be forgotten. */
import type { CheckOptions } from "./check/index.js";
import type { InspectOptions } from "./inspect.js";
import type { JudgingOptions } from "./judging.js";
import type { LabelOptions } from "./label/index.js";
import type { SignOptions } from "./sign/index.js";
import type { TraceOptions } from "./trace.js";
import type { VerifyOptions } from "./verify.js";

type Names<Options> = Record<Exclude<keyof Options, "inputs">, true>;

const judging: Names<JudgingOptions> = {
  trust: true,
  credential: true,
  remote: true,
  timeoutMs: true,
  maxMemoryBytes: true,
  at: true,
};
const selecting = { recurse: true, include: true, exclude: true, failFast: true, jobs: true } as const;

const verify: Names<VerifyOptions> = { ...selecting, ...judging, require: true, issuer: true, raw: true };

const trace: Names<TraceOptions> = {
  ...judging,
  depth: true,
  diff: true,
  extract: true,
  pictures: true,
  force: true,
};

const inspect: Names<InspectOptions> = {
  ...selecting,
  ...judging,
  raw: true,
  certificates: true,
  extract: true,
  output: true,
  manifest: true,
  crjson: true,
  force: true,
};

/** What `sign` and `label` take alike. */
const signing = {
  ...selecting,
  output: true,
  outputTemplate: true,
  inPlace: true,
  force: true,
  identity: true,
  signer: true,
  as: true,
  parent: true,
  title: true,
  author: true,
  train: true,
  sidecar: true,
  thumbnail: true,
  tsa: true,
  timestamp: true,
  continue: true,
  skipOwn: true,
  dryRun: true,
  timeoutMs: true,
  maxMemoryBytes: true,
} as const;

const sign: Names<SignOptions> = {
  ...signing,
  ingredients: true,
  actions: true,
  allActions: true,
  update: true,
  manifest: true,
  remoteUrl: true,
};

const label: Names<LabelOptions> = {
  ...signing,
  by: true,
  system: true,
  systemVersion: true,
  madeAt: true,
  kinds: true,
  laws: true,
  visible: true,
  position: true,
  text: true,
  font: true,
  voiceLabel: true,
  rhythm: true,
  consents: true,
  trust: true,
  asPropagator: true,
  isDeclared: true,
};

const check: Names<CheckOptions> = {
  ...selecting,
  ...judging,
  laws: true,
  profiles: true,
  rubric: true,
  before: true,
  consents: true,
  declared: true,
  asOf: true,
  newsSource: true,
  systemOnly: true,
  strict: true,
};

export const optionKeys = {
  check: Object.keys(check),
  label: Object.keys(label),
  verify: Object.keys(verify),
  trace: Object.keys(trace),
  inspect: Object.keys(inspect),
  sign: Object.keys(sign),
};
