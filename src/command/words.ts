/** The door through which the terminal gets its words: pure tables of the core, and nothing that loads an engine. */

export {
  type ActionKind,
  actions,
  type Disclosure,
  describeAction,
  discloseInWords,
  disclosureFor,
  disclosures,
  summarizeActions,
} from "../core/disclosure/index.js";
export { disclosureOfHistory, disclosureOfStep } from "../core/history/disclose.js";
export { stepsOf } from "../core/history/history.js";
export { officialLists } from "../core/trust/official.js";
