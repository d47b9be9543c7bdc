/** A fault is placed exactly where JSON cannot go on. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { locateJsonFault } from "../../src/adapter/json-fault.ts";

describe("the place of a fault", () => {
  it.each([
    ["", 1, 1],
    ["{", 1, 2],
    ["{\n  jobs: 4\n}", 2, 3],
    ['{"a": 1,\r\n\t}', 2, 2],
    ['{"a" 1}', 1, 6],
    ['{"a": 01}', 1, 8],
    ['["a", "b\nc"]', 1, 7],
    ["[1, 2", 1, 6],
    ["[1] x", 1, 5],
    ['{"a": [1}', 1, 9],
    ["nul", 1, 1],
  ])("in %j is line %i, column %i", (text, line, column) => {
    expect(locateJsonFault(text)).toEqual({ line, column });
  });

  it("lies at the end of every beginning of good JSON", () => {
    fc.assert(
      fc.property(fc.array(fc.json(), { minLength: 1, maxLength: 3 }), fc.nat(), (values, cut) => {
        const text = `[${values.join(",")}]`;
        const part = text.slice(0, cut % text.length);
        const { line, column } = locateJsonFault(part);
        const lines = part.split("\n");
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
      }),
    );
  });

  it("never comes before what JSON.parse accepts", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { line, column } = locateJsonFault(text);
        const before = text.split("\n").slice(0, line - 1);
        expect(before.reduce((sum, part) => sum + part.length + 1, 0) + column - 1).toBe(text.length);
      }),
    );
  });
});
