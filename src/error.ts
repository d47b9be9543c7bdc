/** The one error every floor throws when colophon could not do its job; anything else is a defect. */

/** Every code has an entry in core/explain; a test fails where one is missing. */
export type ErrorCode =
  // how it was called
  | "usage.invalid"
  | "usage.conflict"
  | "config.invalid"
  | "config.forbidden"
  // reading files
  | "file.missing"
  | "file.directory"
  | "file.irregular"
  | "file.permission"
  | "file.empty"
  | "file.too-large"
  | "file.changed"
  | "file.io"
  | "input.none"
  // what a file is
  | "format.unsupported"
  | "format.damaged"
  | "format.segment"
  | "format.not-writable"
  | "format.encrypted"
  // what the engine could not judge
  | "credential.remote-only"
  | "credential.asset-missing"
  | "credential.unreadable"
  | "credential.unsupported"
  | "credential.sidecar-missing"
  | "credential.part-missing"
  // writing files
  | "output.exists"
  | "output.is-input"
  | "output.folder"
  | "output.clash"
  | "output.terminal"
  | "output.no-space"
  | "output.not-writable"
  // who signs
  | "identity.none"
  | "identity.unknown"
  | "identity.exists"
  | "identity.name"
  | "identity.locked"
  | "identity.passphrase"
  | "identity.incomplete"
  | "key.unreadable"
  | "key.mismatch"
  | "key.algorithm"
  | "certificate.unreadable"
  | "certificate.expired"
  | "certificate.not-yet-valid"
  | "certificate.unsuitable"
  | "certificate.chain"
  | "signer.failed"
  // what is signed
  | "disclosure.unknown"
  | "action.unknown"
  | "definition.invalid"
  | "parent.broken"
  | "parent.conflict"
  | "sign.failed"
  | "sign.unverified"
  // labels
  | "label.exists"
  | "label.conflict"
  | "label.nothing"
  | "label.unverified"
  | "label.invalid"
  | "label.picture"
  | "label.provider"
  | "label.text"
  // consent, rules and the record of what was labeled
  | "consent.invalid"
  | "consent.uncovered"
  | "journal.broken"
  | "journal.locked"
  | "profile.invalid"
  | "profile.unknown"
  // when
  | "timestamp.failed"
  // whom we trust
  | "trust.unreadable"
  | "trust.unknown"
  | "trust.exists"
  | "trust.kind"
  // audio and video
  | "av.failed"
  | "av.missing"
  // the world
  | "network.refused"
  | "network.failed"
  | "timeout"
  | "engine.missing"
  | "engine.failed"
  | "engine.crashed"
  | "engine.memory"
  | "interrupted"
  | "explain.unknown";

export interface ErrorDetails {
  /** Imperative, runnable, two at most. */
  hints?: string[];
  cause?: unknown;
  /** Given where the same question may be answered in a moment, at the soonest after this time. */
  lull?: { retryAfterMs?: number };
}

/**
 * We could not do the job. The message starts in lower case, has no full stop, names the thing in
 * double quotes and says what was expected and what was found.
 */
export class ColophonError extends Error {
  override readonly name = "ColophonError";
  readonly code: ErrorCode;
  readonly hints: readonly string[];
  readonly lull: ErrorDetails["lull"];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hints = details.hints ?? [];
    this.lull = details.lull;
  }
}
