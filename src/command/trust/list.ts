/** `colophon trust list`: the lists in the store, each with its age. */

import { type ListSummary, summarize } from "../../core/trust/index.js";
import { ColophonError } from "../../error.js";
import type { TrustContext } from "./context.js";

/** A list that was tampered with is shown as such, and does not hide the others. */
export type ListedTrust =
  | { kind: "list"; summary: ListSummary }
  | { kind: "unreadable"; name: string; error: ColophonError };

export async function listTrust(context: Pick<TrustContext, "store" | "now">): Promise<ListedTrust[]> {
  const names = await context.store.names();
  return Promise.all(names.map((name) => listed(name, context)));
}

async function listed(
  name: string,
  { store, now }: Pick<TrustContext, "store" | "now">,
): Promise<ListedTrust> {
  try {
    return { kind: "list", summary: summarize(await store.read(name), now()) };
  } catch (error) {
    if (error instanceof ColophonError) return { kind: "unreadable", name, error };
    throw error;
  }
}
