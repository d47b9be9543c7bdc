/** `explain`: what a code means, what usually causes it, and what to do. */
import { allCodes, type Explanation, explain, similarCodes } from "../core/explain/index.js";
import { ColophonError } from "../error.js";

/** Throws `explain.unknown` with the nearest codes. */
export function explainCode(code: string): Explanation {
  const found = explain(code);
  if (found) return found;
  const near = similarCodes(code).map((name) => `"${name}"`);
  throw new ColophonError("explain.unknown", `no code "${code}"`, {
    hints: [
      ...(near.length > 0 ? [`did you mean ${near.join(" or ")}?`] : []),
      "see them all: colophon explain",
    ],
  });
}

/** Every code there is an explanation for, with it. */
export function explainAll(): Explanation[] {
  return allCodes().flatMap((code) => explain(code) ?? []);
}
