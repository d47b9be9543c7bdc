import { describe, expect, it } from "vitest";
import { tableText } from "../../../src/cli/render/table.ts";

describe("a table", () => {
  it("has columns as wide as what stands in them", () => {
    expect(
      tableText(
        [
          ["a", "x"],
          ["long", "y"],
        ],
        "  ",
      ),
    ).toBe("  a     x\n  long  y\n");
  });

  it("is not widened for all by one name of 255 letters, which is told whole", () => {
    const name = "n".repeat(255);
    expect(
      tableText([
        ["a", "x"],
        [name, "y"],
        ["long", "z"],
      ]),
    ).toBe(`a     x\n${name}  y\nlong  z\n`);
  });
});
