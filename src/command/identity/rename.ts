/** `identity rename`: another name for the same key and certificates. */
import type { IdentityContext } from "./context.js";

export interface RenameOptions {
  name: string;
  newName: string;
}

export interface IdentityRenamed {
  name: string;
  previous: string;
  isDefault: boolean;
}

/** @throws identity.unknown, identity.name, identity.exists, identity.incomplete */
export async function renameIdentity(
  { name, newName }: RenameOptions,
  { vault }: IdentityContext,
): Promise<IdentityRenamed> {
  const isDefault = (await vault.defaultName()) === name;
  await vault.rename(name, newName);
  return { name: newName, previous: name, isDefault };
}
