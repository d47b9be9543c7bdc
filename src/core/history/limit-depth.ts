/** A history as far as somebody wants to see it; the counts stay those of the whole. */
import type { History, HistoryStep } from "./history.js";

export function limitDepth(history: History, depth: number): History {
  return { ...history, root: limitStep(history.root, depth) };
}

function limitStep(step: HistoryStep, depth: number): HistoryStep {
  if (step.ingredients.length === 0) return step;
  if (depth <= 0) return { ...step, ingredients: [], isCut: true };
  return { ...step, ingredients: step.ingredients.map((ingredient) => limitStep(ingredient, depth - 1)) };
}
