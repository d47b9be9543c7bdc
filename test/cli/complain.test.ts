import { describe, expect, it } from "vitest";
import { complaint, defect, note } from "../../src/cli/complain.ts";
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

describe("what a file says, or the line of a list,", () => {
  const lettersOf = (text: string) => text.trimEnd().replace(/^colophon: (error|hint): /, "");

  it("is shortened where it is quoted, so that the rest of the message is seen", () => {
    const error = new ColophonError("file.missing", `"${"a".repeat(400_000)}z.jpg": no such file`);
    const line = lettersOf(complaint(error, style));
    expect(line).toMatch(/^"a+…a+z\.jpg": no such file$/);
    expect(line.length).toBe(200 + '"": no such file'.length);
    expect(note(`fetching "${"b".repeat(60_000)}"`).length).toBeLessThan(250);
  });

  it("is shortened wherever it stands, also where it is escaped", () => {
    const error = new ColophonError("timeout", `${"\u0007".repeat(60_000)}: it`);
    expect(lettersOf(complaint(error, style)).length).toBeLessThanOrEqual(1_000);
    const quoting = new ColophonError("timeout", `"${"\u0007".repeat(300)}": took too long`);
    expect(lettersOf(complaint(quoting, style))).toMatch(
      /^"(\\u\{7\}){1,40}.*…[^…]{90,100}": took too long$/,
    );
  });

  it("of up to 200 columns is told whole, in whatever script", () => {
    const name = "写".repeat(99);
    const error = new ColophonError("timeout", `"${name}": took too long`);
    expect(complaint(error, style)).toContain(`"${name}": took`);
  });
});

describe("a defect", () => {
  it("shows its stack only to who asks", () => {
    const error = new TypeError("x is not a function");
    expect(defect(error, false)).toBe("colophon: defect: x is not a function\n");
    expect(defect(error, true)).toContain("complain.test.ts");
  });
});
