/** Values → JSON that anybody can read: dates as ISO text, bytes as hex, and nothing that a terminal would obey. */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Deep data out of a file could use up the stack. */
const deepest = 200;

/** Plain JSON of any value; what is undefined is left out, what no JSON can say becomes text or null. */
export function toPlain(value: unknown, depth = 0): Json {
  if (depth > deepest) return null;
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (value instanceof Map)
    return fromEntries(
      [...value].map(([key, entry]) => [String(key), entry]),
      depth,
    );
  if (Array.isArray(value)) return value.map((entry) => toPlain(entry, depth + 1));
  if (typeof value === "object") return fromEntries(Object.entries(value), depth);
  return null;
}

/** A key named "__proto__" stays a key: an object literal would make it the prototype. */
function fromEntries(entries: readonly (readonly [string, unknown])[], depth: number): Json {
  const kept = entries.filter(([, entry]) => entry !== undefined && typeof entry !== "function");
  return Object.fromEntries(kept.map(([key, entry]) => [key, toPlain(entry, depth + 1)]));
}

/** JSON allows raw C1 controls and direction overrides; as escapes they mean the same and do no harm. */
export function stringify(value: Json, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Default_Ignorable_Code_Point}]/gu,
    (character) =>
      Array.from({ length: character.length }, (_, at) => character.charCodeAt(at))
        .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
        .join(""),
  );
}
