/** What people disclose about how a file was made and what was done to it: terms in, plain words out. */
export { type ActionKind, actions, describeAction, summarizeActions } from "./actions.js";
export { type Disclosure, disclosureFor, disclosures, findDisclosure } from "./disclosures.js";
export { discloseInWords } from "./sentence.js";
