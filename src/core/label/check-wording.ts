/** Do a user's own words still say what each law wants a mark to say? A reading of the texts, and no legal advice. */
import { type Law, wordingRules } from "./wording-rules.js";

/**
 * "pass": the words are there. "fail": the text that the law quotes rules these words out. "warn": they
 * may not do, but the law fixes no wording or we have not read its own text. "n/a": it asks for no words.
 */
export type WordingVerdict = "pass" | "fail" | "warn" | "n/a";

export interface WordingFinding {
  law: Law;
  verdict: WordingVerdict;
  /** One sentence part, lower case, no full stop. */
  reason: string;
  /** Where the rule comes from. */
  source: string;
}

/** One finding for each law, in the order given. */
export function checkWording(text: string, laws: readonly Law[]): WordingFinding[] {
  // Full-width letters, as Chinese keyboards give them, are letters.
  const plain = text.normalize("NFKC");
  const isDenial = deniesAi(plain);
  return laws.map((law) => {
    const { source, judge } = wordingRules[law];
    const { verdict, reason } = judge(plain);
    if (isDenial && verdict !== "n/a") {
      return { law, verdict: "fail", reason: "the text reads as a denial that AI was used", source };
    }
    return { law, verdict, reason, source };
  });
}

const denials = [
  /(?:非|不是|不由|并非|未经|没有|无|未用|未使用)[^,，。;；·/\s]{0,4}(?:人工智能|AI)/,
  /\b(?:not|no|non|never|without|free of)\b[\s-]*(?:\w+\s+){0,3}(?:AI|artificial)/i,
  /\bAI[\s-]free\b/i,
  /(?:AI|인공지능)[^,.·/]{0,4}(?:아님|없이|미사용)/,
];

function deniesAi(text: string): boolean {
  return denials.some((denial) => denial.test(text));
}
