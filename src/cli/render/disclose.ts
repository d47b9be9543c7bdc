/** The one label of a file or of a step in its history: what was declared about how it was made. */

import { type Disclosure, discloseInWords, disclosureFor, disclosureOfHistory } from "../../command/words.js";
import type { Action } from "../../core/credential/credential.js";
import type { History } from "../../core/history/history.js";
import type { Verification } from "../../core/verifying/verification.js";

/** What the credential and its history declare together; undefined where nothing was declared. */
export function disclosureOf({ trace, credential }: Verification): Disclosure | undefined {
  if (trace !== undefined) return disclosureOfHistory(trace);
  return credential === undefined ? undefined : discloseInWords(credential);
}

/** What the file's own credential declares, each once. */
export function ownDisclosures({ root }: History): Disclosure[] {
  const declared = root.sourceTypes.flatMap((uri) => disclosureFor(uri) ?? []);
  return [...new Set(declared)];
}

/** The software that made it, or that changed it as is disclosed, and that of all other edits. */
export function agentsOf(actions: readonly Action[], uri: string | undefined) {
  const isMaking = ({ name, digitalSourceType }: Action) =>
    name === "c2pa.created" || (uri !== undefined && digitalSourceType === uri);
  const named = (some: readonly Action[]) => [
    ...new Set(some.flatMap(({ softwareAgent }) => softwareAgent ?? [])),
  ];
  return {
    making: uri === undefined ? [] : named(actions.filter(isMaking)),
    edits: named(uri === undefined ? actions : actions.filter((action) => !isMaking(action))),
  };
}
