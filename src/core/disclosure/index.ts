/** What people disclose about how a file was made and what was done to it: terms in, plain words out. */
export {
  type ActionKind,
  actionKind,
  actions,
  describeAction,
  findAction,
  summarizeActions,
} from "./actions.js";
export { type Disclosure, disclosureFor, disclosures, findDisclosure } from "./disclosures.js";
export { type Declared, discloseInWords } from "./sentence.js";
