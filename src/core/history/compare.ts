/** Two histories side by side: what they share, and what only one of them went through. */
import type { History, HistoryStep } from "./history.js";

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
  /** Both name a file of this title without intact credentials; whether it is the same was not checked. */
  alike: readonly StepName[];
  /** The youngest step both came through, when there is one. */
  commonAncestor?: StepName;
}

/** Steps of one history: by manifest where an intact credential stands for them, by title where nothing does. */
interface Names {
  vouched: ReadonlyMap<string, HistoryStep>;
  unvouched: ReadonlyMap<string, HistoryStep>;
}

/**
 * Steps are the same when they have the same manifest, and every credential on the way to it is intact. A title
 * is anybody's word: files that have nothing else in common are never called the same. A file without a
 * history shares nothing.
 */
export function compareHistories(here: History | undefined, there: History | undefined): HistoryDifference {
  const [mine, theirs] = [namesIn(here), namesIn(there)];
  const shared = namesOf(mine.vouched, (key) => theirs.vouched.has(key));
  const [commonAncestor] = shared;
  return {
    shared,
    onlyHere: onlyIn(mine, theirs),
    onlyThere: onlyIn(theirs, mine),
    alike: namesOf(mine.unvouched, (key) => theirs.unvouched.has(key)),
    ...(commonAncestor ? { commonAncestor } : {}),
  };
}

function onlyIn(one: Names, other: Names): StepName[] {
  return [
    ...namesOf(one.vouched, (key) => !other.vouched.has(key)),
    ...namesOf(one.unvouched, (key) => !other.unvouched.has(key)),
  ];
}

function namesOf(steps: ReadonlyMap<string, HistoryStep>, isWanted: (key: string) => boolean): StepName[] {
  return [...steps].filter(([key]) => isWanted(key)).map(([, step]) => nameOf(step));
}

function namesIn(history: History | undefined): Names {
  const vouched = new Map<string, HistoryStep>();
  const unvouched = new Map<string, HistoryStep>();
  const visit = (step: HistoryStep, isIntact: boolean): void => {
    const isVouched = isIntact && step.state !== "invalid";
    if (isVouched && step.label !== undefined && step.state !== "none") {
      if (!vouched.has(step.label)) vouched.set(step.label, step);
    } else {
      const key = `${step.title ?? step.label ?? ""}\u0000${step.format ?? ""}`;
      if (!unvouched.has(key)) unvouched.set(key, step);
    }
    for (const ingredient of step.ingredients) visit(ingredient, isVouched);
  };
  if (history) visit(history.root, true);
  return { vouched, unvouched };
}

/** What an invalid credential says of its issuer and time is not repeated. */
function nameOf({ title, label, issuer, at, state }: HistoryStep): StepName {
  const isShown = state !== "invalid";
  return {
    title: title ?? label ?? "an untitled ingredient",
    ...(isShown && issuer !== undefined ? { issuer } : {}),
    ...(isShown && at ? { at } : {}),
    ...(label === undefined ? {} : { label }),
  };
}
