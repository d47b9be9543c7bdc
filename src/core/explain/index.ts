/** Explains every code that colophon prints: statuses of C2PA and CAWG, its errors, its findings. */
import type { Explanation } from "./entry.js";
import { errorCodes } from "./error-codes.js";
import { findingCodes } from "./finding-codes.js";
import { nearest } from "./nearest.js";
import { isRuleChange } from "./rule-change.js";
import { statusCodes } from "./status-codes.js";

export type { Explanation } from "./entry.js";
export { nearest } from "./nearest.js";

const byCode: ReadonlyMap<string, Explanation> = new Map(
  [...statusCodes, ...findingCodes, ...errorCodes].map((entry) => [entry.code, entry]),
);

/**
 * What a code means; undefined for a code that is not known, for a guess would be read as knowledge. `said` is
 * the engine's own explanation of a status: it tells a changed rule from changed bytes.
 */
export function explain(code: string, said?: string): Explanation | undefined {
  return byCode.get(isRuleChange(code, said) ? "rule.changed" : code);
}

/** Up to three known codes that look like `text`, for "did you mean". */
export function similarCodes(text: string): string[] {
  return nearest(text, byCode.keys());
}

/** Every code that has an explanation: statuses, then findings, then errors. */
export function allCodes(): string[] {
  return [...byCode.keys()];
}
