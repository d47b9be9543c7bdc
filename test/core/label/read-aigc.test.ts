import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAigc } from "../../../src/core/label/read-aigc.ts";

const whole = {
  Label: "1",
  ContentProducer: "studio",
  ProduceID: "4f0c",
  ReservedCode1: "",
  ContentPropagator: "studio",
  PropagateID: "4f0c",
  ReservedCode2: "",
};
const json = JSON.stringify(whole);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const codesOf = (found: Parameters<typeof readAigc>[0]) => readAigc(found).deviations.map(({ code }) => code);

describe("a label in a form that the standard does not know", () => {
  it.each([
    ["double encoded", JSON.stringify(json), "inner", ["double-encoded"]],
    ["double encoded inside its wrapper", JSON.stringify({ AIGC: json }), "wrapped", ["double-encoded"]],
    ["in Base64", base64(json), "inner", ["base64"]],
    ["wrapped and in Base64", base64(JSON.stringify({ AIGC: whole })), "wrapped", ["base64"]],
    ["as a key of one cloud", JSON.stringify({ XmpKvBase64: base64(json) }), "inner", ["xmp-kv"]],
    ["bare behind four letters", `AIGC${json}`, "inner", ["bare-prefix"]],
    ["with a sign between", `AIGC: ${json}`, "inner", ["bare-prefix"]],
    ["with references for quotes", json.replaceAll('"', "&quot;"), "inner", ["escaped"]],
    ["with what EXIF puts in front", `ASCII\0\0\0${JSON.stringify({ AIGC: whole })}\0`, "wrapped", []],
    ["with white space around it", `\ufeff ${JSON.stringify(whole, null, 2)}\n\0\0`, "inner", []],
    ["under the name of its namespace", JSON.stringify({ "TC260:AIGC": whole }), "wrapped", []],
  ])("is read %s", (_, text, form, codes) => {
    expect(readAigc(text)).toMatchObject({ label: whole, form });
    expect(codesOf(text)).toEqual(codes);
  });

  it("is read from keys that stand apart", () => {
    expect(readAigc(whole)).toMatchObject({ label: whole, deviations: [{ code: "separate" }] });
  });

  it("is read where the label is a number", () => {
    const text = JSON.stringify({ ...whole, Label: 1 });
    expect(readAigc(text)).toMatchObject({ label: whole, deviations: [{ code: "not-text" }] });
  });

  it("is read where the label is a word, and the word is named", () => {
    const { label, deviations } = readAigc(JSON.stringify({ ...whole, Label: "AIGC" }));
    expect(label).toEqual(whole);
    expect(deviations).toEqual([{ code: "label-word", says: '"Label" is "1", "2" or "3", found "AIGC"' }]);
  });

  it("is read from the older schema, which has no label", () => {
    const text = '{"ServiceProvider":"studio","ServiceUser":"u","Time":"2024","ContentId":"4f0c"}';
    expect(readAigc(text).label).toMatchObject({ Label: "", ContentProducer: "studio", ProduceID: "4f0c" });
    expect(codesOf(text)).toEqual(
      expect.arrayContaining(["older-schema", "extra-key", "missing-key", "label-value"]),
    );
  });
});

describe("what is wrong with a label's values", () => {
  it.each([
    [{ Label: "9" }, ["label-value"]],
    [{ ContentProducer: "" }, ["empty-provider"]],
    [{ ProduceID: "" }, ["empty-id"]],
    [{ Label: "2", ContentProducer: "", ProduceID: "" }, []],
    [{ Label: "2", ContentPropagator: "" }, ["empty-provider"]],
    [{ ContentPropagator: "", PropagateID: "" }, []],
    [{ ContentProducer: "工作室" }, ["value-characters"]],
    [{ ContentProducer: "001191110102MACQD9K64110000" }, ["provider-code"]],
    [{ ReservedCode1: "x".repeat(2049) }, ["too-long"]],
  ])("is said of %j", (change, codes) => {
    expect(codesOf(JSON.stringify({ ...whole, ...change }))).toEqual(codes);
  });

  it("includes keys that are missing, strange, in another case or there twice", () => {
    const { ReservedCode2: _, ...without } = whole;
    expect(codesOf(JSON.stringify(without))).toEqual(["missing-key"]);
    expect(codesOf(JSON.stringify({ ...whole, Model: "x" }))).toEqual(["extra-key"]);
    expect(codesOf(json.replace("Label", "label"))).toEqual(["key-case"]);
    expect(codesOf(json.replace("{", '{"Label":"3",'))).toEqual(["duplicate-key"]);
  });

  it("is said in words without control characters, however the file puts it", () => {
    const [deviation] = readAigc(JSON.stringify({ ...whole, "\u001b[31m\u202e": 1 })).deviations;
    expect(deviation?.says).toBe('"?[31m?" is no key of the label');
  });
});

describe("text that is no label", () => {
  it.each([
    ["", "not-json"],
    ["null", "not-json"],
    ["[1]", "not-json"],
    ["1", "not-json"],
    ["{}", "no-key"],
    ['{"AIGC":{}}', "no-key"],
    ['{"name":"x"}', "no-key"],
    [`${" ".repeat(70_000)}{`.repeat(2), "too-large"],
  ])("is not made into one", (text, code) => {
    const { label, deviations } = readAigc(text);
    expect(label).toBeUndefined();
    expect(deviations.map((deviation) => deviation.code)).toContain(code);
  });

  it("is gone through quickly, whatever it is", () => {
    const words = ["AIGC", '"', "{", "}", ":", "\\", "&quot;", " ", "=", "[", '"Label"', "a", "\0"];
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        fc.constantFrom(...words),
        fc.string({ unit: "binary" }),
        (first, second, rest) => {
          const text = first.repeat(9000) + second.repeat(9000) + rest;
          const start = performance.now();
          readAigc(text);
          readAigc(`AIGC${text}`);
          expect(performance.now() - start).toBeLessThan(2000);
        },
      ),
      { numRuns: 200 },
    );
  });
});
