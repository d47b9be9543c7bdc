/** Passphrases for the identity commands: asked for only when a key is or will be encrypted. */
import type { KeyObject } from "node:crypto";
import { ColophonError } from "../../error.js";
import type { IdentityContext } from "./context.js";

/** @throws identity.passphrase when none was given */
export async function askNewPassphrase(
  name: string,
  { readPassphrase }: Pick<IdentityContext, "readPassphrase">,
): Promise<string> {
  const passphrase = await readPassphrase("new", name);
  if (passphrase) return passphrase;
  throw new ColophonError("identity.passphrase", `no passphrase was given to protect the key of "${name}"`, {
    hints: ["give one: --passphrase-file <file>", "or keep the key unencrypted: --no-passphrase"],
  });
}

/** Tries without a passphrase first, and asks only when told that one is needed. */
export async function withPassphrase<T>(
  name: string,
  open: (passphrase: string | undefined) => T,
  { readPassphrase }: Pick<IdentityContext, "readPassphrase">,
): Promise<{ opened: T; passphrase: string | undefined }> {
  try {
    return { opened: open(undefined), passphrase: undefined };
  } catch (error) {
    if (!(error instanceof ColophonError) || error.code !== "identity.locked") throw error;
    const passphrase = await readPassphrase("existing", name);
    if (passphrase === undefined) throw error;
    return { opened: open(passphrase), passphrase };
  }
}

/** @throws identity.locked, identity.passphrase, key.unreadable */
export async function unlockKey(name: string, pem: string, context: IdentityContext): Promise<KeyObject> {
  const bytes = Buffer.from(pem);
  const { opened } = await withPassphrase(
    name,
    (passphrase) => context.keys.readPrivateKey(bytes, { source: name, passphrase }),
    context,
  );
  return opened;
}

/** The key if it lies there unencrypted; for looking, where asking would be out of place. */
export function peekKey(name: string, pem: string, { keys }: IdentityContext): KeyObject | undefined {
  try {
    return keys.readPrivateKey(Buffer.from(pem), { source: name });
  } catch {
    return undefined;
  }
}
