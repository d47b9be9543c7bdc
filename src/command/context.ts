/** The world as commands see it: built once by the terminal's or the library's front door, handed down. */
import type { AssetFiles } from "../core/asset/open-asset.js";
import type { SidecarFiles } from "../core/asset/sidecar.js";
import type { JwsRoom } from "../core/consent/index.js";
import type { JournalLine } from "../core/label/journal.js";
import type { VerifySm2 } from "../core/label/security-data.js";
import type { FormulaRoom } from "../core/profile/index.js";
import type { SigningEngine } from "../core/signing/sign-draft.js";
import type { Stamp } from "../core/signing/timestamping.js";
import type { ReadTokenCertificates } from "../core/verifying/answer-time.js";
import type { ReadingEngine } from "../core/verifying/read.js";
import type { IdentityContext } from "./identity/context.js";
import type { InputFiles } from "./inputs.js";
import type { ExpectedPlate, LabelRoom, PictureRoom } from "./label/context.js";
import type { OutputFiles } from "./outputs.js";
import type { TrustContext } from "./trust/context.js";

/** What one file may take; what is left out, or undefined, is as suits its size. */
export interface Limits {
  timeoutMs?: number | undefined;
  maxMemoryBytes?: number | undefined;
}

export interface Engine extends ReadingEngine, SigningEngine {
  version: { name: string; version: string };
  /** Files are about to be read: what takes long to start may begin to. */
  prepare(): void;
  remoteAddress(asset: { path: string; mimeType: string }): Promise<string | undefined>;
}

/** A file that is written beside its place and put there whole. */
export interface OutputRules {
  force: boolean;
  protect: readonly string[];
  modeOf?: string;
  signal?: AbortSignal;
}

export interface Files extends AssetFiles, SidecarFiles, InputFiles, OutputFiles {
  inspectPath(path: string): Promise<{
    fileId: string;
    sizeBytes: number;
    isDirectory: boolean;
    modifiedMs: number;
    /** Also moved, or given other permissions. */
    changedMs: number;
  }>;
  readText(path: string, maxBytes: number): Promise<string>;
  sha256File(path: string): Promise<string>;
  readLines(path: string): AsyncIterable<string>;
  /** A file of lines, each on the disk as soon as it is written. Throws `output.exists`. */
  openReport(
    path: string,
    rules: { isReplacing: boolean; isContinued: boolean; schema: string },
  ): Promise<{ write(line: string): void; close(): void }>;
  /** Lines put aside in a private temporary file, which `remove` takes away. Throws `output.*`. */
  openLineStore(): Promise<{
    add(line: string): Promise<void>;
    /** In their order; as often as wished, and by several readers at once. */
    lines(): AsyncIterable<string>;
    remove(): Promise<void>;
  }>;
  /** With all folders above it; one that is there already is as good. */
  makeFolder(path: string): Promise<void>;
  sameBytes(one: string, other: string): Promise<boolean>;
  withTemporaryOutput<T>(
    target: string,
    rules: OutputRules,
    write: (temporary: string, claim: () => Promise<void>) => Promise<T>,
  ): Promise<T>;
  writeBytes(path: string, bytes: Uint8Array): Promise<void>;
  /** The same for what is too large to hold at once. */
  writePieces(path: string, pieces: AsyncIterable<Uint8Array>): Promise<void>;
  /** A private temporary file for the time of one call. */
  withScratch<T>(extension: string, use: (path: string) => Promise<T>): Promise<T>;
}

export interface ExternalSigner {
  algorithm: "es256" | "es384" | "es512" | "ps256" | "ps384" | "ps512" | "ed25519";
  chain: readonly Uint8Array[];
  tsaUrl?: string;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface MachineFacts {
  platform: string;
  architecture: string;
  node: string;
  glibc?: string;
  engine: {
    package: string;
    packageVersion?: string;
    path: string;
    isPresent: boolean;
    sizeBytes?: number;
    sha256?: string;
    fault?: string;
    packageFault?: string;
  };
}

type FoundPlate =
  | { kind: "found"; inkHeight: number; shortSide: number }
  | { kind: "not-found"; reason: string }
  /** It could not be looked at. */
  | undefined;

/** Looks and listens. Throws `av.missing` where only the optional package could tell. */
export interface Senses {
  /**
   * Whether the letters of a plate are where they are expected, and how high they are. `moments`: in seconds.
   */
  findPlateInFilm(path: string, expected: ExpectedPlate, moments: readonly number[]): Promise<FoundPlate>;
  /** One channel, between −1 and 1; undefined where the sound cannot be decoded. */
  hearSamples(
    path: string,
    mimeType: string,
    listening: { from: "start" | "end"; seconds: number },
  ): Promise<{ samples: Float32Array; sampleRate: number } | undefined>;
}

export interface Context {
  /** colophon's own version, which goes into every claim it signs. */
  version: string;
  engine: Engine;
  files: Files;
  /** Loaded when first needed. */
  identities(): Promise<IdentityContext>;
  trust: TrustContext;
  clock: () => Date;
  /** Throws `interrupted` when the signal fires. */
  wait(ms: number): Promise<void>;
  signal: AbortSignal;
  readTokenCertificates: ReadTokenCertificates;
  makeThumbnail(path: string, mimeType: string, edgePx: number): Promise<Uint8Array | undefined>;
  /** A small PNG of bytes that may be anything. */
  makePreview(
    bytes: Uint8Array,
    edgePx: number,
  ): Promise<{ png: Uint8Array; widthPx: number; heightPx: number } | undefined>;
  /** crJSON of the credentials inside a file. */
  makeCrJson(path: string, mimeType: string): Promise<unknown>;
  pictures: PictureRoom;
  /** Engine and decoders with these limits for a file, over which they throw `timeout` or `engine.memory`. */
  within(limits: Limits): Pick<Context, "engine" | "makeThumbnail" | "makeCrJson" | "pictures" | "formulas">;
  /** JSON Web Signatures; loaded when first needed. */
  jws(): Promise<JwsRoom>;
  /** Signatures over AIGC labels; loaded when first needed. */
  labelSignatures(): Promise<{ verifySm2: VerifySm2 }>;
  /** What rubrics are written in. */
  formulas: FormulaRoom;
  senses: Senses;
  /** The journal of what was labeled here. */
  journal: {
    lines(): AsyncIterable<JournalLine>;
    head(): Promise<string | undefined>;
  };
  /** Where policies of one's own lie that are called by name. */
  policyFolder: string;
  /** A new random identifier, a UUID. */
  newId(): string;
  openSigner(command: string): Promise<ExternalSigner>;
  stampOne(url: string, message: Uint8Array, timeoutMs: number): Promise<Stamp>;
  /** Fetches from a public https address, limited in time and size. */
  fetch(url: string, maxBytes: number): Promise<Uint8Array>;
  examineMachine(): Promise<MachineFacts>;
  /** The bytes of a file, as the result. Refuses a terminal nobody asked for. */
  sendToStdout(path: string): Promise<void>;
  /** Says something on the side: what is fetched, what is left out. Never a result. */
  announce(text: string): void;
  /** How to find out how many files there will be; asked only where somebody waits to see it. */
  expect(count: () => Promise<number | undefined>): void;
  /** Which file is in hand, and for long work how far it is. */
  progress(file: string, detail?: string): void;
  /** Pixels, sound, letters and the journal: what labels are made of. */
  labeling(): Promise<LabelRoom>;
}
