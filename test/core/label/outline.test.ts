import { describe, expect, it } from "vitest";
import {
  extentOf,
  placeOutline,
  readOutline,
  roundedBox,
  writeOutline,
} from "../../../src/core/label/outline.ts";

describe("an outline", () => {
  it("is written as it was read", () => {
    const path = "M0 0L244 737Q362 460 345 521.5C1 2 3 4 -5 -6Z";
    expect(writeOutline(readOutline(path))).toBe(path);
  });

  it("is a defect where it is no outline of a font", () => {
    expect(() => readOutline("M0 0A5 5 0 0 1 9 9Z")).toThrow(/unexpected "A/);
    expect(() => readOutline("M0")).toThrow(/unexpected "M0"/);
  });

  it("reaches as far as its ink and not as far as the points that bend it", () => {
    expect(extentOf(readOutline("M0 0Q50 100 100 0Z"))).toEqual({ left: 0, top: 0, right: 100, bottom: 50 });
    const cubic = extentOf(readOutline("M0 0C0 100 100 100 100 0Z"));
    expect(cubic?.bottom).toBeCloseTo(75);
  });

  it("has no extent where there is no ink", () => expect(extentOf([])).toBeUndefined());

  it("is scaled, turned round and moved", () => {
    const placed = placeOutline(readOutline("M10 20L30 40Z"), 0.5, -0.5, { x: 100, y: 200 });
    expect(writeOutline(placed)).toBe("M105 190L115 180Z");
  });
});

describe("a rounded box", () => {
  it("is never rounder than a half circle", () => {
    expect(roundedBox({ left: 0, top: 0, right: 10, bottom: 4 }, 99)).toContain("A2 2");
  });
});
