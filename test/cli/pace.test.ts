import { describe, expect, it } from "vitest";
import { paceInWords, timeInWords } from "../../src/cli/pace.ts";

describe("how far a run is", () => {
  it.each([
    [{ done: 0, elapsedMs: 300, file: "a.jpg" }, "working on a.jpg"],
    [{ done: 0, elapsedMs: 300, file: "" }, "working"],
    [{ done: 3, elapsedMs: 300, file: "a.jpg" }, "3 done, working on a.jpg"],
    [
      { done: 250, total: 1000, elapsedMs: 5000, file: "shoot/a.jpg" },
      "[####------------] 250 of 1000, 50/s, 15 s left, working on shoot/a.jpg",
    ],
    [
      { done: 2, total: 10, elapsedMs: 60_000, file: "film.mp4" },
      "[###-------------] 2 of 10, 2 a minute, 4 min left, working on film.mp4",
    ],
    [
      { done: 0, elapsedMs: 300, file: "film.mp4", detail: "marking 40 %, 12 s left" },
      "working on film.mp4, marking 40 %, 12 s left",
    ],
    // A folder can be counted too low.
    [{ done: 12, total: 10, elapsedMs: 6000, file: "x" }, "[################] 12 of 10, 2/s, working on x"],
  ])("%j", (pace, text) => expect(paceInWords(pace, 100, true)).toBe(text));

  it("is shown without a bar on a plain line", () => {
    expect(paceInWords({ done: 1, total: 4, elapsedMs: 10, file: "a" }, 100, false)).toBe(
      "1 of 4, working on a",
    );
  });

  it("never lets a file's name do anything to the terminal", () => {
    const text = paceInWords({ done: 0, elapsedMs: 0, file: "a\u001b[2J\n\u202e.jpg" }, 100, true);
    expect(text).toBe("working on a\\u{1b}[2J\\u{a}\\u{202e}.jpg");
  });
});

describe("time", () => {
  it.each([
    [0.2, "1 s"],
    [89, "89 s"],
    [240, "4 min"],
    [8000, "2 h 13 min"],
  ])("of %d seconds is %s", (seconds, text) => expect(timeInWords(seconds)).toBe(text));
});
