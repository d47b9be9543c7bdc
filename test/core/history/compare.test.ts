/** Two histories side by side. */
import { describe, expect, it } from "vitest";
import { compareHistories } from "../../../src/core/history/compare.ts";
import type { History, HistoryStep } from "../../../src/core/history/history.ts";

function step(wish: Partial<HistoryStep>, ...ingredients: HistoryStep[]): HistoryStep {
  const nothing = { generators: [], sourceTypes: [], actions: [], findings: [] };
  return { relationship: "componentOf", state: "valid", ...nothing, ...wish, ingredients };
}

const history = (root: HistoryStep): History => ({ root, steps: 0, sources: 0 });
const signed = (label: string, ...ingredients: HistoryStep[]) =>
  step({ label, title: `title of ${label}` }, ...ingredients);
const titles = (names: readonly { title: string }[]) => names.map(({ title }) => title);

describe("two files of one origin", () => {
  it("share what both came through, and the youngest of it first", () => {
    const camera = signed("camera");
    const here = history(signed("here", signed("crop", camera)));
    const there = history(signed("there", signed("crop", camera)));
    const difference = compareHistories(here, there);
    expect(titles(difference.shared)).toEqual(["title of crop", "title of camera"]);
    expect(difference.commonAncestor?.label).toBe("crop");
    expect(titles(difference.onlyHere)).toEqual(["title of here"]);
    expect(titles(difference.onlyThere)).toEqual(["title of there"]);
  });

  it("of which one is the other's ancestor share that one", () => {
    const camera = signed("camera");
    const { shared, onlyHere, onlyThere } = compareHistories(
      history(camera),
      history(signed("edit", camera)),
    );
    expect([titles(shared), titles(onlyHere), titles(onlyThere)]).toEqual([
      ["title of camera"],
      [],
      ["title of edit"],
    ]);
  });
});

describe("two files without anything in common", () => {
  it("have no common ancestor, even where titles are the same", () => {
    const one = history(step({ label: "a", title: "same.jpg" }));
    const other = history(step({ label: "b", title: "same.jpg" }));
    expect(compareHistories(one, other)).toMatchObject({
      shared: [],
      onlyHere: [{ label: "a" }],
      onlyThere: [{ label: "b" }],
    });
    expect(compareHistories(one, other).commonAncestor).toBeUndefined();
  });
});

describe("ingredients without credentials", () => {
  const of = (title: string, format: string) =>
    history(signed(`${title}${format}`, step({ title, format, state: "none" })));

  it("are never called the same, only alike by title and format", () => {
    const same = history(signed("camera", step({ title: "a.png", format: "image/png", state: "none" })));
    const difference = compareHistories(of("a.png", "image/png"), same);
    expect([difference.shared, difference.commonAncestor]).toEqual([[], undefined]);
    expect(titles(difference.alike)).toEqual(["a.png"]);
    expect([titles(difference.onlyHere), titles(difference.onlyThere)]).toEqual([
      ["title of a.pngimage/png"],
      ["title of camera"],
    ]);
    expect(compareHistories(of("a.png", "image/png"), of("a.png", "image/webp")).alike).toEqual([]);
  });

  it("have a name even where they have no title", () => {
    expect(compareHistories(history(step({})), history(step({ label: "a" }))).onlyHere).toEqual([
      { title: "an untitled ingredient" },
    ]);
  });
});

it("counts a step once, however often it comes up", () => {
  const camera = signed("camera");
  const { shared } = compareHistories(history(signed("a", camera, camera)), history(signed("b", camera)));
  expect(titles(shared)).toEqual(["title of camera"]);
});

describe("an invalid credential", () => {
  it("proves nothing in common, neither itself nor what lies below it", () => {
    const camera = signed("camera");
    const broken = step({ label: "crop", title: "crop", state: "invalid", issuer: "Somebody" }, camera);
    const difference = compareHistories(history(signed("here", broken)), history(signed("crop", camera)));
    expect([difference.shared, difference.commonAncestor]).toEqual([[], undefined]);
    expect(titles(difference.onlyHere)).toEqual(["title of here", "crop", "title of camera"]);
    expect(JSON.stringify(difference)).not.toContain("Somebody");
  });
});

it("compares with a file that has no history", () => {
  expect(compareHistories(history(signed("a")), undefined)).toEqual({
    shared: [],
    onlyHere: [{ title: "title of a", label: "a" }],
    onlyThere: [],
    alike: [],
  });
});
