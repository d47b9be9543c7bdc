/** The door through which the terminal gets the laws: their names, their rules, and where to read them. */
export { findKinds } from "../core/consent/kinds.js";
export { lawAddresses } from "../core/profile/addresses.js";
export { noLegalAdvice } from "../core/profile/assess.js";
export { lawNames, rulesOf } from "../core/profile/laws.js";
export { laws } from "../core/profile/rule.js";
