/** The engine's statuses as findings: failures first, what was not checked last, nothing twice. */
import type { ManifestStore } from "../credential/manifest-store.js";
import { isOnlyUntrusted, manifestLabelIn, type Status } from "../credential/status.js";
import { type Finding, finding, ownCredential, type Severity } from "./finding.js";

/** Informational codes that a reader should see; the rest only repeats what the answers say. */
const telling: ReadonlyMap<string, Severity> = new Map([
  ["timeStamp.mismatch", "warning"],
  ["timeStamp.malformed", "warning"],
  ["timeStamp.outsideValidity", "warning"],
  ["timeStamp.untrusted", "info"],
  ["algorithm.deprecated", "warning"],
  ["signingCredential.ocsp.skipped", "info"],
  ["signingCredential.ocsp.inaccessible", "warning"],
  ["cawg.ica.untrusted_issuer", "warning"],
  ["manifest.unreferenced", "info"],
  ["assertion.dataHash.additionalExclusionsPresent", "info"],
  ["assertion.bmffHash.additionalExclusionsPresent", "info"],
  ["assertion.boxesHash.additionalExclusionsPresent", "info"],
]);

export function collectFindings(store: ManifestStore): Finding[] {
  const findings = [...store.statuses, ...store.deltas].flatMap((status) => {
    const severity = severityOf(status);
    return severity === undefined
      ? []
      : [
          finding(status.code, severity, {
            where: whereOf(status, store),
            ...(status.explanation === undefined ? {} : { detail: status.explanation }),
          }),
        ];
  });
  return unique(findings).sort((a, b) => rank(a.severity) - rank(b.severity));
}

/** A failure without a known harmless reason is a failure, whatever stands beside it. */
function severityOf(status: Status): Severity | undefined {
  if (status.kind === "failure") return isOnlyUntrusted(status.code) ? "warning" : "failure";
  return status.kind === "informational" ? telling.get(status.code) : undefined;
}

/** A step of the history is named by its title; its label only where it has none. */
function whereOf(status: Status, store: ManifestStore): string {
  const label = manifestLabelIn(status.url);
  if (label === undefined || label === store.activeLabel) return ownCredential;
  return store.credentials.get(label)?.title ?? label;
}

export function unique(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, where, detail }) => {
    const key = JSON.stringify([code, where, detail]);
    return seen.has(key) ? false : seen.add(key);
  });
}

export function rank(severity: Severity): number {
  return { failure: 0, warning: 1, info: 2 }[severity];
}
