import { describe, expect, it } from "vitest";
import { breakLines } from "../../../src/core/label/break-lines.ts";

/** Chinese characters are twice as wide as Latin letters. */
const widthOf = (line: string) =>
  [...line].reduce((sum, letter) => sum + (/\p{Script=Han}/u.test(letter) ? 2 : 1), 0);

describe("a mark in several lines", () => {
  it.each([
    ["AI生成 · AI-generated", 1, ["AI生成 · AI-generated"]],
    ["AI生成 · AI-generated", 2, ["AI生成", "AI-generated"]],
    ["AI生成 · AI-generated", 3, undefined],
    ["AI-generated", 2, undefined],
    ["made with AI", 2, ["made", "with AI"]],
    ["本图片由人工智能生成", 2, ["本图片由", "人工智能生成"]],
    ["本内容由AI生成", 2, ["本内容由", "AI生成"]],
    ["本图由人工智能生成，by Ana Ruiz", 2, ["本图由人工智能生成，", "by Ana Ruiz"]],
    ["（本图由AI生成）", 2, ["（本图由", "AI生成）"]],
  ])("%s in %i", (text, count, lines) => expect(breakLines(text, count, widthOf)).toEqual(lines));

  it("never breaks what a law reads as one word", () => {
    for (const count of [2, 3, 4, 5]) {
      const lines = breakLines("人工智能生成的图片由AI合成", count, widthOf) ?? [];
      expect(lines.some((line) => line.includes("人工智能生成"))).toBe(true);
      expect(lines.some((line) => line.includes("AI合成"))).toBe(true);
    }
  });
});
