/** Nothing that was claimed is ever missed, and next to nothing else is found. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClaims } from "../../src/command/output-claims.ts";

describe("claims", () => {
  it("are found by their key, all of them, however many fall into one place", () => {
    const half = fc.constantFrom(0, 1, 2, 5, 2 ** 31, 2 ** 32 - 1);
    const keys = fc.array(fc.record({ low: half, high: half }), { maxLength: 60 });
    fc.assert(
      fc.property(keys, (all) => {
        const claims = createClaims(all.length);
        for (const [index, key] of all.entries()) claims.add(key, index);
        for (const [index, key] of all.entries()) {
          const found = claims.under(key);
          expect(found).toContain(index);
          expect(found.every((one) => all[one]?.high === key.high)).toBe(true);
        }
      }),
    );
  });

  it("are none in a table for none", () => {
    expect(createClaims(0).under({ low: 7, high: 7 })).toEqual([]);
  });
});
