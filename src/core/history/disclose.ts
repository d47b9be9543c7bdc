/** The one label of a step and all that it was made from: what was declared about how it came to be. */
import { type Disclosure, discloseInWords, disclosureFor, findDisclosure } from "../disclosure/index.js";
import { type History, type HistoryStep, stepsOf } from "./history.js";

const includesAi = findDisclosure("composite-ai");

/** Of the whole: AI in a step that was not followed is no less a part of it. */
export function disclosureOfHistory({ root, declaredAnywhere = [] }: History): Disclosure | undefined {
  const disclosure = disclosureOfStep(root);
  const isAiBeyond = declaredAnywhere.some((uri) => disclosureFor(uri)?.isAi);
  return isAiBeyond && !disclosure?.isAi ? includesAi : disclosure;
}

/** Its own declaration first; of what it was made from only what may be passed on. */
export function disclosureOfStep(step: HistoryStep): Disclosure | undefined {
  const ingredients = step.ingredients.map((ingredient) => ({
    relationship: ingredient.relationship,
    digitalSourceType: passedOn(ingredient)?.uri,
  }));
  const declared = discloseInWords({ actions: step.actions, ingredients });
  // A source without a credential of its own may still be described by who used it.
  return declared ?? step.sourceTypes.map(disclosureFor).find((entry) => entry !== undefined);
}

/**
 * AI in a source is seen in the work made from it, whoever says so; that a work began in a camera only where the
 * parent's issuer is recognized; and nothing at all from a broken credential.
 */
function passedOn(ingredient: HistoryStep): Disclosure | undefined {
  if (ingredient.state === "invalid") return undefined;
  const disclosure = disclosureOfStep(ingredient);
  const isOrigin = ingredient.relationship === "parentOf" && ingredient.state === "trusted";
  return disclosure?.isAi || isOrigin ? disclosure : undefined;
}

/** False where a step is broken or was not followed: what it would have declared is not known. */
export function isReadToTheEnd(root: HistoryStep): boolean {
  return [...stepsOf(root)].every(({ state, isCut }) => state !== "invalid" && !isCut);
}
