/** `identity show`: everything about one identity that can be said without its passphrase. */
import type { Algorithm } from "../../core/identity/algorithm.js";
import { type CertificatePoint, checkCertificate } from "../../core/identity/check-certificate.js";
import { type Origin, type Recognition, recognitionOf } from "../../core/identity/recognition.js";
import { type CertificateSummary, summarizeCertificate } from "../../core/identity/summary.js";
import type { IdentityContext, StoredIdentity } from "./context.js";
import { peekKey } from "./passphrase.js";
import { chainOf, evidenceOf, resolveName } from "./stored.js";

export interface ShowOptions {
  /** The default identity where it is left out. */
  name?: string | undefined;
}

export interface IdentityShown {
  name: string;
  folder: string;
  algorithm: Algorithm;
  origin: Origin;
  /** ISO 8601, UTC. */
  created: string;
  isDefault: boolean;
  /** Absent while an authority has yet to answer. */
  certified?: {
    chain: CertificateSummary[];
    root: CertificateSummary | undefined;
    points: CertificatePoint[];
    canSign: boolean;
    recognition: Recognition;
  };
  /** What was sent to the authority. */
  requestPem: string | undefined;
  warnings: string[];
}

/** @throws identity.none, identity.unknown, identity.incomplete, key.unreadable */
export async function showIdentity(options: ShowOptions, context: IdentityContext): Promise<IdentityShown> {
  const name = await resolveName(options.name, context);
  const stored = await context.vault.read(name);
  return {
    name,
    folder: stored.folder,
    algorithm: stored.algorithm,
    origin: stored.origin,
    created: stored.created.toISOString(),
    isDefault: (await context.vault.defaultName()) === name,
    ...(stored.chainPem !== undefined && { certified: certifiedOf(stored, context) }),
    requestPem: stored.requestPem,
    warnings: stored.warnings,
  };
}

function certifiedOf(stored: StoredIdentity, context: IdentityContext) {
  const chain = chainOf(stored, context);
  const key = peekKey(stored.name, stored.keyPem, context);
  const evidence = evidenceOf(chain, stored, key, context);
  const points = checkCertificate(evidence);
  return {
    chain: evidence.chain.map(summarizeCertificate),
    root: evidence.root && summarizeCertificate(evidence.root),
    points,
    canSign: points.every(({ ok, severity }) => ok || severity === "warning"),
    recognition: recognitionOf(stored.name, stored.origin, evidence.chain[0]),
  };
}
