/** Faults of a manifest definition: each is one "definition.invalid" that names its place, e.g. `assertions[0].label`. */
import { ColophonError } from "../../error.js";
import { nearest } from "../explain/nearest.js";
import { issueWords } from "../schema/issue-words.js";
import * as shape from "../schema/shape.js";

export function definitionFault(place: string, says: string): ColophonError {
  return new ColophonError("definition.invalid", `manifest definition: ${place}: ${says}`, {
    hints: ["see what a definition holds: colophon help sign"],
  });
}

/** `known` are the keys a misspelt one may have been meant for. */
export function parseShape<T extends shape.GenericSchema>(
  schema: T,
  value: unknown,
  at: string,
  known: readonly string[],
): shape.InferOutput<T> {
  const result = shape.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = [at, pathOf(issue)].filter((part) => part !== "").join(".");
  if (issue.type === "strict_object" && issue.expected === "never") {
    const [near] = nearest(String(issue.path?.at(-1)?.key ?? ""), known);
    const meant = near === undefined ? "" : ` (did you mean "${near}"?)`;
    throw definitionFault(place, `is not a key colophon knows${meant}`);
  }
  throw definitionFault(place || "the definition", issueWords(issue));
}

function pathOf(issue: shape.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce((path, { key }) => placeIn(path, key), "");
}

/** The place of a part: `assertions`, `assertions[0]`, `assertions[0].label`. */
function placeIn(place: string, key: unknown): string {
  if (typeof key === "number") return `${place}[${key}]`;
  return place === "" ? String(key) : `${place}.${String(key)}`;
}

// The engine's own limit is 128; nothing anybody writes by hand comes near.
const maxDepth = 64;

/** A surrogate without its other half: JSON can hold it, UTF-8 cannot, and the engine fails without a word on where. */
export function isHalved(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** Refuses data of any form that the engine could not write. */
export function refuseUnwritable(value: unknown, at: string, depth = 0): void {
  if (typeof value === "string" && isHalved(value)) {
    throw definitionFault(at, "holds half a character (a lone surrogate)");
  }
  if (typeof value !== "object" || value === null) return;
  if (depth >= maxDepth) throw definitionFault(at, `is more than ${maxDepth} levels deep`);
  for (const [key, part] of Object.entries(value)) {
    if (isHalved(key)) throw definitionFault(at, "has a key that holds half a character (a lone surrogate)");
    refuseUnwritable(part, placeIn(at, Array.isArray(value) ? Number(key) : key), depth + 1);
  }
}
