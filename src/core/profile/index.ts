/** The door of the profile room. */
export {
  type AssessedRule,
  type Assessment,
  assess,
  type LawOutcome,
  noLegalAdvice,
  type Outcome,
  outcomeOf,
  outcomesByLaw,
} from "./assess.js";
export { compareMarks, type MarkChange } from "./compare.js";
export { type ConsentStatement, consentsIn, stateConsent } from "./consent-statement.js";
export type { AigcFound, ConsentEvidence, Evidence, FileEvidence, Sensed } from "./evidence.js";
export { readHousePolicy } from "./house.js";
export { findLaws, rulesOf } from "./laws.js";
export { marksIn } from "./mark-record.js";
export { compareSources, type SourceAnswer } from "./news-source.js";
export { personalDataIn } from "./personal-data.js";
export {
  type FormulaRoom,
  type RubricAssessment,
  type RubricResult,
  readRubric,
  runRubric,
} from "./rubric.js";
export { type Law, laws, type Rule, type Verdict } from "./rule.js";
export { systemOnly, withheld } from "./system-only.js";
