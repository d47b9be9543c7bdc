/** `identity use`: which identity signs when none is named. */
import type { IdentityContext } from "./context.js";

export interface UseOptions {
  name: string;
}

export interface IdentityChosen {
  name: string;
  previous: string | undefined;
}

/** @throws identity.unknown, identity.name */
export async function useIdentity({ name }: UseOptions, { vault }: IdentityContext): Promise<IdentityChosen> {
  const previous = await vault.defaultName();
  await vault.setDefault(name);
  return { name, previous };
}
