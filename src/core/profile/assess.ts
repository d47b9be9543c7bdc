/** Evidence and rules → Assessment: every verdict with its reason, and how many there are of each. */
import type { Evidence } from "./evidence.js";
import type { Rule, Verdict } from "./rule.js";

export interface AssessedRule {
  id: string;
  law: string;
  title: string;
  source: string;
  validFrom?: Date;
  validTo?: Date;
  why: string;
  verdict: Verdict;
  says: string;
}

export type Counts = Readonly<Record<Verdict, number>>;

/** `unknown`: nothing is missed, and of some law nothing was seen to be met. */
export type Outcome = "met" | "not-met" | "unknown";

export interface Assessment {
  /** The moment whose law was asked. */
  asOf: Date;
  rules: readonly AssessedRule[];
  counts: Counts;
}

/** Said with every assessment, on screen and in JSON. */
export const noLegalAdvice = "this is what the files show, and not legal advice";

export function assess(evidence: Evidence, rules: readonly Rule[]): Assessment {
  const assessed = rules.map((rule) => judge(rule, evidence));
  return { asOf: evidence.asOf, rules: assessed, counts: countVerdicts(assessed) };
}

export function countVerdicts(judged: readonly { verdict: Verdict }[]): Counts {
  const counts = { pass: 0, fail: 0, warn: 0, undetermined: 0, "n/a": 0 };
  for (const { verdict } of judged) counts[verdict] += 1;
  return counts;
}

function judge(rule: Rule, evidence: Evidence): AssessedRule {
  const { id, law, title, source, why, validFrom, validTo } = rule;
  const dates = { ...(validFrom && { validFrom }), ...(validTo && { validTo }) };
  const about = { id, law, title, source, why, ...dates };
  if (rule.validFrom && evidence.asOf < rule.validFrom)
    return { ...about, verdict: "n/a", says: `in force from ${day(rule.validFrom)} on` };
  if (rule.validTo && rule.validTo <= evidence.asOf)
    return { ...about, verdict: "n/a", says: `no longer in force since ${day(rule.validTo)}` };
  const { verdict, says } = rule.verdict(evidence);
  // Nobody is told that he breaks a rule whose words we have not seen.
  return { ...about, verdict: rule.isUnread && verdict === "fail" ? "warn" : verdict, says };
}

export interface LawOutcome {
  law: string;
  outcome: Outcome;
  counts: Counts;
}

/** What an assessment comes to for each law; `strict` wants every rule that applies to be met and seen to be. */
export function outcomesByLaw({ rules }: Assessment, isStrict = false): LawOutcome[] {
  const laws = [...new Set(rules.map(({ law }) => law))];
  return laws.map((law) => {
    const counts = countVerdicts(rules.filter((rule) => rule.law === law));
    return { law, counts, outcome: outcomeFor(counts, isStrict) };
  });
}

/** A law of which nothing could be told is not met because another one is. */
export function outcomeOf(assessment: Assessment, isStrict = false): Outcome {
  const outcomes = outcomesByLaw(assessment, isStrict).map(({ outcome }) => outcome);
  if (outcomes.includes("not-met")) return "not-met";
  return outcomes.includes("unknown") ? "unknown" : "met";
}

function outcomeFor(counts: Counts, isStrict: boolean): Outcome {
  if (counts.fail > 0 || (isStrict && counts.warn > 0)) return "not-met";
  if (isStrict && counts.undetermined > 0) return "unknown";
  // A warning is no yes: where nothing was seen to be met, nobody may take it for met.
  const isOpen = counts.undetermined > 0 || counts.warn > 0;
  return isOpen && counts.pass === 0 ? "unknown" : "met";
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
