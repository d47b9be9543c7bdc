import { describe, expect, it } from "vitest";
import { actionKind, findAction } from "../../../src/core/disclosure/actions.ts";
import { actions, describeAction, summarizeActions } from "../../../src/core/disclosure/index.ts";

/** C2PA 2.4 §18.15.1, table 8. */
const current = [
  "addedText adjustedColor changedSpeed converted created cropped deleted drawing dubbed edited",
  "edited.metadata enhanced filtered mastered mixed opened orientation placed published redacted remixed",
  "removed repackaged resized resized.proportional transcoded translated trimmed unknown",
  "watermarked.bound watermarked.unbound",
]
  .flatMap((line) => line.split(" "))
  .map((name) => `c2pa.${name}`);
/** Rule 14 of the conformance rubric 0.2 for C2PA 2.4. */
const deprecated = [
  "copied formatted version_updated printed managed produced saved color_adjustments watermarked",
]
  .flatMap((line) => line.split(" "))
  .map((name) => `c2pa.${name}`);
/** Rule 5: these need no digital source type. */
const nonEditorial = [
  "converted published repackaged transcoded resized.proportional enhanced edited.metadata watermarked",
  "watermarked.bound watermarked.unbound redacted placed",
]
  .flatMap((line) => line.split(" "))
  .map((name) => `c2pa.${name}`);

describe("the table of actions", () => {
  it("holds every action of the standard, and the deprecated ones for reading", () => {
    expect(
      actions
        .filter(({ isDeprecated }) => !isDeprecated)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...current].sort());
    expect(
      actions
        .filter(({ isDeprecated }) => isDeprecated)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...deprecated].sort());
  });

  it.each([...current, ...deprecated])("asks a source type of %s as the conformance rules do", (name) => {
    const expected =
      name === "c2pa.opened" ? "forbidden" : nonEditorial.includes(name) ? "optional" : "required";
    expect(actionKind(name)?.sourceType).toBe(expected);
  });

  it("knows which actions refer to a file that was used", () => {
    expect(actionKind("c2pa.opened")?.needs).toBe("parent");
    expect(actionKind("c2pa.placed")?.needs).toBe("component");
    expect(actionKind("c2pa.removed")?.needs).toBe("removed-component");
    expect(actionKind("c2pa.cropped")?.needs).toBeUndefined();
  });
});

describe("when an action is shown", () => {
  it.each([
    ["c2pa.adjustedColor", "Color or exposure edits"],
    ["c2pa.color_adjustments", "Color or exposure edits"],
    ["c2pa.placed", "Imported"],
    ["c2pa.edited", "Other edits"],
    ["c2pa.drawing", "Drawing edits"],
    ["c2pa.unknown", "Unknown edits or activity"],
  ])("%s is %s", (name, label) => {
    expect(describeAction(name)).toBe(label);
  });

  it.each(["com.adobe.generativeFill", "font.subset", "c2pa.somethingNew", "__proto__"])(
    "%s, which is not C2PA's, comes back as it is",
    (name) => {
      expect(describeAction(name)).toBe(name);
    },
  );
});

describe("when an action is named to be written", () => {
  it.each(["cropped", "c2pa.cropped", "Cropped"])("takes %s", (name) => {
    expect(findAction(name).name).toBe("c2pa.cropped");
  });

  it("takes a dotted name of one's own", () => {
    expect(findAction("com.example.retouched")).toMatchObject({
      name: "com.example.retouched",
      label: "com.example.retouched",
      isDeprecated: false,
    });
  });

  it("names the nearest right ones for a wrong one", async () => {
    await expect(() => findAction("crop")).toThrowWithCode("action.unknown", /"crop".*"cropped"/);
    await expect(() => findAction("c2pa.resize")).toThrowWithCode("action.unknown", /"resized"/);
    await expect(() => findAction("beautify")).toThrowWithCode(
      "action.unknown",
      /^no action named "beautify"$/,
    );
  });

  it.each(["", "com.", ".", "com..x", "com.example.a b", "com.example.\u001b[31m"])(
    "refuses %j",
    async (name) => {
      await expect(() => findAction(name)).toThrowWithCode("action.unknown");
    },
  );

  it.each(deprecated)("refuses %s, which is deprecated", async (name) => {
    await expect(() => findAction(name)).toThrowWithCode("action.unknown", /deprecated/);
  });

  it("says what took the place of a deprecated one", () => {
    expect(() => findAction("color_adjustments")).toThrow(
      expect.objectContaining({
        message: 'the action "color_adjustments" is deprecated; it is now "adjustedColor"',
        hints: ["use --action adjustedColor"],
      }),
    );
    for (const { successor } of actions) {
      if (successor !== undefined) expect(findAction(successor).name).toBe(successor);
    }
  });
});

describe("when edits are summed up in one line", () => {
  it("says each once, the weightiest first, and leaves out how the file began", () => {
    expect(
      summarizeActions([
        "c2pa.opened",
        "c2pa.edited",
        "c2pa.adjustedColor",
        "c2pa.color_adjustments",
        "c2pa.placed",
        "c2pa.adjustedColor",
      ]),
    ).toEqual(["Imported", "Color or exposure edits", "Other edits"]);
    expect(summarizeActions(["c2pa.created"])).toEqual([]);
  });

  it("keeps actions of other makers, after the known ones", () => {
    expect(summarizeActions(["com.example.b", "c2pa.cropped", "com.example.a"])).toEqual([
      "Cropped",
      "com.example.b",
      "com.example.a",
    ]);
  });
});
