/** `identity create`: a key, a root of one's own and a leaf under it, ready to sign. */
import type { KeyObject } from "node:crypto";
import { type Algorithm, readAlgorithm } from "../../core/identity/algorithm.js";
import { checkCertificate, refuseFaults } from "../../core/identity/check-certificate.js";
import {
  defaultLeafDays,
  type Holder,
  leafSubject,
  planLeaf,
  planRoot,
} from "../../core/identity/issuing.js";
import { writePem } from "../../core/identity/pem.js";
import { type CertificateSummary, summarizeCertificate } from "../../core/identity/summary.js";
import type { IdentityContext } from "./context.js";
import { askNewPassphrase } from "./passphrase.js";
import { becomeDefault, evidenceOf } from "./stored.js";

export interface CreateOptions {
  name: string;
  /** Whom the certificate names. */
  for: string;
  org?: string;
  alg?: string;
  days?: number;
  /** Keep the keys unencrypted. */
  noPassphrase?: boolean;
}

export interface IdentityCreated {
  name: string;
  algorithm: Algorithm;
  isDefault: boolean;
  isEncrypted: boolean;
  certificate: CertificateSummary;
  root: CertificateSummary;
}

/** @throws usage.invalid, identity.name, identity.exists, identity.passphrase */
export async function createIdentity(
  options: CreateOptions,
  context: IdentityContext,
): Promise<IdentityCreated> {
  const { vault, keys, certificates } = context;
  const { name, days = defaultLeafDays } = options;
  const algorithm = readAlgorithm(options.alg);
  const holder = { person: options.for, organization: options.org };
  const created = context.clock();
  await vault.checkFree(name);
  // Every complaint about the options comes before anyone has to think of a passphrase.
  planLeaf(leafSubject(holder), planRoot(holder, created), created, days);
  const passphrase = options.noPassphrase ? undefined : await askNewPassphrase(name, context);

  const [rootKey, key] = [await keys.generateKey(algorithm), await keys.generateKey(algorithm)];
  const chain = await issueChain(holder, { algorithm, rootKey, key, days, created }, context);
  const evidence = evidenceOf({ chain: [chain.leaf], root: chain.root }, { algorithm }, key, context);
  refuseFaults(checkCertificate(evidence), `identity "${name}"`);
  await vault.create({
    name,
    algorithm,
    created,
    origin: "created",
    keyPem: keys.exportPrivateKey(key, passphrase),
    chainPem: writePem("CERTIFICATE", chain.leaf),
    rootPem: writePem("CERTIFICATE", chain.root),
    rootKeyPem: keys.exportPrivateKey(rootKey, passphrase),
  });
  return {
    name,
    algorithm,
    isDefault: await becomeDefault(name, context),
    isEncrypted: passphrase !== undefined,
    certificate: summarizeCertificate(evidence.chain[0]),
    root: summarizeCertificate(certificates.readCertificateFacts(chain.root)),
  };
}

interface Issuing {
  algorithm: Algorithm;
  rootKey: KeyObject;
  key: KeyObject;
  days: number;
  created: Date;
}

async function issueChain(holder: Holder, issuing: Issuing, { keys, certificates }: IdentityContext) {
  const { algorithm, rootKey, created, days } = issuing;
  const signer = { algorithm, sign: (bytes: Uint8Array) => keys.signRaw(algorithm, rootKey, bytes) };
  const issuerPublicKey = keys.exportPublicKey(rootKey);
  const rootPlan = planRoot(holder, created);
  const leafPlan = planLeaf(leafSubject(holder), rootPlan, created, days);
  const publicKey = keys.exportPublicKey(issuing.key);
  return {
    root: await certificates.issueCertificate(
      { ...rootPlan, publicKey: issuerPublicKey, issuerPublicKey },
      signer,
    ),
    leaf: await certificates.issueCertificate({ ...leafPlan, publicKey, issuerPublicKey }, signer),
  };
}
