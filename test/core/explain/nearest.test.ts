import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../../../src/core/explain/nearest.ts";

const names = ["camera", "composite", "composite-ai", "drawing", "scan", "screen"];

describe("when a name was misspelled", () => {
  it("gives the name that was meant", () => {
    expect(nearest("camra", names)).toEqual(["camera"]);
    expect(nearest("darwing", names)).toEqual(["drawing"]);
  });

  it("puts the nearest first and an exact match before all", () => {
    expect(nearest("composite", names)).toEqual(["composite", "composite-ai"]);
    expect(nearest("scren", names)[0]).toBe("screen");
  });

  it("takes upper and lower case as the same", () => {
    expect(nearest("CAMERA", names)).toEqual(["camera"]);
  });

  it("finds a longer name by a part of it", () => {
    expect(nearest("datahash", ["assertion.dataHash.match", "claim.missing"])).toEqual([
      "assertion.dataHash.match",
    ]);
  });

  it("gives no more than it was asked for", () => {
    expect(nearest("composite", names, 1)).toEqual(["composite"]);
  });
});

describe("when nothing is near", () => {
  it("gives nothing rather than a guess", () => {
    expect(nearest("hologram", names)).toEqual([]);
    expect(nearest("", names)).toEqual([]);
    expect(nearest("c".repeat(100_000), names)).toEqual([]);
  });
});

describe("the distance between two texts", () => {
  it.each([
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "", 3],
    ["abc", "abd", 1],
    ["abc", "acb", 1],
    ["kitten", "sitting", 3],
  ])("from %j to %j is %i", (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});
