/** An identity of the vault, found by name or by default, its chain laid out as evidence. */
import type { KeyObject } from "node:crypto";
import { type Chain, type ChainEvidence, gatherEvidence } from "../../core/identity/chain.js";
import { ColophonError } from "../../error.js";
import type { IdentityContext, StoredIdentity } from "./context.js";

/** @throws identity.none */
export async function resolveName(
  name: string | undefined,
  { vault }: Pick<IdentityContext, "vault">,
): Promise<string> {
  const chosen = name ?? (await vault.defaultName());
  if (chosen !== undefined) return chosen;
  const names = await vault.list();
  throw new ColophonError("identity.none", "no identity was named, and none is the default", {
    hints:
      names.length === 0
        ? ['make one: colophon identity create studio --for "Ana Ruiz"']
        : [
            `you have: ${names.join(", ")} — use one with -i ${names[0]}`,
            `or choose: colophon identity use ${names[0]}`,
          ],
  });
}

/** @throws identity.incomplete while an authority has yet to answer */
export function chainOf(stored: StoredIdentity, { keys }: IdentityContext): Chain {
  const { name, chainPem, rootPem } = stored;
  if (chainPem === undefined) {
    throw new ColophonError("identity.incomplete", `identity "${name}" is waiting for its certificate`, {
      hints: [`when the authority has answered: colophon identity install ${name} --cert <file>`],
    });
  }
  return {
    chain: keys.readCertificates(chainPem, `chain of ${name}`).map(({ raw }) => raw),
    root: rootPem === undefined ? undefined : keys.readCertificates(rootPem, `root of ${name}`)[0]?.raw,
  };
}

/** @param key undefined while it is locked */
export function evidenceOf(
  chain: Chain,
  { algorithm }: Pick<StoredIdentity, "algorithm">,
  key: KeyObject | undefined,
  context: IdentityContext,
): ChainEvidence {
  const isKeyOfLeaf = key && isKeyOf(chain.chain[0], key, context);
  return gatherEvidence(chain, { algorithm, isKeyOfLeaf, now: context.clock() }, context.certificates);
}

export function isKeyOf(der: Uint8Array | undefined, key: KeyObject, { keys }: IdentityContext): boolean {
  const [certificate] = der === undefined ? [] : keys.readCertificates(der);
  if (certificate === undefined) return false;
  return Buffer.from(keys.exportPublicKey(key)).equals(keys.exportPublicKey(certificate.publicKey));
}

/** The first identity becomes the default; later ones do not push it aside. */
export async function becomeDefault(name: string, { vault }: IdentityContext): Promise<boolean> {
  if ((await vault.defaultName()) !== undefined) return false;
  if ((await vault.list()).some((other) => other !== name)) return false;
  await vault.setDefault(name);
  return true;
}
