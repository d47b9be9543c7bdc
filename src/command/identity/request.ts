/** `identity request`: a key that stays here, and a request an authority can answer with a certificate. */
import { type Algorithm, readAlgorithm } from "../../core/identity/algorithm.js";
import { leafSubject, leafUse } from "../../core/identity/issuing.js";
import { writePem } from "../../core/identity/pem.js";
import type { IdentityContext } from "./context.js";
import { askNewPassphrase } from "./passphrase.js";
import { becomeDefault } from "./stored.js";

export interface RequestOptions {
  name: string;
  for: string;
  org?: string;
  alg?: string;
  noPassphrase?: boolean;
}

export interface IdentityRequested {
  name: string;
  algorithm: Algorithm;
  isDefault: boolean;
  isEncrypted: boolean;
  /** What to send to the authority. */
  requestPem: string;
}

/** @throws usage.invalid, identity.name, identity.exists, identity.passphrase */
export async function requestIdentity(
  options: RequestOptions,
  context: IdentityContext,
): Promise<IdentityRequested> {
  const { vault, keys, certificates } = context;
  const { name } = options;
  const algorithm = readAlgorithm(options.alg);
  const subject = leafSubject({ person: options.for, organization: options.org });
  await vault.checkFree(name);
  const passphrase = options.noPassphrase ? undefined : await askNewPassphrase(name, context);

  const key = await keys.generateKey(algorithm);
  const request = await certificates.issueRequest(
    { subject, use: leafUse, publicKey: keys.exportPublicKey(key) },
    { algorithm, sign: (bytes) => keys.signRaw(algorithm, key, bytes) },
  );
  const requestPem = writePem("CERTIFICATE REQUEST", request);
  await vault.create({
    name,
    algorithm,
    created: context.clock(),
    origin: "requested",
    keyPem: keys.exportPrivateKey(key, passphrase),
    requestPem,
  });
  const isDefault = await becomeDefault(name, context);
  return { name, algorithm, isDefault, isEncrypted: passphrase !== undefined, requestPem };
}
