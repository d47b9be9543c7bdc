/** The whole program without its terminal: real adapters in a home of their own, and one file at a time. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findPlateInFilm, hearSamples } from "../../src/adapter/senses.ts";
import { type CheckedFile, type CheckOptions, checkFiles } from "../../src/command/check/index.ts";
import type { Context } from "../../src/command/context.ts";
import { type CreateOptions, createIdentity } from "../../src/command/identity/create.ts";
import { exportIdentity } from "../../src/command/identity/export.ts";
import { type LabeledFile, type LabelOptions, labelFiles } from "../../src/command/label/index.ts";
import type { FileResult } from "../../src/command/result.ts";
import { type SignedFile, type SignOptions, signFiles } from "../../src/command/sign/index.ts";
import { type VerifyOptions, verifyFiles } from "../../src/command/verify.ts";
import type { VerifiedFile } from "../../src/core/verifying/verify-file.ts";
import { buildContext, type Surroundings } from "../../src/world.ts";
import { openAv } from "./av.ts";
import { folderUntil, whenOver } from "./left-behind.ts";

export interface TestWorld {
  context: Context;
  /** COLOPHON_HOME. */
  home: string;
  /** For the test's own files; gone when the test file is done. */
  folder: string;
  /** What was said on the side. */
  announced: string[];
  /** What went to standard output. */
  sent: Buffer[];
  /** For whom a passphrase was asked. */
  asked: string[];
}

export interface TestWishes {
  /** Of another world, to come back to its identities and lists. */
  home?: string;
  passphrase?: string | undefined;
  clock?: () => Date;
  signal?: AbortSignal;
  stdin?: Surroundings["stdin"];
  containment?: Surroundings["containment"];
}

async function* nothing(): AsyncIterable<Uint8Array> {}

/** Nobody is prompted: every question for a passphrase gets the same answer. */
export function testContext(wishes: TestWishes = {}): TestWorld {
  const home = wishes.home ?? folderUntil("file", "home");
  const world = { home, folder: folderUntil("file", "work"), announced: [], sent: [], asked: [] };
  const { announced, sent, asked }: Pick<TestWorld, "announced" | "sent" | "asked"> = world;
  const context = buildContext({
    env: { COLOPHON_HOME: home },
    version: "0.1.0",
    signal: wishes.signal ?? new AbortController().signal,
    stdin: wishes.stdin ?? nothing(),
    ...(wishes.containment ? { containment: wishes.containment } : {}),
    ...(wishes.clock ? { clock: wishes.clock } : {}),
    announce: (text) => void announced.push(text),
    progress: () => {},
    async readPassphrase(_purpose, identity) {
      asked.push(identity);
      return "passphrase" in wishes ? wishes.passphrase : "correct horse";
    },
    async send(chunks) {
      for await (const chunk of chunks) sent.push(Buffer.from(chunk));
    },
  });
  whenOver("file", () => context.close());
  return { ...world, context: { ...context, ...withWorker(context) } };
}

function withWorker({ labeling, senses }: Context): Pick<Context, "labeling" | "senses"> {
  const av = openAv();
  return {
    labeling: async () => ({ ...(await labeling()), av }),
    senses: {
      ...senses,
      findPlateInFilm: (...request) => findPlateInFilm(...request, { av }),
      hearSamples: (...request) => hearSamples(...request, { av }),
    },
  };
}

/** An identity, its key unencrypted unless it is wished otherwise, and its root as a trust list on disk. */
export async function makeIdentity(
  { context, folder }: TestWorld,
  wishes: Partial<CreateOptions> = {},
): Promise<{ name: string; rootPath: string }> {
  const { name = "ana" } = wishes;
  const identities = await context.identities();
  await createIdentity(
    { for: "Ana Ruiz", org: "Estudio Ruiz", noPassphrase: true, ...wishes, name },
    identities,
  );
  const rootPath = join(folder, `${name}-root.pem`);
  await writeFile(rootPath, (await exportIdentity({ name, root: true }, identities)).pem);
  return { name, rootPath };
}

