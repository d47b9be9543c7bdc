/** `identity list`: every identity in one line each, a damaged one included. */
import type { Algorithm } from "../../core/identity/algorithm.js";
import type { Origin } from "../../core/identity/recognition.js";
import { type CertificateSummary, summarizeCertificate } from "../../core/identity/summary.js";
import { ColophonError } from "../../error.js";
import type { IdentityContext } from "./context.js";
import { peekKey } from "./passphrase.js";
import { chainOf } from "./stored.js";

export type ListedIdentity = { name: string; isDefault: boolean } & (
  | { kind: "ready" | "expired"; algorithm: Algorithm; origin: Origin; certificate: CertificateSummary }
  | { kind: "requested"; algorithm: Algorithm; origin: Origin }
  | { kind: "damaged"; problem: string }
);

export async function listIdentities(context: IdentityContext): Promise<ListedIdentity[]> {
  const names = await context.vault.list();
  const chosen = await context.vault.defaultName();
  return Promise.all(
    names.map(async (name) => ({ name, isDefault: name === chosen, ...(await stateOf(name, context)) })),
  );
}

async function stateOf(name: string, context: IdentityContext) {
  try {
    const stored = await context.vault.read(name);
    const { algorithm, origin } = stored;
    peekKey(name, stored.keyPem, context);
    if (stored.chainPem === undefined) return { kind: "requested" as const, algorithm, origin };
    const [leaf] = chainOf(stored, context).chain;
    const facts = context.certificates.readCertificateFacts(leaf ?? new Uint8Array());
    const kind = facts.notAfter < context.clock() ? ("expired" as const) : ("ready" as const);
    return { kind, algorithm, origin, certificate: summarizeCertificate(facts) };
  } catch (error) {
    // One damaged folder must not hide the others.
    if (!(error instanceof ColophonError)) throw error;
    return { kind: "damaged" as const, problem: error.message };
  }
}
