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
  it("are the same by title and format together", () => {
    const of = (title: string, format: string) =>
      history(signed(`${title}${format}`, step({ title, format, state: "none" })));
    expect(compareHistories(of("a.png", "image/png"), of("a.png", "image/png")).shared).toHaveLength(2);
    expect(compareHistories(of("a.png", "image/png"), of("a.png", "image/webp")).shared).toEqual([]);
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
