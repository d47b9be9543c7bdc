import { describe, expect, it } from "vitest";
import { createStyle } from "../../src/cli/style.ts";
import { createTerminal, type TerminalWishes } from "../support/terminal.ts";

const live: TerminalWishes = { isTerminal: true, colorDepth: 8 };

function hasColor(wishes: TerminalWishes, wish?: "auto" | "always" | "never"): Promise<boolean> {
  const { stdout, env } = createTerminal(wishes);
  return createStyle(stdout, env, wish).then((style) => style.hasColor);
}

describe("color", () => {
  it.each<[string, TerminalWishes, "auto" | "always" | "never" | undefined, boolean]>([
    ["is there on a terminal that has it", live, undefined, true],
    ["is not there in a pipe", {}, undefined, false],
    ["is not there on a terminal without it", { isTerminal: true, colorDepth: 1 }, undefined, false],
    ["is off with NO_COLOR", { ...live, env: { NO_COLOR: "1" } }, undefined, false],
    ["is on with an empty NO_COLOR", { ...live, env: { NO_COLOR: "" } }, undefined, true],
    ["is off with TERM=dumb", { ...live, env: { TERM: "dumb" } }, undefined, false],
    ["is on in a pipe with FORCE_COLOR", { env: { FORCE_COLOR: "1" } }, undefined, true],
    ["is off with FORCE_COLOR=0", { ...live, env: { FORCE_COLOR: "0" } }, undefined, false],
    ["is on with --color always, whatever the environment", { env: { NO_COLOR: "1" } }, "always", true],
    [
      "is off with --color never, whatever the environment",
      { ...live, env: { FORCE_COLOR: "3" } },
      "never",
      false,
    ],
  ])("%s", async (_says, wishes, wish, expected) => {
    expect(await hasColor(wishes, wish)).toBe(expected);
  });

  it("is never green", async () => {
    const { stdout, env } = createTerminal({ isTerminal: true, colorDepth: 24 });
    const style = await createStyle(stdout, env, "always");
    const all = [style.bold, style.dim, style.red, style.yellow].map((paint) => paint("x")).join("");
    expect(all).toContain("\u001b[");
    expect(all).not.toMatch(/\u001b\[(32|92|38)/);
  });
});
