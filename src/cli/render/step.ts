/** One step of a history in words. */
import { summariseActions } from "../../command/words.js";
import type { HistoryStep } from "../../core/history/history.js";
import { escapeText, quoted } from "../escape.js";
import { shortDate } from "../moment.js";
import { disclosureOfStep } from "./disclose.js";

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
    ...(step.at === undefined ? [] : [shortDate(step.at)]),
  ];
}

function nameOf({ issuer = "", recognizedBy, state }: HistoryStep): string {
  return recognizedBy !== undefined || state === "trusted" ? escapeText(issuer, 60) : quoted(issuer, 60);
}

export function stepEdits(step: HistoryStep): string[] {
  if (step.state === "invalid") return [];
  return summariseActions(step.actions.map(({ name }) => name)).map((edit) => escapeText(edit, 60));
}

export const relationWords: Readonly<Record<HistoryStep["relationship"], string>> = {
  root: "",
  parentOf: "made from",
  componentOf: "includes",
  inputTo: "fed with",
};

/** The earliest moment that anybody stated in this history. */
export function earliest(step: HistoryStep): Date | undefined {
  const dates = [step.at, ...step.ingredients.map(earliest)].filter((date) => date !== undefined);
  return dates.reduce<Date | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
}
