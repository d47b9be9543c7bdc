/** What the command line does, as functions for programs: the same commands and defaults, no terminal, no configuration files. */
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { colophonVersion } from "./cli/version.js";
import { type CheckedFile, type CheckOptions, checkFiles } from "./command/check/index.js";
import {
  type ConsentRecorded,
  type RecordConsentOptions,
  recordConsent,
  type VerifiedConsent,
  type VerifyConsentOptions,
  verifyConsent,
} from "./command/consent/index.js";
import type { Context } from "./command/context.js";
import * as identity from "./command/identity/index.js";
import { type InspectedFile, type InspectOptions, inspectFile } from "./command/inspect.js";
import { type LabeledFile, type LabelOptions, labelFiles } from "./command/label/index.js";
import {
  checking,
  inspecting,
  labeling,
  recording,
  signing,
  tracing,
  verifying,
  withDefaults,
} from "./command/library-defaults.js";
import { optionKeys } from "./command/library-options.js";
import {
  literal,
  refuseNoPath,
  refuseNoPaths,
  refuseStandardOutput,
  refuseUnknownKeys,
} from "./command/option-keys.js";
import type { ExitCode, FileResult } from "./command/result.js";
import { type SignedFile, type SignOptions, signFiles } from "./command/sign/index.js";
import { type TracedFile, type TraceOptions, traceFile } from "./command/trace.js";
import * as trust from "./command/trust/index.js";
import { type VerifyOptions, verifyFiles } from "./command/verify.js";
import type { VerifiedFile } from "./command/verify-result.js";
import { ColophonError } from "./error.js";
import { buildContext } from "./world.js";

/** Options of a command, all of them optional; what is left out or undefined is as on the command line. */
export type Wishes<Options extends { inputs: readonly string[] }> = {
  [Key in keyof Omit<Options, "inputs">]?: Options[Key] | undefined;
};

type Defaulted = "isNamed" | "kinds" | "isMinor" | "force" | "dryRun";

/** What is left out of these is no. */
export type ConsentWishes = Omit<RecordConsentOptions, Defaulted> &
  Partial<Pick<RecordConsentOptions, Defaulted>>;

/** A result, and the exit code the command line would have for it: 0 is the only yes. */
export type Judged<File> = File & { exitCode: ExitCode };

export interface ColophonOptions {
  /** The folder of identities and trust lists, instead of COLOPHON_HOME or the user's own. */
  home?: string | undefined;
  /** For identities with an encrypted key. */
  passphrase?:
    | string
    | ((purpose: "new" | "existing", identity: string) => string | undefined | Promise<string | undefined>)
    | undefined;
  /** Told what happens on the side: what is fetched, which authority is asked. */
  announce?: ((text: string) => void) | undefined;
  /** Told which file is in hand. */
  progress?: ((file: string) => void) | undefined;
  /** Read files in processes that can be killed, so that a file of a stranger cannot bring this one down. */
  contain?: boolean | undefined;
  /** Stops before the next file, with the error `interrupted`. */
  signal?: AbortSignal | undefined;
}

/** Every function throws ColophonError where it could not do its job; a fault of the file is part of the result. */
export interface Colophon {
  /** One file. `exitCode` is 0 if and only if it meets what was required. */
  verify(path: string, wishes?: Wishes<VerifyOptions>): Promise<Judged<VerifiedFile>>;
  /** Files, folders and patterns, one after the other's turn; what fails is among the results. */
  verifyAll(
    inputs: readonly string[],
    wishes?: Wishes<VerifyOptions>,
  ): AsyncIterable<FileResult<VerifiedFile>>;
  trace(path: string, wishes?: Wishes<TraceOptions>): Promise<Judged<TracedFile>>;
  inspect(path: string, wishes?: Wishes<InspectOptions>): Promise<Judged<InspectedFile>>;
  sign(path: string, wishes?: Wishes<SignOptions>): Promise<Judged<SignedFile>>;
  label(path: string, wishes?: Wishes<LabelOptions>): Promise<Judged<LabeledFile>>;
  labelAll(inputs: readonly string[], wishes?: Wishes<LabelOptions>): AsyncIterable<FileResult<LabeledFile>>;
  signAll(inputs: readonly string[], wishes?: Wishes<SignOptions>): AsyncIterable<FileResult<SignedFile>>;
  /** One file, held against rules. `exitCode` is 0 met, 1 not met, 2 where nothing could be told. */
  check(path: string, wishes?: Wishes<CheckOptions>): Promise<Judged<CheckedFile>>;
  checkAll(inputs: readonly string[], wishes?: Wishes<CheckOptions>): AsyncIterable<FileResult<CheckedFile>>;
  recordConsent(options: ConsentWishes): Promise<ConsentRecorded>;
  verifyConsent(
    path: string,
    wishes?: Partial<Omit<VerifyConsentOptions, "record">>,
  ): Promise<VerifiedConsent>;
  createIdentity(options: identity.CreateOptions): Promise<identity.IdentityCreated>;
  listIdentities(): Promise<identity.ListedIdentity[]>;
  exportIdentity(options?: identity.ExportOptions): Promise<identity.CertificatesExported>;
  addTrust(options: trust.AddTrustOptions): Promise<trust.AddedTrust>;
  listTrust(): Promise<trust.ListedTrust[]>;
  removeTrust(name: string): Promise<{ removed: string }>;
}

