/** Judging as of another day: the engine knows only its own clock, so its word on expiry is put right here. */
import type { ManifestStore } from "../credential/manifest-store.js";
import { isOnlyUntrusted, type Status } from "../credential/status.js";
import type { CertificateSummary, TimeAnswer } from "./verification.js";

/** Nobody had vouched yet on that day for what was stamped later: it shows nothing about the certificate then. */
export function evidenceAsOf(time: TimeAnswer, asOf: Date | undefined): TimeAnswer {
  return isAfter(time, asOf) ? { answer: "none" } : time;
}

export function isAfter(time: TimeAnswer, asOf: Date | undefined): boolean {
  return asOf !== undefined && time.at !== undefined && time.at > asOf;
}

/** Our own code: no status of C2PA says it. */
export const notYetValid = "issuer.not-yet-valid";

const expiry = /^(signingCredential\.expired|claimSignature\.(outside|inside)Validity)$/;

/**
 * The store as it would have been judged at `asOf`. An independent timestamp fixes the moment already, and then
 * nothing changes; otherwise the certificate must have been inside its dates at that moment.
 */
export function judgeAsOf(
  store: ManifestStore,
  certificate: CertificateSummary | undefined,
  time: TimeAnswer,
  asOf: Date,
): ManifestStore {
  if (!certificate || time.answer === "independent") return store;
  const rest = store.statuses.filter((status) => !expiry.test(status.code));
  const statuses = [...rest, validityAt(certificate, asOf)];
  return { ...store, statuses, engineState: stateOf(store, statuses) };
}

/** The engine has one word, expired, for both sides of a certificate's dates. */
function validityAt({ notBefore, notAfter }: CertificateSummary, moment: Date): Status {
  const failed = (code: string, explanation: string): Status => ({ code, kind: "failure", explanation });
  if (moment < notBefore) return failed(notYetValid, `valid from ${notBefore.toISOString()}`);
  if (moment > notAfter) return failed("signingCredential.expired", `not valid on ${moment.toISOString()}`);
  return { code: "claimSignature.insideValidity", kind: "success" };
}

/** Never better than Valid by this way alone: Trusted stays Trusted, and a state is otherwise only lifted from expiry. */
function stateOf(store: ManifestStore, statuses: readonly Status[]): ManifestStore["engineState"] {
  const failures = [...statuses, ...store.deltas].filter((status) => status.kind === "failure");
  if (failures.some((status) => !isOnlyUntrusted(status.code))) return "Invalid";
  // Invalid for a reason that no status names, which another day does not take away.
  const wasExpired = store.statuses.some(({ code, kind }) => kind === "failure" && expiry.test(code));
  if (store.engineState === "Invalid" && !wasExpired) return "Invalid";
  const isUntrusted =
    failures.length > 0 || !statuses.some((status) => status.code === "signingCredential.trusted");
  return isUntrusted ? "Valid" : "Trusted";
}
