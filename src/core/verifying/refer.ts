/** A trust list as a verdict names it: enough to find the very same list again. */
import type { TrustList } from "../trust/list.js";
import type { ListReference } from "./verification.js";

export function referTo(list: TrustList): ListReference {
  return {
    name: list.name,
    kind: list.kind,
    origin: list.origin,
    ...(list.issuedAt ? { issuedAt: list.issuedAt } : {}),
    ...(list.addedAt ? { addedAt: list.addedAt } : {}),
    sha256: list.sha256,
  };
}
