/** Holds a chain against the C2PA certificate profile: where the engine says "invalid", this says why. */
import { ColophonError, type ErrorCode } from "../../error.js";
import { certificateRules } from "./certificate-rules.js";
import type { ChainEvidence } from "./chain.js";

export interface CertificatePoint {
  id: string;
  ok: boolean;
  severity: "fault" | "warning";
  /** One plain sentence, true whichever way the point went. */
  says: string;
  /** Where the rule comes from. */
  source: string;
  /** The error it becomes when someone signs regardless; only on faults. */
  code?: ErrorCode;
}

/** Every rule in order; nothing is left out because something before it failed. */
export function checkCertificate(evidence: ChainEvidence): CertificatePoint[] {
  return certificateRules.map(({ id, severity, code = "certificate.unsuitable", source, ...rule }) => {
    const ok = rule.isMet(evidence);
    return {
      id,
      ok,
      severity,
      says: ok ? rule.says(evidence) : rule.otherwise(evidence),
      source,
      ...(!ok && severity === "fault" && { code }),
    };
  });
}

export function warningsOf(points: readonly CertificatePoint[]): string[] {
  return points.filter(({ ok, severity }) => !ok && severity === "warning").map(({ says }) => says);
}

/**
 * Stops before anything is signed.
 * @param owner how the message names what the certificate belongs to, for instance `identity "studio"`
 * @throws the first fault as its own code: key.mismatch, key.algorithm, certificate.expired,
 * certificate.not-yet-valid, certificate.chain or certificate.unsuitable
 */
export function refuseFaults(points: readonly CertificatePoint[], owner: string, hints: string[] = []): void {
  const [first, ...others] = points.filter(({ ok, severity }) => !ok && severity === "fault");
  if (first === undefined) return;
  // Where nothing is kept yet, nobody could look at the others.
  const isShownElsewhere = hints.length > 0;
  const counted = others.length === 0 ? "" : ` (and ${others.length} more)`;
  const more = isShownElsewhere ? counted : others.map(({ says }) => `; ${says}`).join("");
  throw new ColophonError(first.code ?? "certificate.unsuitable", `${owner}: ${first.says}${more}`, {
    hints,
  });
}