const manyMs = 120_000;

/** The outcome as the command yields it: a result, or the error beside it. */
export async function verifyOutcome(
  { context }: TestWorld,
  path: string,
  wishes: Partial<VerifyOptions> = {},
): Promise<FileResult<VerifiedFile>> {
  const options: VerifyOptions = {
    inputs: [path],
    recurse: true,
    include: [],
    exclude: [],
    trust: [],
    remote: false,
    timeoutMs: manyMs,
    require: "trusted",
    failFast: false,
    jobs: 1,
    raw: false,
    ...wishes,
  };
  return only(verifyFiles(options, context));
}

/** Throws what the command yields as an error. */
export async function verifyOne(
  world: TestWorld,
  path: string,
  wishes: Partial<VerifyOptions> = {},
): Promise<VerifiedFile["verification"]> {
  return valueIn(await verifyOutcome(world, path, wishes)).verification;
}

/** Without a timestamp and a thumbnail unless they are asked for. */
export function signOptions(path: string, wishes: Partial<SignOptions> = {}): SignOptions {
  return {
    inputs: [path],
    recurse: false,
    include: [],
    exclude: [],
    inPlace: false,
    force: false,
    ingredients: [],
    actions: [],
    train: true,
    allActions: false,
    update: false,
    sidecar: false,
    thumbnail: false,
    tsa: [],
    timestamp: (wishes.tsa ?? []).length > 0,
    dryRun: false,
    failFast: false,
    jobs: 1,
    timeoutMs: manyMs,
    ...wishes,
  };
}

/** Throws what the command yields as an error. */
export async function signOne(
  { context }: TestWorld,
  path: string,
  wishes: Partial<SignOptions> = {},
): Promise<SignedFile> {
  return valueIn(await only(signFiles(signOptions(path, wishes), context)));
}

/** Made for every law, by a provider whose name the AIGC label takes. */
export function labelOptions(path: string, wishes: Partial<LabelOptions> = {}): LabelOptions {
  const {
    as: _as,
    ingredients: _i,
    actions: _a,
    allActions: _all,
    update: _u,
    ...common
  } = signOptions(path);
  return {
    ...common,
    ...(wishes.asPropagator ? {} : { as: "ai-generated" }),
    by: "Ruiz",
    system: "ExampleGen",
    systemVersion: "1.2",
    kinds: [],
    laws: [],
    rhythm: false,
    consents: [],
    trust: [],
    asPropagator: false,
    isDeclared: false,
    ...wishes,
    timestamp: (wishes.tsa ?? []).length > 0,
  };
}

/** Throws what the command yields as an error. */
export async function labelOne(
  { context }: TestWorld,
  path: string,
  wishes: Partial<LabelOptions> = {},
): Promise<LabeledFile> {
  return valueIn(await only(labelFiles(labelOptions(path, wishes), context)));
}

/** Held against no law unless it is asked for. */
export function checkOptions(inputs: readonly string[], wishes: Partial<CheckOptions> = {}): CheckOptions {
  return {
    inputs,
    recurse: false,
    include: [],
    exclude: [],
    trust: [],
    remote: false,
    timeoutMs: manyMs,
    laws: [],
    profiles: [],
    consents: [],
    declared: { kinds: [] },
    newsSource: false,
    systemOnly: false,
    strict: false,
    failFast: false,
    jobs: 1,
    ...wishes,
  };
}

/** Throws what the command yields as an error. */
export async function checkOne(
  { context }: Pick<TestWorld, "context">,
  path: string,
  wishes: Partial<CheckOptions> = {},
): Promise<CheckedFile> {
  return valueIn(await only(checkFiles(checkOptions([path], wishes), context)));
}

async function only<T>(results: AsyncIterable<T>): Promise<T> {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  const [first, second] = all;
  if (first === undefined || second !== undefined) throw new Error(`expected one result, got ${all.length}`);
  return first;
}

function valueIn<T>(result: FileResult<T>): T {
  if (result.kind === "error") throw result.error;
  return result.value;
}
