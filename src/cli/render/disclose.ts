/** The one label of a file or of a step in its history: what was declared about how it was made. */
import { type Disclosure, discloseInWords, disclosureFor } from "../../command/words.js";
import type { History, HistoryStep } from "../../core/history/history.js";
import type { Verification } from "../../core/verifying/verification.js";

/** What the credential and its history declare together; undefined where nothing was declared. */
export function disclosureOf({ trace, credential }: Verification): Disclosure | undefined {
  if (trace !== undefined) return disclosureOfStep(trace.root);
  return credential === undefined ? undefined : discloseInWords(credential);
}

/** An ingredient speaks for itself first, so that AI in a source is seen in the work made from it. */
export function disclosureOfStep(step: HistoryStep): Disclosure | undefined {
  const ingredients = step.ingredients.map((ingredient) => ({
    relationship: ingredient.relationship,
    digitalSourceType: disclosureOfStep(ingredient)?.uri,
  }));
  const declared = discloseInWords({ actions: step.actions, ingredients });
  // A source without a credential of its own may still be described by who used it.
  return declared ?? step.sourceTypes.map(disclosureFor).find((entry) => entry !== undefined);
}

/** Every disclosure declared anywhere in the history, the file's own first. */
export function allDisclosures(history: History): Disclosure[] {
  const found = new Set<Disclosure>();
  const own = disclosureOfStep(history.root);
  if (own !== undefined) found.add(own);
  const collect = (step: HistoryStep): void => {
    for (const uri of step.sourceTypes) {
      const disclosure = disclosureFor(uri);
      if (disclosure !== undefined) found.add(disclosure);
    }
    step.ingredients.forEach(collect);
  };
  collect(history.root);
  return [...found];
}
