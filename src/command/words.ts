/** The door through which the terminal gets its words: pure tables of the core, and nothing that loads an engine. */

export { type Format, formats } from "../core/asset/formats.js";
export { type KindName, kinds } from "../core/consent/kinds.js";
export {
  type ActionKind,
  actions,
  type Declared,
  type Disclosure,
  describeAction,
  discloseInWords,
  disclosureFor,
  disclosures,
  summarizeActions,
} from "../core/disclosure/index.js";
export { allCodes, type Explanation, explain, nearest, similarCodes } from "../core/explain/index.js";
export { stepsOf } from "../core/history/history.js";
export { type Corner, corners } from "../core/label/corner.js";
export { trustKinds } from "../core/trust/list.js";
export { officialLists } from "../core/trust/official.js";
