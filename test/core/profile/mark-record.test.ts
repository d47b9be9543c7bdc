import { describe, expect, it } from "vitest";
import { markLabel, marksIn } from "../../../src/core/profile/mark-record.ts";

const read = (data: unknown, label = markLabel) => marksIn([{ label, data }]);

describe("the record of a label", () => {
  it("is read whole, one or several in an assertion", () => {
    const plate = {
      form: "plate",
      text: "AI生成",
      box: { x: 1, y: 2, width: 3, height: 4 },
      frame: { width: 640, height: 360 },
      inkHeight: 20,
      shortSide: 360,
      from: 0,
    };
    const expected = {
      form: "plate",
      text: "AI生成",
      box: { x: 1, y: 2, width: 3, height: 4 },
      frame: { width: 640, height: 360 },
      inkHeightPx: 20,
      shortSidePx: 360,
      fromSeconds: 0,
    };
    expect(read(plate)).toEqual([expected]);
    const speech = { form: "speech", text: "AI", from: 1, to: 4, duration: 9 };
    expect(read({ marks: [plate, speech] }, `${markLabel}__1`)).toEqual([
      expected,
      {
        form: "speech",
        text: "AI",
        fromSeconds: 1,
        toSeconds: 4,
        durationSeconds: 9,
      },
    ]);
  });

  it("lasts to the end where it names none", () => {
    expect(read({ text: "AI", from: 0, to: null })[0]).not.toHaveProperty("toSeconds");
  });

  it.each([
    ["of a form nobody knows", { form: "hologram" }, []],
    ["with a box of three numbers", { box: { x: 1, y: 2, width: 3 } }, [{ form: "plate", fromSeconds: 0 }]],
    [
      "with numbers that are none",
      { inkHeight: Number.NaN, shortSide: -1, from: "x" },
      [{ form: "plate", fromSeconds: 0 }],
    ],
    ["under another's name", undefined, []],
  ])("that is strange is not believed: %s", (_what, data, expected) => {
    expect(data === undefined ? read({}, "com.example.visible-label") : read(data)).toEqual(expected);
  });

  it("is bounded, however many there are", () => {
    expect(read({ marks: Array.from({ length: 5000 }, () => ({})) }).length).toBeLessThan(100);
  });
});
