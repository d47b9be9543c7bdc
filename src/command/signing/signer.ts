/** Who signs: an identity from the vault, or a command outside; checked before anything is read. */

import { gatherEvidence, splitRoot } from "../../core/identity/chain.js";
import { checkCertificate, refuseFaults, warningsOf } from "../../core/identity/check-certificate.js";
import type { SigningIdentity } from "../../core/identity/identity.js";
import { askAgain } from "../../core/signing/retrying.js";
import { readCertificate } from "../../core/verifying/certificate.js";
import type { Context } from "../context.js";
import { loadSigningIdentity, peekSigningIdentity } from "../identity/load.js";
import type { SignOptions } from "./options.js";
import { retryMeans } from "./retry-means.js";

export interface Signer {
  identity: SigningIdentity;
  /** The name others will see. */
  issuer: string;
  warnings: readonly string[];
  /** The authority an external signer brings along. */
  tsaUrl?: string;
}

/** In a dry run nobody is asked for a passphrase, and the identity cannot sign. */
export async function findSigner(options: SignOptions, context: Context): Promise<Signer> {
  if (options.signer !== undefined) return externalSigner(options.signer, context);
  const load = options.dryRun ? peekSigningIdentity : loadSigningIdentity;
  const { identity, warnings } = await load(options.identity, await context.identities());
  return { identity, issuer: issuerOf(identity), warnings };
}

/** A call may take 30 s, so one that was stopped then is tried once more. */
const retryBudgetMs = 45_000;

async function externalSigner(command: string, context: Context): Promise<Signer> {
  const means = retryMeans(context);
  const signer = await askAgain(() => context.openSigner(command), retryBudgetMs, means);
  const identity: SigningIdentity = {
    name: command,
    algorithm: signer.algorithm,
    chain: signer.chain,
    sign: (bytes) => askAgain(() => signer.sign(bytes), retryBudgetMs, means),
  };
  const { certificates: reader } = await context.identities();
  const evidence = gatherEvidence(
    splitRoot(signer.chain, reader),
    // Every signature of a signer is verified against its certificate, so the key is the leaf's.
    { algorithm: signer.algorithm, isKeyOfLeaf: true, now: context.clock() },
    reader,
  );
  const points = checkCertificate(evidence);
  refuseFaults(points, "the external signer", []);
  return {
    identity,
    issuer: issuerOf(identity),
    warnings: warningsOf(points),
    ...(signer.tsaUrl === undefined ? {} : { tsaUrl: signer.tsaUrl }),
  };
}

function issuerOf(identity: SigningIdentity): string {
  const certificate = readCertificate(identity.chain[0]);
  return certificate?.organization ?? certificate?.commonName ?? identity.name;
}
