/**
 * Builds the world: every adapter, handed down to commands as one value. The only place that knows them all.
 * What most commands do without is imported when it is first used: every file costs a start about a millisecond.
 */
import { randomUUID } from "node:crypto";
import { findFiles } from "./adapter/files/find.js";
import { inspectPath } from "./adapter/files/inspect.js";
import { openRange, readEnds } from "./adapter/files/open.js";
import { exists, isFolder, readPieces, readText, readWhole, writeBytes } from "./adapter/files/whole.js";
import { type Containment, createHost, engineSide } from "./adapter/host/host.js";
import { type Environment, resolveFolders } from "./adapter/paths.js";
import { openTrustStore } from "./adapter/trust-store.js";
import type { Context } from "./command/context.js";
import type { IdentityContext } from "./command/identity/context.js";
import type { LabelRoom } from "./command/label/context.js";

/** What the front door has to bring: the terminal's or the calling program's side of the world. */
export interface Surroundings {
  env: Environment;
  version: string;
  signal: AbortSignal;
  stdin: AsyncIterable<Uint8Array>;
  clock?: () => Date;
  /** Files are read in processes of their own, where they can do no harm; without it, in this one. */
  containment?: Containment;
  announce(text: string): void;
  progress(file: string, detail?: string): void;
  /** Told how to find out how many files there will be. */
  expect?(count: () => Promise<number | undefined>): void;
  readPassphrase(purpose: "new" | "existing", identity: string): Promise<string | undefined>;
  /** Takes the bytes of a result; throws where there is no place for them. */
  send(chunks: AsyncIterable<Uint8Array>): Promise<void>;
}

const maxListBytes = 32 * 1024 * 1024;
const maxKeyBytes = 16 * 1024 * 1024;

/** What every look at a file needs. */
const reading = { findFiles, inspectPath, openRange, readEnds, exists, isFolder, readText, readWhole };

const loadDisk = () => import("./adapter/files/index.js");

/** What is only needed where something is written, or read from end to end. */
const writing: Pick<
  Context["files"],
  | "openReport"
  | "openLineStore"
  | "readLines"
  | "sha256File"
  | "makeFolder"
  | "sameBytes"
  | "withTemporaryOutput"
  | "writeBytes"
  | "writePieces"
  | "withScratch"
> = {
  writeBytes,
  writePieces: async (...request) => (await loadDisk()).writePieces(...request),
  makeFolder: async (path) => (await loadDisk()).makeFolder(path),
  readLines: async function* (path) {
    yield* (await loadDisk()).readLines(path);
  },
  openReport: async (...request) => (await loadDisk()).openReport(...request),
  openLineStore: async () => (await loadDisk()).openLineStore(),
  sha256File: async (path) => (await loadDisk()).sha256File(path),
  sameBytes: async (one, other) => (await loadDisk()).sameBytes(one, other),
  withTemporaryOutput: async (...request) => (await loadDisk()).withTemporaryOutput(...request),
  withScratch: async (...request) => (await loadDisk()).withScratch(...request),
};

/** Once it is closed, no process of its is left. */
export type World = Context & { close(): Promise<void> };

export function buildContext(surroundings: Surroundings): World {
  const { env, signal, version } = surroundings;
  const clock = surroundings.clock ?? (() => new Date());
  const { config, data } = resolveFolders(env);
  const engine = createHost(surroundings.containment, signal);
  const warned = new Set<string>();
  const warn = (text: string) => {
    if (!warned.has(text)) surroundings.announce(`warning: ${text}`);
    warned.add(text);
  };
  const fetchLater: Context["fetch"] = async (url, maxBytes) =>
    (await import("./adapter/fetch-public.js")).fetchPublic(url, maxBytes, signal);
  const readTokenCertificates: Context["readTokenCertificates"] = async (token) =>
    (await import("./adapter/der.js")).readCmsCertificates(token);
  const readSignature: Context["trust"]["readSignature"] = async (path, lists) =>
    (await import("./command/trust/signature.js")).readFileSignature(path, lists, {
      engine,
      files: reading,
      readTokenCertificates,
      remoteAddress: engine.remoteAddress,
      now: clock(),
    });
  return {
    version,
    ...engineSide(engine),
    within: (limits) => engineSide(engine.within(limits)),
    clock,
    signal,
    readTokenCertificates,
    files: {
      ...reading,
      ...writing,
      spoolStdin: async (limits) => (await loadDisk()).spoolStdin(surroundings.stdin, { ...limits, signal }),
    },
    identities: () => identityContext(data, clock, { ...surroundings, warn }),
    trust: {
      store: openTrustStore(`${data}/trust`),
      readFile: (path) => readWhole(path, maxListBytes),
      fetch: (url) => fetchLater(url, maxListBytes),
      readSignature,
      announce: surroundings.announce,
      now: clock,
    },
    fetch: fetchLater,
    labeling: () => labelRoom(data),
    jws: () => import("./adapter/jws.js"),
    labelSignatures: () => import("./adapter/sm2.js"),
    senses: sensesUntil(signal),
    journal: journalIn(data),
    policyFolder: `${config}/profiles`,
    newId: randomUUID,
    examineMachine: async () => (await import("./adapter/machine.js")).examineMachine(),
    wait: async (ms) => (await import("./adapter/pause.js")).pause(ms, signal),
    openSigner: async (command) =>
      (await import("./adapter/external-signer.js")).openExternalSigner(command, { signal }),
    stampOne: async (url, message, timeoutMs) =>
      (await import("./adapter/timestamp-client.js")).stampOne(url, message, timeoutMs, { signal }),
    sendToStdout: (path) => surroundings.send(readPieces(path)),
    announce: surroundings.announce,
    progress: surroundings.progress,
    expect: (count) => surroundings.expect?.(count),
    close: engine.close,
  };
}

async function labelRoom(data: string): Promise<LabelRoom> {
  const [glyphs, image, { createAv }, { voicePath }, { openJournal }] = await Promise.all([
    import("./adapter/glyphs.js"),
    import("./adapter/image.js"),
    import("./adapter/av/av.js"),
    import("./adapter/av/voice.js"),
    import("./adapter/journal.js"),
  ]);
  return {
    openTypeface: glyphs.openTypeface,
    drawAlone: image.drawSvgAsPng,
    av: createAv(),
    voicePath,
    journal: openJournal(`${data}/journal.jsonl`),
  };
}

function sensesUntil(signal: AbortSignal): Context["senses"] {
  const load = () => import("./adapter/senses.js");
  return {
    findPlateInFilm: async (...request) => (await load()).findPlateInFilm(...request, { signal }),
    hearSamples: async (...request) => (await load()).hearSamples(...request, { signal }),
  };
}

/** Opened when it is first read. */
function journalIn(data: string): Context["journal"] {
  const open = async () => (await import("./adapter/journal.js")).openJournal(`${data}/journal.jsonl`);
  return {
    head: async () => (await open()).head(),
    async *lines() {
      yield* (await open()).lines();
    },
  };
}

async function identityContext(
  data: string,
  clock: () => Date,
  { readPassphrase, warn }: Pick<IdentityContext, "readPassphrase" | "warn">,
): Promise<IdentityContext> {
  const [keys, certificates, { openPkcs12 }, { openVault }] = await Promise.all([
    import("./adapter/keys.js"),
    import("./adapter/x509/index.js"),
    import("./adapter/pkcs12.js"),
    import("./adapter/vault.js"),
  ]);
  return {
    vault: openVault(data),
    keys,
    certificates,
    openPkcs12,
    clock,
    readPassphrase,
    warn,
    readFile: (path) => readWhole(path, maxKeyBytes),
  };
}
