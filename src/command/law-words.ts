/** The door through which the terminal gets the laws: their names, their rules, and where to read them. */
import { findKind, type KindName } from "../core/consent/kinds.js";

export { lawAddresses } from "../core/profile/addresses.js";
export { noLegalAdvice } from "../core/profile/assess.js";
export { lawNames, rulesOf } from "../core/profile/laws.js";
export { laws } from "../core/profile/rule.js";

/** The kind that `--kind` names. Throws `usage.invalid`. */
export function findKindName(name: string): KindName {
  return findKind(name).name;
}
