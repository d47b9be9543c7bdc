/** Inputs survive being put aside, whatever is in their names. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Input } from "../../../src/command/inputs.ts";
import { inputLine, readInputLine } from "../../../src/command/signing/input-line.ts";
import { ColophonError } from "../../../src/error.ts";

/** Halves of characters, line ends and all else that a name may hold. */
const name = fc.string({
  unit: fc.oneof(fc.constantFrom("\n", "\u2028", "\ud800", "\udc00", "\ufffd"), fc.string()),
});

describe("an input as a line", () => {
  it("is one line, and the same input again", () => {
    const input = fc.record({
      kind: fc.constant("file" as const),
      path: name,
      displayName: name,
      isStdin: fc.boolean(),
      isNamed: fc.boolean(),
    });
    const cameUpon = name.map(
      (path): Input => ({
        kind: "file",
        path,
        displayName: path,
        isStdin: false,
        isNamed: false,
      }),
    );
    fc.assert(
      fc.property(fc.oneof(input, cameUpon), (one) => {
        const line = inputLine(one);
        expect(line).not.toContain("\n");
        expect(readInputLine(line)).toEqual(one);
        // UTF-8 has no place for half a character.
        expect(Buffer.from(line).toString()).toBe(line);
      }),
    );
  });

  it("is no more than its path where it was come upon", () => {
    const input: Input = {
      kind: "file",
      path: "a/b.jpg",
      displayName: "a/b.jpg",
      isStdin: false,
      isNamed: false,
    };
    expect(inputLine(input)).toBe('"a/b.jpg"');
  });

  it("keeps an error with its code, its hints, and where it came from", () => {
    const error = new ColophonError("file.permission", '"a": permission denied', {
      hints: ["look who owns it"],
      cause: new Error("EACCES"),
    });
    const back = readInputLine(inputLine({ kind: "error", name: "a\nb", error }));
    if (back.kind !== "error") throw new Error("expected an error");
    expect(back).toMatchObject({ kind: "error", name: "a\nb" });
    expect(back.error).toBeInstanceOf(ColophonError);
    expect(back.error).toMatchObject({
      code: "file.permission",
      message: '"a": permission denied',
      hints: ["look who owns it"],
      stack: error.stack,
    });
    expect(back.error.cause).toMatchObject({ message: "EACCES", stack: (error.cause as Error).stack });
    const bare = new ColophonError("file.missing", "gone");
    const again = readInputLine(inputLine({ kind: "error", name: "a", error: bare }));
    expect(again).toMatchObject({ error: { code: "file.missing", hints: [] } });
    expect(again.kind === "error" && again.error.cause).toBeUndefined();
  });
});
