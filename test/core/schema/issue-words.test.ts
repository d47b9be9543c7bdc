import { describe, expect, it } from "vitest";
import { foundWords, issueWords } from "../../../src/core/schema/issue-words.ts";
import * as v from "../../../src/core/schema/shape.ts";

function wordsFor(shape: v.GenericSchema, value: unknown): string {
  const [issue] = v.safeParse(shape, value).issues ?? [];
  return issue === undefined ? "nothing is wrong" : issueWords(issue);
}

describe("what is wrong with a value", () => {
  it.each<[v.GenericSchema, unknown, string]>([
    [v.array(v.string()), "9999-99", 'expected a list, found "9999-99"'],
    [v.pipe(v.number(), v.maxValue(36_500)), 1e308, "expected at most 36500, found 1e+308"],
    [v.pipe(v.number(), v.minValue(1)), 0, "expected at least 1, found 0"],
    [v.pipe(v.number(), v.integer()), 7.5, "expected a whole number, found 7.5"],
    [v.object({ a: v.string() }), undefined, "expected an object, found nothing"],
    [v.string(), null, "expected text, found null"],
    [v.picklist(["a", "b"]), "c", 'expected "a" or "b", found "c"'],
    [v.union([v.string(), v.array(v.string())]), true, "expected text or a list, found true"],
    [v.pipe(v.array(v.string()), v.minLength(1)), [], "expected at least 1 in it, found an empty list"],
    [v.pipe(v.string(), v.regex(/^a/)), "b", 'expected text of another form, found "b"'],
    [v.string("expected a name"), 5, "expected a name"],
  ])("is told as what was expected and what was found: %#", (shape, value, says) => {
    expect(wordsFor(shape, value)).toBe(says);
  });

  it("is not told longer than a line", () => {
    expect(foundWords("x".repeat(400_000))).toBe(`"${"x".repeat(59)}…"`);
  });
});
