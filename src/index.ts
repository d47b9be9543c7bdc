/** The library's door: what `import … from "colophon"` gives. */
import type { CheckedFile, CheckOptions } from "./command/check/index.js";
import type { CreateOptions, IdentityCreated } from "./command/identity/index.js";
import type { InspectedFile, InspectOptions } from "./command/inspect.js";
import type { LabeledFile, LabelOptions } from "./command/label/index.js";
import type { FileResult } from "./command/result.js";
import type { SignedFile, SignOptions } from "./command/sign/index.js";
import type { TracedFile, TraceOptions } from "./command/trace.js";
import type { VerifyOptions } from "./command/verify.js";
import type { VerifiedFile } from "./command/verify-result.js";
import { type Judged, openColophon, type Wishes } from "./library.js";

export type { CheckedFile, CheckOptions } from "./command/check/index.js";
export { type Explanation, explain } from "./command/code-words.js";
export type { ConsentRecorded, VerifiedConsent, VerifyConsentOptions } from "./command/consent/index.js";
export type {
  CertificatesExported,
  CreateOptions,
  ExportOptions,
  IdentityCreated,
  ListedIdentity,
} from "./command/identity/index.js";
export type { InspectedFile, InspectedManifest, InspectOptions } from "./command/inspect.js";
export type { LabeledFile, LabelOptions } from "./command/label/index.js";
export type { ExitCode, FileResult } from "./command/result.js";
export type { SignedFile, SignOptions } from "./command/sign/index.js";
export type { TracedFile, TraceOptions } from "./command/trace.js";
export type { AddedTrust, AddTrustOptions, ListedTrust } from "./command/trust/index.js";
export type { VerifyOptions } from "./command/verify.js";
export type { VerifiedFile } from "./command/verify-result.js";
export type { Action, Assertion, Credential, Ingredient, Issuer } from "./core/credential/credential.js";
export type { HistoryDifference } from "./core/history/compare.js";
export type { History, HistoryStep } from "./core/history/history.js";
export type { Leftover } from "./core/history/leftovers.js";
export type { AssessedRule, Assessment, MarkChange, Outcome, Verdict } from "./core/profile/index.js";
export type { Finding, Severity } from "./core/verifying/finding.js";
export type { State } from "./core/verifying/state.js";
export type {
  CertificateSummary,
  HistoryAnswer,
  IssuerAnswer,
  ListReference,
  TimeAnswer,
  UnchangedAnswer,
  Verification,
} from "./core/verifying/verification.js";
export { ColophonError, type ErrorCode } from "./error.js";
export {
  type Colophon,
  type ColophonOptions,
  type ConsentWishes,
  type Judged,
  openColophon,
  type Wishes,
} from "./library.js";

/**
 * What does this file say about itself, and can I believe it? A fault of the file is in the result, and
 * `exitCode` is 0 if and only if the credential is intact, its history unbroken and its issuer trusted (or what
 * `require` and `issuer` ask for). Throws ColophonError for a file that could not be judged.
 */
export function verify(path: string, wishes?: Wishes<VerifyOptions>): Promise<Judged<VerifiedFile>> {
  return openColophon().verify(path, wishes);
}

/** The same for files, folders and patterns; what could not be judged is yielded as an error among the results. */
export function verifyAll(
  inputs: readonly string[],
  wishes?: Wishes<VerifyOptions>,
): AsyncIterable<FileResult<VerifiedFile>> {
  return openColophon().verifyAll(inputs, wishes);
}

/** Where did it come from? The whole history is in `verification.trace`. */
export function trace(path: string, wishes?: Wishes<TraceOptions>): Promise<Judged<TracedFile>> {
  return openColophon().trace(path, wishes);
}

/** Everything inside, laid open and not judged. */
export function inspect(path: string, wishes?: Wishes<InspectOptions>): Promise<Judged<InspectedFile>> {
  return openColophon().inspect(path, wishes);
}

/**
 * Does it meet the rules of these laws, a rubric, or a policy of your own? All laws where none is named. What a file
 * cannot show is undetermined, and never counts as pass. None of it is legal advice.
 */
export function check(path: string, wishes?: Wishes<CheckOptions>): Promise<Judged<CheckedFile>> {
  return openColophon().check(path, wishes);
}

/** The same for files, folders and patterns. */
export function checkAll(
  inputs: readonly string[],
  wishes?: Wishes<CheckOptions>,
): AsyncIterable<FileResult<CheckedFile>> {
  return openColophon().checkAll(inputs, wishes);
}

/**
 * Writes a signed copy, `name.signed.ext` beside the file unless `output` or `inPlace` say otherwise, and
 * verifies it before it gets its name. The source is never written to.
 */
export function sign(path: string, wishes?: Wishes<SignOptions>): Promise<Judged<SignedFile>> {
  return openColophon().sign(path, wishes);
}

/** The same for files, folders and patterns. */
export function signAll(
  inputs: readonly string[],
  wishes?: Wishes<SignOptions>,
): AsyncIterable<FileResult<SignedFile>> {
  return openColophon().signAll(inputs, wishes);
}

/**
 * Writes a labeled copy, `name.labeled.ext`, that says in every way that AI made or changed it: to people, to
 * machines and under a signature. Everything is read back from the copy before it gets its name.
 */
export function label(path: string, wishes?: Wishes<LabelOptions>): Promise<Judged<LabeledFile>> {
  return openColophon().label(path, wishes);
}

/** The same for files, folders and patterns. */
export function labelAll(
  inputs: readonly string[],
  wishes?: Wishes<LabelOptions>,
): AsyncIterable<FileResult<LabeledFile>> {
  return openColophon().labelAll(inputs, wishes);
}

/**
 * A key and a certificate of its own, kept where the command line keeps them: unencrypted with `noPassphrase`,
 * for a passphrase use `openColophon({ passphrase })`.
 */
export function createIdentity(options: CreateOptions): Promise<IdentityCreated> {
  return openColophon().createIdentity(options);
}
