/** Two histories side by side: what they share, and what only one of them went through. */
import { type History, type HistoryStep, stepsOf } from "./history.js";

export interface StepName {
  title: string;
  issuer?: string;
  at?: Date;
  label?: string;
}

export interface HistoryDifference {
  shared: readonly StepName[];
  onlyHere: readonly StepName[];
  onlyThere: readonly StepName[];
  /** The youngest step both came through, when there is one. */
  commonAncestor?: StepName;
}

/** Steps are the same when they have the same manifest, or, without one, the same title and format. */
export function compareHistories(here: History, there: History): HistoryDifference {
  const [mine, theirs] = [named(here), named(there)];
  const shared = [...mine].filter(([key]) => theirs.has(key)).map(([, step]) => nameOf(step));
  const [commonAncestor] = shared;
  return {
    shared,
    onlyHere: [...mine].filter(([key]) => !theirs.has(key)).map(([, step]) => nameOf(step)),
    onlyThere: [...theirs].filter(([key]) => !mine.has(key)).map(([, step]) => nameOf(step)),
    ...(commonAncestor ? { commonAncestor } : {}),
  };
}

function named(history: History): Map<string, HistoryStep> {
  const steps = new Map<string, HistoryStep>();
  for (const step of stepsOf(history.root)) {
    const key = step.label ?? `${step.title ?? ""}\u0000${step.format ?? ""}`;
    if (!steps.has(key)) steps.set(key, step);
  }
  return steps;
}

function nameOf({ title, label, issuer, at }: HistoryStep): StepName {
  return {
    title: title ?? label ?? "an untitled ingredient",
    ...(issuer === undefined ? {} : { issuer }),
    ...(at ? { at } : {}),
    ...(label === undefined ? {} : { label }),
  };
}
