/** Patterns never stop the program, whatever is typed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameMatcher } from "../../../src/adapter/files/pattern.ts";
import { ColophonError } from "../../../src/error.ts";

describe("a name pattern", () => {
  it.each([
    ["*.jpg", "a/b.jpg", true],
    ["*.jpg", "a.jpg.txt", false],
    ["a/*.jpg", "a/b.jpg", true],
    ["a/*.jpg", "a/c/b.jpg", false],
    ["a/**/b.jpg", "a/b.jpg", true],
    ["a/**/b.jpg", "a/c/d/b.jpg", true],
    ["{a,b}{1,2}.*", "b2.gif", true],
    ["a.jpg", "axjpg", false],
    ["\\*.jpg", "*.jpg", true],
    ["\\*.jpg", "a.jpg", false],
    ["odd}", "odd}", true],
    ["{odd", "{odd", true],
    ["a,b", "a,b", true],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(nameMatcher([pattern])(path)).toBe(expected);
  });

  it("of any letters matches, does not match, or is refused in words", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."[]{}!*?-\\/,.az^$()|+😀") }),
        fc.string(),
        (pattern, path) => {
          try {
            expect(nameMatcher([pattern])(path)).toBeTypeOf("boolean");
          } catch (error) {
            expect(error).toBeInstanceOf(ColophonError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
