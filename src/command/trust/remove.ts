/** `colophon trust remove NAME`: the list is forgotten. */
import { ColophonError } from "../../error.js";
import type { TrustContext } from "./context.js";

/** Also for a list that can no longer be read. Throws "trust.unknown". */
export async function removeTrust(
  { name, isDryRun = false }: { name: string; isDryRun?: boolean },
  { store }: Pick<TrustContext, "store">,
): Promise<{ removed: string; isDryRun: boolean }> {
  if (!isDryRun) await store.remove(name);
  else if (!(await store.names()).includes(name)) throw unknownList(name);
  return { removed: name, isDryRun };
}

function unknownList(name: string): ColophonError {
  return new ColophonError("trust.unknown", `no trust list named "${name}"`, {
    hints: ["see what there is: colophon trust list"],
  });
}
