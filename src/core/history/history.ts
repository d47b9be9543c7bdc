/** A history: one file's credential, what it was made from, and so on back to the first sources. */
import type { Action, Generator, Relationship, ResourceRef } from "../credential/credential.js";
import type { Finding } from "../verifying/finding.js";
import type { State } from "../verifying/state.js";

export interface HistoryStep {
  /** As the signer titled it; the root is titled by its file name where the signer gave none. */
  title?: string;
  format?: string;
  relationship: "root" | Relationship;
  /** Each step's own state; `none` where the ingredient brought no credential. */
  state: State;
  /** The label of the step's manifest. */
  label?: string;
  issuer?: string;
  /** The name of the trust list that recognizes the issuer. */
  recognizedBy?: string;
  /** The time inside the timestamp, and whether a list recognizes the authority; or the signer's own clock. */
  at?: Date;
  timeSource?: "independent" | "unlisted-authority" | "signer-clock";
  generators: readonly Generator[];
  /** Digital source type URIs, as declared. */
  sourceTypes: readonly string[];
  actions: readonly Action[];
  findings: readonly Finding[];
  thumbnail?: ResourceRef;
  ingredients: readonly HistoryStep[];
  /** There is more, but the limit of depth or number was reached. */
  isCut?: boolean;
}

export interface History {
  root: HistoryStep;
  /** Files in the history, the root included. */
  steps: number;
  /** Steps that were made from nothing else. */
  sources: number;
  /** The walk ended early: there are more files than the steps, and as many sources or more. */
  isCut?: boolean;
  /** Where the walk ended early: what is broken anywhere, shown or not. */
  beyond?: readonly Finding[];
  /** Then also every digital source type that is declared anywhere, shown or not. */
  declaredAnywhere?: readonly string[];
}

/** All steps, each before its ingredients. */
export function* stepsOf(step: HistoryStep): Iterable<HistoryStep> {
  yield step;
  for (const ingredient of step.ingredients) yield* stepsOf(ingredient);
}
