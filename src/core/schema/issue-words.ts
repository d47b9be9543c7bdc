/** What is wrong with a value that somebody wrote by hand, in our words: what was expected, and what was found. */
import type * as v from "./shape.js";

const kinds: Readonly<Record<string, string>> = {
  Array: "a list",
  Object: "an object",
  string: "text",
  number: "a number",
  boolean: "true or false",
};

const longestFound = 60;

/** Shapes that have words of their own keep them; those of the library begin with "Invalid". */
export function issueWords(issue: v.BaseIssue<unknown>): string {
  if (!issue.message.startsWith("Invalid ")) return issue.message;
  return `expected ${expectedWords(issue)}, found ${foundWords(issue.input)}`;
}

function expectedWords({ type, expected, requirement }: v.BaseIssue<unknown>): string {
  switch (type) {
    case "min_value":
      return `at least ${requirement}`;
    case "max_value":
      return `at most ${requirement}`;
    case "min_length":
      return `at least ${requirement} in it`;
    case "max_length":
      return `at most ${requirement} in it`;
    case "integer":
      return "a whole number";
    case "regex":
      return "text of another form";
    case "non_empty":
      return "something in it";
    default:
      return expected === null ? "a value of another form" : kindsIn(expected);
  }
}

/** "(string | Array)" → "text or a list" */
function kindsIn(expected: string): string {
  const names = expected.replace(/^\(|\)$/g, "").split(" | ");
  return names.map((name) => kinds[name] ?? name).join(" or ");
}

/** A short value itself, of longer ones their kind. */
export function foundWords(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return "an object";
  if (typeof value !== "string") return String(value);
  if (value === "") return "an empty text";
  const letters = [...value];
  return letters.length <= longestFound ? `"${value}"` : `"${letters.slice(0, longestFound - 1).join("")}…"`;
}
