/** The door of the trust room. */
export { compareLists, type ListComparison, type ListMember, listMembers } from "./compare-lists.js";
export type { TrustKind, TrustList } from "./list.js";
export { type ListVerdict, testAuthority, testSigner } from "./list-verdict.js";
export { listNameFrom } from "./name.js";
export { officialListAt, officialLists } from "./official.js";
export { readTrustList } from "./read-list.js";
export { checkSignerPurpose, type SignerPurpose } from "./signer-purpose.js";
export type { TrustStore } from "./store.js";
export { type ListSummary, summarize } from "./summary.js";
export { topmostOf } from "./topmost.js";
