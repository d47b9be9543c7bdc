/** What `sign` is asked for, and what it answers for each file. */
import type { Draft } from "../../core/signing/draft.js";
import type { State } from "../../core/verifying/state.js";
import type { Verification } from "../../core/verifying/verification.js";
import type { InputOptions } from "../inputs.js";

export interface SignOptions extends InputOptions {
  /** A file, a folder, `-` or a template. */
  output?: string;
  /** From the configuration; `output` goes before it. */
  outputTemplate?: string;
  inPlace: boolean;
  /** Replace an output that exists; sign over broken credentials. */
  force: boolean;
  /** The default identity where neither is given. */
  identity?: string;
  /** A command that signs: KMS, HSM. */
  signer?: string;
  /** The name of a disclosure. */
  as?: string;
  parent?: string;
  ingredients: readonly string[];
  /** `name` or `name=text`. */
  actions: readonly string[];
  title?: string;
  author?: string;
  train: boolean;
  /** State that no other edit was made than those named. */
  allActions: boolean;
  /** Only add statements to credentials that stay as they are. */
  update: boolean;
  /** A manifest definition. */
  manifest?: string;
  sidecar: boolean;
  remoteUrl?: string;
  /** Longest edge in pixels. */
  thumbnail: number | false;
  tsa: readonly string[];
  timestamp: boolean;
  /** Leave out files that this signer has signed, whatever their names: `watch` sees its own outputs again. */
  skipOwn?: boolean;
  /** Leave out files whose output stands there already, intact and by the same signer. */
  continue?: boolean;
  dryRun: boolean;
  failFast: boolean;
  jobs: number;
  /** For one file; what is left out, or undefined, suits its size. */
  timeoutMs?: number | undefined;
  maxMemoryBytes?: number | undefined;
}

export interface SignedFile {
  file: string;
  /** Where it went, or in a dry run would go, or `-`; absent where only a sidecar is written. */
  output?: string;
  sidecar?: string;
  isDryRun: boolean;
  /** The identity's name, or the signer's command. */
  identity: string;
  /** The name others will see. */
  issuer: string;
  /** Who made it, as the file will say. */
  authors: readonly string[];
  /** Wishes about machines that learn, by the names of their uses. */
  training: Readonly<Record<string, string>>;
  /** The subject of the certificate that others will see. */
  certificate: string;
  algorithm: string;
  generator: { name: string; version: string };
  /** What the whole will say about how it was made: the disclosure's label. */
  disclosure?: string;
  parent?: { title: string; state: State };
  ingredients: readonly { title: string; state: State }[];
  /** All actions, the first one included, by their labels. */
  actions: readonly string[];
  timestamp?: { at: Date; authority: string; url: string };
  thumbnailBytes?: number;
  /** How much larger the output is than the source. */
  addedBytes?: number;
  manifestBytes?: number;
  /** Everything that is, or in a dry run would be, signed. */
  draft: Draft;
  verification?: Verification;
  warnings: readonly string[];
  /** Hosts that were, or would be, contacted. */
  network: readonly string[];
}
