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
  const { opened } = await withPassphrase(
    name,
    (passphrase) => readKept(name, pem, passphrase, context),
    context,
  );
  return opened;
}

/**
 * The key if it lies there unencrypted, undefined while it is locked; for looking, where asking would be out of place.
 * @throws key.unreadable
 */
export function peekKey(name: string, pem: string, context: IdentityContext): KeyObject | undefined {
  try {
    return readKept(name, pem, undefined, context);
  } catch (error) {
    if (error instanceof ColophonError && error.code === "identity.locked") return undefined;
    throw error;
  }
}

function readKept(
  name: string,
  pem: string,
  passphrase: string | undefined,
  { keys }: IdentityContext,
): KeyObject {
  try {
    return keys.readPrivateKey(Buffer.from(pem), { source: name, passphrase });
  } catch (cause) {
    if (!(cause instanceof ColophonError) || cause.code !== "key.unreadable") throw cause;
    // Hints about a file of one's own do not help with one that colophon keeps.
    throw new ColophonError(cause.code, `identity "${name}": ${cause.message}`, {
      hints: [
        "put its files back as they were, from a copy",
        `or remove it: colophon identity remove ${name} --force`,
      ],
      cause,
    });
  }
}
