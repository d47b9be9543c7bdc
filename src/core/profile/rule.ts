/** A rule: one demand of a law or a policy, as a question to the evidence. */
import type { Evidence } from "./evidence.js";

export const laws = ["cn", "eu", "us-ca", "us-ut", "us-wa", "in", "kr", "vn", "ny", "c2pa"] as const;

export type Law = (typeof laws)[number];

/** `undetermined`: a file cannot show it, or does not; never taken for a pass. */
export type Verdict = "pass" | "fail" | "warn" | "undetermined" | "n/a";

export interface Judgment {
  verdict: Verdict;
  /** Half a sentence, lower case, no full stop. */
  says: string;
}

export interface Rule {
  /** As in "CN-3". */
  id: string;
  /** A law of ours, or the name of a policy of the user's own. */
  law: string;
  title: string;
  /** Where the demand stands. */
  source: string;
  validFrom?: Date;
  /** The first moment at which it no longer holds. */
  validTo?: Date;
  why: string;
  /** The text of the law was not read in a source that quotes it: such a rule may warn and never fail. */
  isUnread?: true;
  verdict(evidence: Evidence): Judgment;
}

export const pass = (says: string): Judgment => ({ verdict: "pass", says });
export const fail = (says: string): Judgment => ({ verdict: "fail", says });
export const warn = (says: string): Judgment => ({ verdict: "warn", says });
export const undetermined = (says: string): Judgment => ({ verdict: "undetermined", says });
export const notApplicable = (says: string): Judgment => ({ verdict: "n/a", says });
