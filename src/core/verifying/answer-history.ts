/** The fourth answer: what was it made from, and is anything in that history broken? */
import { type History, stepsOf } from "../history/history.js";
import { type Finding, finding } from "./finding.js";
import type { HistoryAnswer } from "./verification.js";

export function answerHistory(history: History): HistoryAnswer {
  const [, ...ancestors] = [...stepsOf(history.root)];
  const isBroken = ancestors.some((step) => step.state === "invalid") || history.beyond?.length;
  const answer = isBroken
    ? "broken"
    : ancestors.some((step) => step.state === "valid")
      ? "unrecognized"
      : ancestors.length > 0
        ? "intact"
        : "none";
  const { steps, sources, isCut } = history;
  return { answer, steps, sources, ...(isCut ? { isCut } : {}) };
}

/** Every failure anywhere in the history, lifted to the top; unrecognized issuers once a step. */
export function historyFindings(history: History): Finding[] {
  const [, ...ancestors] = [...stepsOf(history.root)];
  const shown = ancestors.flatMap((step) => [
    ...step.findings,
    ...(step.state === "valid"
      ? [
          finding("history.untrusted", "info", {
            where: step.title ?? step.label ?? "an untitled ingredient",
          }),
        ]
      : []),
  ]);
  return [...shown, ...(history.beyond ?? [])];
}
