/** One step of a history in words. */
import { disclosureOfStep, stepsOf, summarizeActions } from "../../command/words.js";
import type { HistoryStep } from "../../core/history/history.js";
import { escapeText, quoted } from "../escape.js";
import { shortDate } from "../moment.js";

export function stepTitle(step: HistoryStep): string {
  return escapeText(step.title ?? step.label ?? "an untitled file", 60);
}

/** "AI-edited · issued by Adobe Inc. · 3 Jun 2026"; an invalid step is not repeated. */
export function stepFacts(step: HistoryStep, issuedBy = ""): string[] {
  if (step.state === "none") return [disclosureOfStep(step)?.label ?? [], "no Content Credentials"].flat();
  if (step.state === "invalid") return ["Invalid"];
  const disclosure = disclosureOfStep(step);
  return [
    ...(disclosure === undefined ? [] : [disclosure.label]),
    ...(step.issuer === undefined ? [] : [issuedBy + nameOf(step)]),
    ...(step.at === undefined ? [] : [shortDate(step.at) + onWhoseWord(step)]),
  ];
}

/** A date that no recognized authority vouches for says so. Below the root, timestamps are not looked into. */
function onWhoseWord({ timeSource, relationship }: HistoryStep): string {
  switch (timeSource) {
    case "unlisted-authority":
      return relationship === "root" ? " (timestamp not recognized)" : " (timestamp not checked)";
    case "signer-clock":
      return " (signer's own clock)";
    default:
      return "";
  }
}

export function isUnrecognized({ state, recognizedBy }: HistoryStep): boolean {
  return state === "valid" && recognizedBy === undefined;
}

function nameOf({ issuer = "", recognizedBy, state }: HistoryStep): string {
  return recognizedBy !== undefined || state === "trusted" ? escapeText(issuer, 60) : quoted(issuer, 60);
}

export function stepEdits(step: HistoryStep): string[] {
  if (step.state === "invalid") return [];
  return summarizeActions(step.actions.map(({ name }) => name)).map((edit) => escapeText(edit, 60));
}

export const relationWords: Readonly<Record<HistoryStep["relationship"], string>> = {
  root: "",
  parentOf: "made from",
  componentOf: "includes",
  inputTo: "fed with",
};

/**
 * The moment before which nothing is recorded; undefined where the earliest date in the history is one that
 * nobody recognized confirms, or stands in an invalid step.
 */
export function earliest(step: HistoryStep): Date | undefined {
  const dated = [...stepsOf(step)].filter(({ at }) => at !== undefined);
  const [first] = dated.sort((a, b) => (a.at?.getTime() ?? 0) - (b.at?.getTime() ?? 0));
  const isConfirmed = first?.timeSource === "independent" && first.state !== "invalid";
  return isConfirmed && step.state !== "invalid" ? first.at : undefined;
}
