import { describe, expect, it } from "vitest";
import { checkWording } from "../../../src/core/label/check-wording.ts";
import { laws } from "../../../src/core/label/wording-rules.ts";

const verdicts = (text: string) =>
  Object.fromEntries(checkWording(text, laws).map(({ law, verdict }) => [law, verdict]));

describe("the wording of a mark, held against the laws", () => {
  it.each([
    // text, China, EU, India, Korea, Vietnam, New York
    ["AI生成 · AI-generated", "pass", "pass", "pass", "pass", "pass", "pass"],
    ["AI合成", "pass", "pass", "pass", "pass", "pass", "pass"],
    ["ＡＩ生成", "pass", "pass", "pass", "pass", "pass", "pass"],
    ["人工智能生成合成", "pass", "warn", "warn", "warn", "warn", "warn"],
    ["本内容由人工智能生成", "pass", "warn", "warn", "warn", "warn", "warn"],
    // GB 45438-2025 names these two as not enough.
    ["AI", "fail", "pass", "pass", "pass", "pass", "pass"],
    ["由AI提供", "fail", "pass", "pass", "pass", "pass", "pass"],
    ["电脑合成", "fail", "fail", "warn", "warn", "warn", "warn"],
    ["AI-generated", "fail", "pass", "pass", "pass", "pass", "pass"],
    ["ai生成", "warn", "warn", "pass", "pass", "pass", "pass"],
    ["AIGC生成", "fail", "fail", "warn", "warn", "warn", "warn"],
    ["MAIL 生成", "fail", "fail", "warn", "warn", "warn", "warn"],
    ["artificially generated", "fail", "pass", "pass", "pass", "pass", "pass"],
    ["Generado con IA", "fail", "warn", "warn", "warn", "warn", "warn"],
    ["Mit KI erstellt", "fail", "warn", "warn", "warn", "warn", "warn"],
    ["synthetic performer", "fail", "fail", "pass", "pass", "pass", "pass"],
    ["인공지능 생성물", "fail", "warn", "warn", "pass", "warn", "warn"],
    ["trí tuệ nhân tạo", "fail", "warn", "warn", "warn", "pass", "warn"],
    ["कृत्रिम चित्र", "fail", "fail", "pass", "pass", "pass", "pass"],
    ["photo by Ana Ruiz", "fail", "fail", "warn", "warn", "warn", "warn"],
    // It says the contrary with the same words.
    ["非AI生成", "fail", "fail", "fail", "fail", "fail", "fail"],
    ["not AI-generated", "fail", "fail", "fail", "fail", "fail", "fail"],
    ["100 % AI-free", "fail", "fail", "fail", "fail", "fail", "fail"],
    ["made without any AI", "fail", "fail", "fail", "fail", "fail", "fail"],
  ])("%s", (text, cn, eu, india, kr, vn, ny) => {
    expect(verdicts(text)).toEqual({
      cn,
      eu,
      "us-ca": "n/a",
      "us-ut": "n/a",
      "us-wa": "n/a",
      in: india,
      kr,
      vn,
      ny,
    });
  });

  it("is no denial because another sentence has a no", () => {
    expect(checkWording("本图非照片，由AI生成", ["cn"])[0]?.verdict).toBe("pass");
  });

  it("comes with what is missing and where the rule stands, in the order asked", () => {
    expect(checkWording("AI", ["eu", "cn"])).toEqual([
      expect.objectContaining({ law: "eu", verdict: "pass" }),
      {
        law: "cn",
        verdict: "fail",
        reason: "has no generation element: 生成 or 合成",
        source: "GB 45438-2025, wording rule of clause 5",
      },
    ]);
  });

  it("never fails where a law fixes no words that we have read", () => {
    const findings = checkWording("Ana Ruiz", ["in", "kr", "vn", "ny"]);
    expect(findings.map(({ verdict }) => verdict)).toEqual(["warn", "warn", "warn", "warn"]);
  });
});