const ownOptions = ["home", "passphrase", "announce", "progress", "contain", "signal"];

export function openColophon(options: ColophonOptions = {}): Colophon {
  refuseUnknownKeys(options, ownOptions, "openColophon");
  const context = contextFor(options);
  return { ...mediaCommands(context), ...householdCommands(context) };
}

type ForMany = "verifyAll" | "signAll" | "labelAll" | "checkAll";
type ForMedia = ForMany | "verify" | "sign" | "label" | "check" | "trace" | "inspect";

function mediaCommands(context: Context): Pick<Colophon, ForMedia> {
  const many: Pick<Colophon, ForMany> = {
    verifyAll: (inputs, wishes) => verifyFiles(asked("verify", verifying(), inputs, wishes), context),
    signAll: (inputs, wishes) => signFiles(asked("sign", signing(), inputs, wishes), context),
    labelAll: (inputs, wishes) => labelFiles(asked("label", labeling(), inputs, wishes), context),
    checkAll: (inputs, wishes) => checkFiles(asked("check", checking(), inputs, wishes), context),
  };
  const traceAll = (inputs: readonly string[], wishes?: Wishes<TraceOptions>) =>
    traceFile(asked("trace", tracing(), inputs, wishes), context);
  const inspectAll = (inputs: readonly string[], wishes?: Wishes<InspectOptions>) =>
    inspectFile(asked("inspect", inspecting(), inputs, wishes), context);
  return {
    ...many,
    verify: (path, wishes) => single("verify", path, (inputs) => many.verifyAll(inputs, wishes), context),
    sign: (path, wishes) => single("sign", path, (inputs) => many.signAll(inputs, wishes), context),
    label: (path, wishes) => single("label", path, (inputs) => many.labelAll(inputs, wishes), context),
    check: (path, wishes) => single("check", path, (inputs) => many.checkAll(inputs, wishes), context),
    trace: (path, wishes) => single("trace", path, (inputs) => traceAll(inputs, wishes), context),
    inspect: (path, wishes) => single("inspect", path, (inputs) => inspectAll(inputs, wishes), context),
  };
}

function householdCommands(context: Context): Omit<Colophon, ForMedia> {
  return {
    recordConsent: (wishes) => recordConsent({ ...recording, ...wishes }, context),
    verifyConsent: (record, wishes = {}) =>
      verifyConsent({ trust: [], kinds: [], ...wishes, record }, context),
    createIdentity: async (wishes) => identity.createIdentity(wishes, await context.identities()),
    listIdentities: async () => identity.listIdentities(await context.identities()),
    exportIdentity: async (wishes = {}) => identity.exportIdentity(wishes, await context.identities()),
    addTrust: (wishes) => trust.addTrust(wishes, context.trust),
    listTrust: () => trust.listTrust(context.trust),
    removeTrust: (name) => trust.removeTrust({ name }, context.trust),
  };
}

function contextFor({ home, passphrase, announce, progress, contain, signal }: ColophonOptions): Context {
  return buildContext({
    env: home === undefined ? process.env : { ...process.env, COLOPHON_HOME: resolve(home) },
    version: colophonVersion(),
    signal: signal ?? new AbortController().signal,
    stdin: nothing(),
    ...(contain ? { containment: { jobs: availableParallelism() } } : {}),
    announce: announce ?? (() => {}),
    progress: progress ?? (() => {}),
    readPassphrase: async (purpose, name) =>
      typeof passphrase === "function" ? passphrase(purpose, name) : passphrase,
    send: () => Promise.reject(new Error("nobody listens to standard output")),
  });
}

async function* nothing(): AsyncIterable<Uint8Array> {}

function asked<Options extends object>(
  command: keyof typeof optionKeys,
  defaults: Options,
  inputs: readonly string[],
  wishes: object | undefined,
): Options & { inputs: string[] } {
  refuseUnknownKeys(wishes, optionKeys[command], command);
  refuseStandardOutput(wishes);
  refuseNoPaths(inputs, command);
  return { ...withDefaults(defaults, wishes), inputs: literal(inputs) };
}

/** The file is looked at first: what is not there is no pattern, and a folder is not one file. */
async function single<File>(
  command: keyof typeof optionKeys,
  path: string,
  start: (inputs: readonly string[]) => AsyncIterable<FileResult<File>>,
  { files }: Context,
): Promise<Judged<File>> {
  refuseNoPath(path, command);
  const [name = path] = literal([path]);
  const { isDirectory } = await files.inspectPath(name);
  if (isDirectory) throw new ColophonError("file.directory", `"${path}": is a folder, expected a file`);
  for await (const result of start([path])) {
    if (result.kind === "error") throw result.error;
    return { ...result.value, exitCode: result.exitCode };
  }
  throw new Error(`no result for "${path}"`);
}
