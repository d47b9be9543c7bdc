/** `identity install`: the certificate an authority gave for a key that is already here. */
import { splitRoot } from "../../core/identity/chain.js";
import { checkCertificate, refuseFaults, warningsOf } from "../../core/identity/check-certificate.js";
import { writeChainPem, writePem } from "../../core/identity/pem.js";
import { type CertificateSummary, summarizeCertificate } from "../../core/identity/summary.js";
import { ColophonError } from "../../error.js";
import type { IdentityContext } from "./context.js";
import { unlockKey } from "./passphrase.js";
import { evidenceOf } from "./stored.js";

export interface InstallOptions {
  name: string;
  /** Path of the certificate and the authorities above it, leaf first. */
  cert: string;
}

export interface CertificateInstalled {
  name: string;
  certificate: CertificateSummary;
  warnings: string[];
}

/**
 * @throws identity.unknown, usage.conflict (its certificate is colophon's own), certificate.unreadable, and
 * whatever is wrong with the certificate, before the old one is touched
 */
export async function installCertificate(
  { name, cert }: InstallOptions,
  context: IdentityContext,
): Promise<CertificateInstalled> {
  const { vault, keys, certificates } = context;
  const stored = await vault.read(name);
  if (stored.origin === "created") {
    throw new ColophonError(
      "usage.conflict",
      `identity "${name}" has a root of its own and takes no other certificate`,
      {
        hints: [
          `make it last longer: colophon identity renew ${name}`,
          "or begin with an authority: colophon identity request <name>",
        ],
      },
    );
  }
  const given = keys.readCertificates(await context.readFile(cert), cert).map(({ raw }) => raw);
  const chain = splitRoot(given, certificates);
  const key = await unlockKey(name, stored.keyPem, context);
  const evidence = evidenceOf(chain, stored, key, context);
  const points = checkCertificate(evidence);
  refuseFaults(points, `"${cert}"`);
  await vault.replaceChain(
    name,
    writeChainPem(chain.chain),
    chain.root && writePem("CERTIFICATE", chain.root),
  );
  return {
    name,
    certificate: summarizeCertificate(evidence.chain[0]),
    warnings: [...stored.warnings, ...warningsOf(points)],
  };
}
