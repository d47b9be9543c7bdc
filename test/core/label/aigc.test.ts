import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AigcLabel, aigcKeys, writeAigc } from "../../../src/core/label/aigc.ts";
import { readAigc } from "../../../src/core/label/read-aigc.ts";

const label: AigcLabel = {
  Label: "1",
  ContentProducer: "studio",
  ProduceID: "4f0c",
  ReservedCode1: "",
  ContentPropagator: "studio",
  PropagateID: "4f0c",
  ReservedCode2: "",
};

/** 0x21, 0x23–0x5B, 0x5D–0x7E and the quote: 0x21 to 0x7E without the backslash. */
const value = fc.string({
  unit: fc
    .integer({ min: 0x21, max: 0x7e })
    .filter((code) => code !== 0x5c)
    .map((code) => String.fromCharCode(code)),
  maxLength: 40,
});

const anyLabel: fc.Arbitrary<AigcLabel> = fc.record({
  Label: fc.constantFrom("1", "2", "3"),
  ContentProducer: fc.constantFrom("studio", "001191440300708461136T1XGW3"),
  ProduceID: value.filter((text) => text !== ""),
  ReservedCode1: value,
  ContentPropagator: fc.constantFrom("studio", "001191110102MACQD9K64010000"),
  PropagateID: value.filter((text) => text !== ""),
  ReservedCode2: value,
});

describe("a label that is written", () => {
  it("is compact JSON with the seven keys in the order of the standard", () => {
    expect(writeAigc(label)).toBe(
      '{"Label":"1","ContentProducer":"studio","ProduceID":"4f0c","ReservedCode1":"","ContentPropagator":"studio","PropagateID":"4f0c","ReservedCode2":""}',
    );
  });

  it("is read back without a deviation, in both forms", () => {
    fc.assert(
      fc.property(anyLabel, (any) => {
        expect(readAigc(writeAigc(any))).toEqual({ label: any, form: "inner", deviations: [] });
        expect(readAigc(`{"AIGC":${writeAigc(any)}}`)).toEqual({
          label: any,
          form: "wrapped",
          deviations: [],
        });
      }),
    );
  });

  it.each([
    [{ Label: "4" }, "label.invalid", /"Label".*found "4"/],
    [{ Label: "" }, "label.invalid", /"Label"/],
    [{ ContentProducer: "" }, "label.invalid", /"ContentProducer".*empty/],
    [{ ProduceID: "" }, "label.invalid", /"ProduceID".*empty/],
    [{ Label: "2", PropagateID: "" }, "label.invalid", /"PropagateID".*empty/],
    [{ ProduceID: "a b" }, "label.invalid", /"ProduceID".*Annex E/],
    [{ ReservedCode1: "a\\b" }, "label.invalid", /"ReservedCode1"/],
    [{ ReservedCode2: "标" }, "label.invalid", /"ReservedCode2"/],
    [{ ProduceID: "x".repeat(2049) }, "label.invalid", /2048 characters, found 2049/],
    [{ ContentProducer: "Ana Ruiz" }, "label.provider", /space/],
    [{ ContentPropagator: "工作室" }, "label.provider", /outside ASCII/],
    [{ ContentPropagator: "001191110102MACQD9K64110000" }, "label.provider", /check digit/],
  ] as const)("is refused with %j", async (change, code, message) => {
    await expect(() => writeAigc({ ...label, ...change })).toThrowWithCode(code, message);
  });

  it("may come from a platform that knows no producer", () => {
    const unknown = { ...label, Label: "3", ContentProducer: "", ProduceID: "" };
    expect(readAigc(writeAigc(unknown)).deviations).toEqual([]);
    expect(aigcKeys).toHaveLength(7);
  });
});
