/** A traced file as JSON, schema colophon/trace@1. */

import type { TracedFile } from "../../command/trace.js";
import { describeAction, disclosureOfStep } from "../../command/words.js";
import type { HistoryStep } from "../../core/history/history.js";
import type { Json } from "./plain.js";
import { record } from "./verify-json.js";

export function tracedJson(file: TracedFile, exitCode: number): Record<string, Json> {
  const { verification } = file;
  const { trace } = verification;
  return record({
    file: file.file,
    format: file.format,
    mimeType: file.mimeType,
    sizeBytes: file.sizeBytes,
    state: verification.state,
    exitCode,
    steps: trace?.steps ?? 0,
    sources: trace?.sources ?? 0,
    isCut: trace?.isCut,
    history: trace === undefined ? null : stepJson(trace.root),
    findings: verification.findings,
    comparedWith: file.comparedWith,
    difference: file.difference,
    extracted: file.extracted,
    leftovers: file.leftovers,
    isPartlySearched: file.isPartlySearched,
    judgedAt: verification.judgedAt,
    asOf: verification.asOf,
    manifestStore: file.manifestStore,
  });
}

/** An invalid step keeps its place in the tree and loses what it says. */
function stepJson(step: HistoryStep): unknown {
  const isShown = step.state !== "invalid";
  return {
    title: step.title,
    format: step.format,
    relationship: step.relationship,
    state: step.state,
    label: step.label,
    issuer: isShown ? step.issuer : undefined,
    recognizedBy: step.recognizedBy,
    at: isShown ? step.at : undefined,
    timeSource: isShown ? step.timeSource : undefined,
    disclosure: isShown ? disclosureOfStep(step)?.name : undefined,
    generators: isShown ? step.generators : [],
    sourceTypes: isShown ? step.sourceTypes : [],
    actions: isShown ? step.actions.map((action) => ({ ...action, label: describeAction(action.name) })) : [],
    findings: step.findings,
    isCut: step.isCut,
    ingredients: step.ingredients.map(stepJson),
  };
}
