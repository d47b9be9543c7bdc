/** `identity remove`: the key is gone for good, so it is asked for twice. */
import type { IdentityContext } from "./context.js";

export interface RemoveOptions {
  name: string;
  /** The owner has confirmed. */
  force?: boolean;
}

export type IdentityRemoval =
  | { kind: "unconfirmed"; name: string; folder: string; says: string }
  | { kind: "removed"; name: string; wasDefault: boolean };

/** @throws identity.unknown, identity.name */
export async function removeIdentity(
  { name, force = false }: RemoveOptions,
  { vault }: IdentityContext,
): Promise<IdentityRemoval> {
  const wasDefault = (await vault.defaultName()) === name;
  if (!force) {
    const folder = await vault.folderOf(name);
    const says = `this deletes the private key of "${name}"; what it signed stays as it is, but it can sign no more`;
    return { kind: "unconfirmed", name, folder, says };
  }
  await vault.remove(name);
  return { kind: "removed", name, wasDefault };
}
