/** What a label says about how content was synthesised, signed beside the marks: for files without a mark people see, too. */
import type { Assertion } from "../credential/credential.js";
import { asList, asRecord, asText } from "../credential/json.js";
import { ownLabel } from "../signing/own-label.js";
import type { AiShare } from "./wording.js";

export const synthesisLabel = ownLabel("synthesis");

export interface SynthesisRecord {
  /** The number of the content: the same as in its AIGC label and its credential's name. */
  id: string;
  share: AiShare;
  /** Names of core/consent's kinds. */
  kinds: readonly string[];
  provider?: string;
}

export function synthesisAssertion({ id, share, kinds, provider }: SynthesisRecord): {
  label: string;
  data: unknown;
} {
  return {
    label: synthesisLabel,
    data: { id, share, kinds, ...(provider === undefined ? {} : { provider }) },
  };
}

const mostKinds = 16;

/** The kinds that a credential's signer named; whatever else stands there is left out. */
export function signedKinds(assertions: readonly Assertion[]): string[] {
  return assertions
    .filter(({ label }) => label === synthesisLabel || label.startsWith(`${synthesisLabel}__`))
    .flatMap(({ data }) => asList(asRecord(data).kinds).slice(0, mostKinds))
    .flatMap((kind) => asText(kind) ?? []);
}
