/** The two forms of a label, and what is neither. */
import { describe, expect, it } from "vitest";
import { labelForm, looksLikeLabel } from "../../../src/core/metadata/label-form.ts";

describe("the form of a label", () => {
  it.each([
    ['{"Label":"1"}', "inner"],
    ['{"ProduceID":"7","other":1}', "inner"],
    ['{"AIGC":{"Label":"1"}}', "wrapped"],
    ['{"AIGC":"{}"}', "other"],
    ["{}", "other"],
    ["[]", "other"],
    ["null", "other"],
    ['"Label"', "other"],
    ["{", "other"],
    ['{"__proto__":{"Label":"1"}}', "other"],
    [`{"Label":"${"1".repeat(70_000)}"}`, "other"],
  ] as const)("of %j is %s", (text, form) => {
    expect(labelForm(text)).toBe(form);
  });
});

describe("a text that is meant as a label", () => {
  it.each([
    '{"AIGC":{}}',
    'AIGC{"ProduceID":1',
    ' AIGC = {"ContentProducer":""}',
    'AIGC\0{"ServiceProvider":""}',
  ])("is %j", (text) => expect(looksLikeLabel(text)).toBe(true));

  it.each(["AIGC", "{}", 'a boat {"AIGC":1}', '{"title":"AIGC"}', "AIGC: {Label: 1}"])(
    "is not %j",
    (text) => {
      expect(looksLikeLabel(text)).toBe(false);
    },
  );

  it("is told quickly, however many spaces there are", () => {
    const started = performance.now();
    expect(looksLikeLabel(`AIGC${" ".repeat(60_000)}x"AIGC"`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
