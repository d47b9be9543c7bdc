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
    ["{a,{b,c*}d}.?", "cxyd.z", true],
    ["{a,{b,c*}d}.?", "bd.", false],
    ["a/**", "a/b/c", true],
    ["**/a", "a", true],
    ["**/a", "b//a", false],
    ["[!]", "!", true],
    ["*\n", "a\n", true],
  ])("%s and %s: %s", (pattern, path, expected) => {
    expect(nameMatcher([pattern])(path)).toBe(expected);
  });

  it.each([
    "*_*_*_*_*.jpeg",
    "x/*_*_*_*_*b",
    "{*_,_*}{*_,_*}{*_,_*}*b",
    "**/*_**_**_**_**b",
    "x/[!a]*?*?*?*_*b",
  ])("of many stars is soon done with a name made to keep it busy: %s", (pattern) => {
    const started = performance.now();
    expect(nameMatcher([pattern])(`x/${"_".repeat(250)}`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });

  it("of groups in groups without end is refused", () => {
    expect(() => nameMatcher(["{".repeat(9_000) + "}".repeat(9_000)])).toThrow("is not a name pattern");
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
