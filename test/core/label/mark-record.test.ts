import { describe, expect, it } from "vitest";
import {
  expectedInk,
  markAssertion,
  plateRecord,
  readMarkRecord,
} from "../../../src/core/label/mark-record.ts";
import { marksIn } from "../../../src/core/profile/mark-record.ts";
import { planFor } from "../../support/marked-picture.ts";

const picture = { width: 1920, height: 1080 };
const plate = planFor(picture);
const record = plateRecord(plate, picture, { from: 0, to: 4, duration: 4 });

describe("the record of a mark", () => {
  it("says in pixels and in shares where the plate is and how tall its letters are", () => {
    expect(record).toMatchObject({
      form: "plate",
      frame: { width: 1920, height: 1080 },
      inkHeight: 60,
      shortSide: 1080,
    });
    expect(record.inkShare).toBeCloseTo(60 / 1080, 4);
    expect(record.boxShare.width * 1920).toBeCloseTo(plate.box.width, 1);
  });

  it("comes back as it was, through JSON", () => {
    const data: unknown = JSON.parse(JSON.stringify(record));
    expect(readMarkRecord(data)).toEqual(record);
    expect(expectedInk(record)).toEqual({
      box: plate.box,
      letters: plate.letters.map(({ x, y, width, height }) => ({ x, y, width, height })),
    });
  });

  it("is read by the rules of the laws out of the assertion", () => {
    const { label, data } = markAssertion([record, { form: "morse", from: 0, to: 1.32 }]);
    const marks = marksIn([{ label, data }] as Parameters<typeof marksIn>[0]);
    expect(marks).toMatchObject([
      { form: "plate", text: plate.text, box: plate.box, inkHeightPx: 60, shortSidePx: 1080, toSeconds: 4 },
      { form: "morse", fromSeconds: 0, toSeconds: 1.32 },
    ]);
  });

  it.each([
    ["nothing", undefined],
    ["a text", "plate"],
    ["another form", { ...record, form: "hologram" }],
    ["a box of three numbers", { ...record, box: [1, 2, 3] }],
    ["a box beyond the picture", { ...record, box: { x: 1900, y: 0, width: 60, height: 30 }, letters: [] }],
    ["a letter beyond the plate", { ...record, letters: [{ x: 0, y: 0, width: 5, height: 5 }] }],
    ["a negative place", { ...record, box: { x: -5, y: 0, width: 60, height: 30 }, letters: [] }],
    ["no number", { ...record, inkHeight: Number.NaN }],
    ["an endless list", { ...record, letters: Array(65).fill(record.letters[0]) }],
    ["speech without words", { form: "speech", from: 0 }],
  ])("is none in %s", (_, data) => expect(readMarkRecord(data)).toBeUndefined());
});
