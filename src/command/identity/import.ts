/** `identity import`: a key and a certificate from elsewhere, checked before they are kept. */
import type { KeyObject } from "node:crypto";
import { type Algorithm, isAlgorithm } from "../../core/identity/algorithm.js";
import { type Chain, orderChain, splitRoot } from "../../core/identity/chain.js";
import { checkCertificate, refuseFaults, warningsOf } from "../../core/identity/check-certificate.js";
import { writeChainPem, writePem } from "../../core/identity/pem.js";
import { type CertificateSummary, summarizeCertificate } from "../../core/identity/summary.js";
import { ColophonError } from "../../error.js";
import type { IdentityContext } from "./context.js";
import { askNewPassphrase, withPassphrase } from "./passphrase.js";
import { becomeDefault, evidenceOf, isKeyOf } from "./stored.js";

export interface ImportOptions {
  name: string;
  /** Paths: a key and its certificates, leaf first … */
  key?: string;
  cert?: string;
  /** … or a PKCS#12 file with both. */
  p12?: string;
  /** Which of its algorithms an RSA key shall serve. */
  alg?: string;
  noPassphrase?: boolean;
}

export interface IdentityImported {
  name: string;
  algorithm: Algorithm;
  isDefault: boolean;
  isEncrypted: boolean;
  certificate: CertificateSummary;
  warnings: string[];
}

interface Material {
  key: KeyObject;
  chain: Chain;
  /** The one that opened the file, and that goes on protecting the key. */
  passphrase: string | undefined;
  source: string;
}

/**
 * @throws usage.invalid, identity.name, identity.exists, identity.locked, identity.passphrase, key.unreadable,
 * key.algorithm, key.mismatch, certificate.unreadable, and whatever else is wrong with the certificate
 */
export async function importIdentity(
  options: ImportOptions,
  context: IdentityContext,
): Promise<IdentityImported> {
  const { vault, keys } = context;
  const { name } = options;
  await vault.checkFree(name);
  const { key, chain, source, ...material } = await readMaterial(options, context);
  const algorithm = chooseAlgorithm(options.alg, key, source, context);
  const evidence = evidenceOf(chain, { algorithm }, key, context);
  const points = checkCertificate(evidence);
  refuseFaults(points, `"${source}"`);

  const passphrase = options.noPassphrase
    ? undefined
    : (material.passphrase ?? (await askNewPassphrase(name, context)));
  await vault.create({
    name,
    algorithm,
    created: context.clock(),
    origin: "imported",
    keyPem: keys.exportPrivateKey(key, passphrase),
    chainPem: writeChainPem(chain.chain),
    rootPem: chain.root && writePem("CERTIFICATE", chain.root),
  });
  return {
    name,
    algorithm,
    isDefault: await becomeDefault(name, context),
    isEncrypted: passphrase !== undefined,
    certificate: summarizeCertificate(evidence.chain[0]),
    warnings: warningsOf(points),
  };
}

async function readMaterial(options: ImportOptions, context: IdentityContext): Promise<Material> {
  const { name, key, cert, p12 } = options;
  if (p12 !== undefined && key === undefined && cert === undefined) return readPkcs12(name, p12, context);
  if (p12 === undefined && key !== undefined && cert !== undefined) return readPair(name, key, cert, context);
  throw new ColophonError("usage.invalid", 'expected "--key" and "--cert", or "--p12" alone', {
    hints: [
      `colophon identity import ${name} --key key.pem --cert chain.pem`,
      `colophon identity import ${name} --p12 identity.p12`,
    ],
  });
}

async function readPair(
  name: string,
  keyPath: string,
  cert: string,
  context: IdentityContext,
): Promise<Material> {
  const { keys, certificates, readFile } = context;
  const given = keys.readCertificates(await readFile(cert), cert).map(({ raw }) => raw);
  const bytes = await readFile(keyPath);
  const { opened, passphrase } = await withPassphrase(
    name,
    (phrase) => keys.readPrivateKey(bytes, { source: keyPath, passphrase: phrase }),
    context,
  );
  return { key: opened, passphrase, chain: splitRoot(given, certificates), source: cert };
}

async function readPkcs12(name: string, path: string, context: IdentityContext): Promise<Material> {
  const { keys, certificates } = context;
  const bytes = await context.readFile(path);
  const { opened, passphrase } = await withPassphrase(
    name,
    (phrase) => context.openPkcs12(bytes, phrase, path),
    context,
  );
  const key = keys.readPrivateKey(Buffer.from(opened.keyPem), { source: path });
  const ordered = orderChain(opened.certificates, (der) => isKeyOf(der, key, context), certificates);
  if (ordered.length === 0) {
    const count = opened.certificates.length;
    throw new ColophonError("key.mismatch", `no certificate in "${path}" belongs to its key, among ${count}`);
  }
  return { key, passphrase, chain: splitRoot(ordered, certificates), source: path };
}

function chooseAlgorithm(
  wanted: string | undefined,
  key: KeyObject,
  source: string,
  { keys }: IdentityContext,
): Algorithm {
  const fitting = keys.algorithmsFor(key);
  const [first] = fitting;
  if (first === undefined) {
    const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
    const found = [key.asymmetricKeyType, namedCurve ?? modulusLength].filter(Boolean).join(" ");
    throw new ColophonError(
      "key.algorithm",
      `the key of "${source}" is ${found}, expected P-256, P-384, P-521, RSA of 2048 bits or more, or Ed25519`,
    );
  }
  if (wanted === undefined || (isAlgorithm(wanted) && fitting.includes(wanted)))
    return (wanted as Algorithm) ?? first;
  throw new ColophonError("key.algorithm", `the key of "${source}" cannot serve "${wanted}"`, {
    hints: [`leave out --alg, or use one of: ${fitting.join(", ")}`],
  });
}
