/** `colophon trust show NAME`: everything a list holds. */
import { type ListMember, type ListSummary, listMembers, summarize } from "../../core/trust/index.js";
import type { TrustContext } from "./context.js";

export interface ShownTrust {
  summary: ListSummary;
  members: ListMember[];
}

/** Throws "trust.unknown" or "trust.unreadable". */
export async function showTrust(
  { name }: { name: string },
  { store, now }: Pick<TrustContext, "store" | "now">,
): Promise<ShownTrust> {
  const list = await store.read(name);
  return { summary: summarize(list, now()), members: listMembers(list) };
}
