/** `colophon trust remove NAME`: the list is forgotten. */
import type { TrustContext } from "./context.js";

/** Also for a list that can no longer be read. Throws "trust.unknown". */
export async function removeTrust(
  { name }: { name: string },
  { store }: Pick<TrustContext, "store">,
): Promise<{ removed: string }> {
  await store.remove(name);
  return { removed: name };
}
