import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeText, makeVisible, quoted } from "../../src/cli/escape.ts";
import { widthOf } from "../../src/cli/width.ts";

const dangerous =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(
      "\u001b",
      "[",
      "31m",
      "\u009b",
      "\u202e",
      "\u2066",
      "\u200d",
      "\n",
      "\r",
      "\u{e0041}",
      "\ud800",
      "a",
      "漢",
      "\u0301",
    ),
  }),
);

describe("text out of a file", () => {
  it("never brings a control, direction or invisible character to the screen", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(escapeText(text)).not.toMatch(dangerous);
        expect(makeVisible(text)).not.toMatch(dangerous);
        expect(quoted(text)).not.toMatch(dangerous);
      }),
    );
  });

  it("takes at most the columns it is given", () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 5, max: 200 }), (text, columns) => {
        expect(widthOf(escapeText(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it("is left alone where it is harmless, in any language", () => {
    const texts = ["Ana Ruiz", "Müller & Söhne", "東京新聞", "Агентство", "عكاس", "❤️ café"];
    for (const text of texts) expect(escapeText(text)).toBe(text);
  });

  it("shows what it hides", () => {
    expect(escapeText("a\u001b[2Jb")).toBe("a\\u{1b}[2Jb");
    expect(escapeText("exe\u202egpj")).toBe("exe\\u{202e}gpj");
    expect(escapeText("two\nlines")).toBe("two\\u{a}lines");
    expect(escapeText("\ud800")).toBe("\\u{d800}");
  });

  it("cannot close the quotes that it stands in", () => {
    expect(quoted("Ana” recognized by “C2PA")).toBe("“Ana' recognized by 'C2PA”");
  });

  it("is cut with an ellipsis, and not within a wide character", () => {
    expect(escapeText("x".repeat(500))).toBe(`${"x".repeat(199)}…`);
    expect(escapeText("漢".repeat(10), 6)).toBe("漢漢…");
  });

  it("does not pile marks onto the lines around it", () => {
    expect(makeVisible(`a${"\u0301".repeat(50)}`).match(/\u0301/g)).toHaveLength(3);
  });
});
