import { describe, expect, it } from "vitest";
import { hang, padTo, widthOf, wrap } from "../../src/cli/width.ts";

describe("the width of text", () => {
  it("counts columns, not characters", () => {
    expect(widthOf("abc")).toBe(3);
    expect(widthOf("漢字")).toBe(4);
    expect(widthOf("e\u0301")).toBe(1);
    expect(widthOf("\u001b[1mbold\u001b[22m")).toBe(4);
  });

  it("is what padding goes by", () => {
    expect(padTo("漢", 4)).toBe("漢  ");
    expect(padTo("longer", 3)).toBe("longer");
  });
});

describe("wrapping", () => {
  it("breaks at spaces and keeps every word", () => {
    expect(wrap("one two three four", 9)).toEqual(["one two", "three", "four"]);
  });

  it("breaks a word that is longer than the line", () => {
    expect(wrap("abcdefghij", 4)).toEqual(["abcd", "efgh", "ij"]);
  });

  it("hangs under its head, and leaves a hash whole so that it can be copied", () => {
    const hash = "0123456789abcdef".repeat(4);
    expect(hang("sha256  ", `is ${hash}`, 30)).toBe(`sha256  is\n        ${hash}`);
  });

  it("stands below its head, where a narrow terminal leaves no room beside it", () => {
    const head = "  Content Credentials  ";
    expect(hang(head, "issued by Ana Ruiz, as it says", 24)).toBe(
      "  Content Credentials\n    issued by Ana Ruiz,\n    as it says",
    );
    expect(hang(head, "issued by Ana", 80)).toBe(`${head}issued by Ana`);
    expect(hang("  ! ", "a warning that wraps", 20)).toBe("  ! a warning that\n    wraps");
  });
});
