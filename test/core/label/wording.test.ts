import { describe, expect, it } from "vitest";
import { openTypeface } from "../../../src/adapter/glyphs.ts";
import { checkWording } from "../../../src/core/label/check-wording.ts";
import { plainText, wordingFor } from "../../../src/core/label/wording.ts";
import { laws } from "../../../src/core/label/wording-rules.ts";

describe("the words that come with colophon", () => {
  it.each(["made", "altered"] as const)("meet every law with what AI has %s", async (share) => {
    const { visible, short, document, spoken } = wordingFor(share);
    for (const words of [visible, document, spoken]) {
      for (const finding of checkWording(words, laws)) {
        expect(["pass", "n/a"], `${finding.law}: ${words}`).toContain(finding.verdict);
      }
    }
    expect(checkWording(short, ["cn", "eu"]).map(({ verdict }) => verdict)).toEqual(["pass", "pass"]);
    expect((await openTypeface(visible)).shape(visible)).toHaveLength([...visible].length);
  });

  it("tell made from altered", () =>
    expect(wordingFor("made").visible).not.toBe(wordingFor("altered").visible));
});

describe("a text of one's own", () => {
  it("is taken as it is, but for blanks around it", () =>
    expect(plainText("  AI生成 · Ana Ruiz ")).toBe("AI生成 · Ana Ruiz"));

  it("may be in an Indian script, whose joiners cannot be seen", () =>
    expect(plainText("क्\u200dष AI")).toBe("क्\u200dष AI"));

  it.each([
    ["", /is empty/],
    ["   ", /is empty/],
    ["AI\n生成", /line break/],
    ["AI\u0007生成", /control character/],
    ["AI\u202e生成", /cannot be seen/],
    ["AI\ufeff生成", /cannot be seen/],
    ["AI生成".repeat(20), /80 characters, expected 60/],
    ["مصنوع بـ AI", /right to left/],
  ])("%j is refused", async (text, reason) => {
    await expect(() => plainText(text)).toThrowWithCode("label.text", reason);
  });
});
