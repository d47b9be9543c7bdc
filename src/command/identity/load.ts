/** The identity a command signs with: found, checked, unlocked, in that order. */
import type { CertificateFacts } from "../../core/identity/certificate.js";
import { checkCertificate, refuseFaults, warningsOf } from "../../core/identity/check-certificate.js";
import type { SigningIdentity } from "../../core/identity/identity.js";
import type { IdentityContext, StoredIdentity } from "./context.js";
import { peekKey, unlockKey } from "./passphrase.js";
import { chainOf, evidenceOf, resolveName } from "./stored.js";

export interface LoadedIdentity {
  identity: SigningIdentity;
  /** The leaf, as its issuer wrote it. */
  certificate: CertificateFacts;
  warnings: string[];
}

/**
 * @param name the default identity where it is left out
 * @throws identity.none, identity.unknown, identity.incomplete, identity.locked, identity.passphrase,
 * key.unreadable, key.mismatch, key.algorithm, certificate.expired, certificate.not-yet-valid,
 * certificate.chain, certificate.unsuitable; all before anything is signed
 */
export async function loadSigningIdentity(
  name: string | undefined,
  context: IdentityContext,
): Promise<LoadedIdentity> {
  const stored = await findStored(name, context);
  const chain = chainOf(stored, context);
  const owner = `identity "${stored.name}"`;
  // Nobody is asked for the passphrase of an identity that could not sign anyway.
  refuseFaults(checkCertificate(evidenceOf(chain, stored, undefined, context)), owner, hintsFor(stored));
  const key = await unlockKey(stored.name, stored.keyPem, context);
  const evidence = evidenceOf(chain, stored, key, context);
  const points = checkCertificate(evidence);
  refuseFaults(points, owner, hintsFor(stored));
  return {
    identity: {
      name: stored.name,
      algorithm: stored.algorithm,
      chain: chain.chain,
      sign: (bytes) => context.keys.signRaw(stored.algorithm, key, bytes),
    },
    certificate: evidence.chain[0],
    warnings: warningsOf(points),
  };
}

/** That others can read its keys is about no file that is signed: it is said on the side. */
async function findStored(name: string | undefined, context: IdentityContext): Promise<StoredIdentity> {
  const { warnings, ...stored } = await context.vault.read(await resolveName(name, context));
  for (const warning of warnings) context.warn(warning);
  return stored;
}

function hintsFor({ name, origin }: StoredIdentity): string[] {
  const renewal =
    origin === "created"
      ? `for a new certificate: colophon identity renew ${name}`
      : `for a new certificate: colophon identity install ${name} --cert <file>`;
  return [`every point of it: colophon identity show ${name}`, renewal];
}

/** Who would sign, for a dry run: found and checked, but not unlocked, so nobody is asked for a passphrase. */
export async function peekSigningIdentity(
  name: string | undefined,
  context: IdentityContext,
): Promise<LoadedIdentity> {
  const stored = await findStored(name, context);
  const chain = chainOf(stored, context);
  const evidence = evidenceOf(chain, stored, peekKey(stored.name, stored.keyPem, context), context);
  const points = checkCertificate(evidence);
  refuseFaults(points, `identity "${stored.name}"`, hintsFor(stored));
  return {
    identity: {
      name: stored.name,
      algorithm: stored.algorithm,
      chain: chain.chain,
      sign: () => Promise.reject(new Error("an identity that was only looked at cannot sign")),
    },
    certificate: evidence.chain[0],
    warnings: warningsOf(points),
  };
}

/**
 * Whether its files are whole and fit together, as far as can be seen without its passphrase; gives back its warnings.
 * @throws identity.incomplete, key.unreadable, key.mismatch, certificate.unreadable
 */
export async function checkFiles(name: string, context: IdentityContext): Promise<string[]> {
  const stored = await context.vault.read(name);
  const key = peekKey(name, stored.keyPem, context);
  if (stored.chainPem === undefined) return stored.warnings;
  const points = checkCertificate(evidenceOf(chainOf(stored, context), stored, key, context));
  refuseFaults(
    points.filter(({ id }) => id === "key-match"),
    `identity "${name}"`,
  );
  return stored.warnings;
}
