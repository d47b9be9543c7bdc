/** Evidence and rules → Assessment: every verdict with its reason, and how many there are of each. */
import type { Evidence } from "./evidence.js";
import type { Rule, Verdict } from "./rule.js";

export interface AssessedRule {
  id: string;
  law: string;
  title: string;
  source: string;
  why: string;
  verdict: Verdict;
  says: string;
}

export interface Assessment {
  /** The moment whose law was asked. */
  asOf: Date;
  rules: readonly AssessedRule[];
  counts: Readonly<Record<Verdict, number>>;
}

/** Said with every assessment, on screen and in JSON. */
export const noLegalAdvice = "this is what a file shows, held against rules; it is no legal advice";

export function assess(evidence: Evidence, rules: readonly Rule[]): Assessment {
  const assessed = rules.map((rule) => judge(rule, evidence));
  const counts = { pass: 0, fail: 0, warn: 0, undetermined: 0, "n/a": 0 };
  for (const { verdict } of assessed) counts[verdict] += 1;
  return { asOf: evidence.asOf, rules: assessed, counts };
}

function judge(rule: Rule, evidence: Evidence): AssessedRule {
  const { id, law, title, source, why } = rule;
  const about = { id, law, title, source, why };
  if (rule.validFrom && evidence.asOf < rule.validFrom)
    return { ...about, verdict: "n/a", says: `in force from ${day(rule.validFrom)} on` };
  if (rule.validTo && rule.validTo <= evidence.asOf)
    return { ...about, verdict: "n/a", says: `no longer in force since ${day(rule.validTo)}` };
  const { verdict, says } = rule.verdict(evidence);
  // Nobody is told that he breaks a rule whose words we have not seen.
  return { ...about, verdict: rule.isUnread && verdict === "fail" ? "warn" : verdict, says };
}

/** What a whole assessment comes to; `strict` wants every rule that applies to be met and seen to be. */
export function outcomeOf({ counts }: Assessment, isStrict = false): "met" | "not-met" | "unknown" {
  if (counts.fail > 0 || (isStrict && counts.warn > 0)) return "not-met";
  const isDecided = counts.pass > 0 || counts.warn > 0;
  const isOpen = counts.undetermined > 0 && (isStrict || !isDecided);
  return isOpen ? "unknown" : "met";
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
