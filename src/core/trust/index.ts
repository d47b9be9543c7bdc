/** The door of the trust room. */
export { type AnchorMatch, authorityRecognizedBy, chainsTo, signerRecognizedBy } from "./chain.js";
export { compareLists, type ListComparison, type ListMember, listMembers } from "./compare-lists.js";
export { type EngineTrust, engineTrust } from "./engine-trust.js";
export { type SourceEntry, type TrustKind, type TrustList, trustKinds } from "./list.js";
export { type ListVerdict, testAuthority, testSigner } from "./list-verdict.js";
export { authorityListIn, type NamedList, publisherListIn, recognizedBy, signerListIn } from "./match.js";
export { freeName, listNameFrom } from "./name.js";
export { type OfficialList, officialListAt, officialLists } from "./official.js";
export { type ReadListOptions, readTrustList } from "./read-list.js";
export { checkSignerPurpose, type SignerPurpose } from "./signer-purpose.js";
export type { TrustStore } from "./store.js";
export { type ListSummary, summarize } from "./summary.js";
export { topmostOf } from "./topmost.js";
