/** `explain`: what a code means, what usually causes it, and what to do. */
import { allCodes, type Explanation, explain, nearest, similarCodes } from "../core/explain/index.js";
import { laws, type Rule, rulesOf } from "../core/profile/index.js";
import { ColophonError } from "../error.js";

export interface RuleExplanation {
  kind: "rule";
  code: string;
  /** What the rule demands. */
  meaning: string;
  /** None: a rule is no fault. */
  causes: readonly [];
  action: string;
  why: string;
  source: string;
  law: string;
  validFrom?: Date;
  validTo?: Date;
}

/** A status, an error, a finding, or a rule of `check`. Throws `explain.unknown` with the nearest codes. */
export function explainCode(code: string): Explanation | RuleExplanation {
  const found = explain(code) ?? explainRule(code);
  if (found) return found;
  const rules = nearest(
    code,
    allRules().map(({ id }) => id),
    1,
  );
  const near = [...similarCodes(code), ...rules].map((name) => `"${name}"`);
  throw new ColophonError("explain.unknown", `no code "${code}"`, {
    hints: [
      ...(near.length > 0 ? [`did you mean ${near.join(" or ")}?`] : []),
      "see them all: colophon explain",
    ],
  });
}

/** Every code there is an explanation for, with it. */
export function explainAll(): Explanation[] {
  return allCodes().flatMap((code) => explain(code) ?? []);
}

function explainRule(code: string): RuleExplanation | undefined {
  const rule = allRules().find(({ id }) => id.toLowerCase() === code.toLowerCase());
  if (!rule) return undefined;
  const { id, title, why, source, law, validFrom, validTo } = rule;
  const dates = { ...(validFrom && { validFrom }), ...(validTo && { validTo }) };
  const action = `hold files against it: colophon check --law ${law} <input>`;
  return { kind: "rule", code: id, meaning: title, causes: [], action, why, source, law, ...dates };
}

function allRules(): Rule[] {
  return laws.flatMap((law) => rulesOf[law]);
}
