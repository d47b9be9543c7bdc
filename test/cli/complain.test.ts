import { describe, expect, it } from "vitest";
import { complaint, defect } from "../../src/cli/complain.ts";
import { createStyle } from "../../src/cli/style.ts";
import { ColophonError } from "../../src/error.ts";
import { createTerminal } from "../support/terminal.ts";
import { hostile } from "../support/verified.ts";

const { stdout, env } = createTerminal();
const style = await createStyle(stdout, env);

describe("an error", () => {
  it("is one line, and at most two lines of what to do", () => {
    const error = new ColophonError("identity.unknown", 'no identity named "studio"', {
      hints: ["a", "b", "c"],
    });
    expect(complaint(error, style)).toBe(
      'colophon: error: no identity named "studio"\ncolophon: hint: a\ncolophon: hint: b\n',
    );
  });

  it("names its file, once", () => {
    const error = new ColophonError("timeout", "took too long");
    expect(complaint(error, style, "a.jpg")).toBe('colophon: error: "a.jpg": took too long\n');
    const named = new ColophonError("timeout", '"a.jpg": took too long');
    expect(complaint(named, style, "a.jpg")).toBe('colophon: error: "a.jpg": took too long\n');
  });

  it("stays one line whatever it quotes", () => {
    const text = complaint(new ColophonError("file.missing", `no file "${hostile}"`), style);
    expect(text.trimEnd()).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe("a defect", () => {
  it("shows its stack only to who asks", () => {
    const error = new TypeError("x is not a function");
    expect(defect(error, false)).toBe("colophon: defect: x is not a function\n");
    expect(defect(error, true)).toContain("complain.test.ts");
  });
});
