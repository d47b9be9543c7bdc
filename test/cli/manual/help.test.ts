import { describe, expect, it } from "vitest";
import { allCommands } from "../../../src/cli/program/index.ts";
import { topics } from "../../../src/cli/program/topics.ts";
import { helpOn } from "../../../src/cli/run/help.ts";
import { createStyle } from "../../../src/cli/style.ts";
import { widthOf } from "../../../src/cli/width.ts";
import { colophon } from "../../support/colophon.ts";
import { createTerminal } from "../../support/terminal.ts";

const { stdout, env } = createTerminal();
const style = await createStyle(stdout, env);
const page = (columns: number) => ({ columns, style });
/** To be copied, so never broken: on narrow screens these run on. */
const samples = topics.flatMap((topic) =>
  topic.content().flatMap((b) => (b.kind === "sample" ? b.lines : [])),
);
const subjects = [[], ...allCommands().map(({ path }) => path), ...topics.map(({ name }) => [name])];

describe("help", () => {
  it.each([20, 33, 80, 100])("fits into %i columns, whatever it is about", (columns) => {
    for (const words of subjects) {
      for (const line of helpOn(words, page(columns)).split("\n")) {
        if (columns < 80 && samples.includes(line)) continue;
        expect(widthOf(line), `${words.join(" ")}: ${line}`).toBeLessThanOrEqual(columns);
      }
    }
  });

  it("alone is at most 15 lines", async () => {
    const { out, code } = await colophon([]);
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n").length).toBeLessThanOrEqual(15);
    expect(out).toContain("colophon verify");
  });

  it("of a command gives usage, examples, options in groups, exit status and the next command", async () => {
    const { out } = await colophon(["verify", "--help"]);
    const order = ["Usage", "Examples", "Requirement", "Reading", "Files", "Output", "Exit status", "Next:"];
    const places = order.map((word) => out.indexOf(`\n${word}`));
    expect(places).not.toContain(-1);
    expect([...places].sort((a, b) => a - b)).toEqual(places);
  });

  it("knows every topic that is promised", async () => {
    const { out } = await colophon(["help"]);
    for (const name of ["exit-codes", "states", "disclosures", "environment", "config", "json", "formats"]) {
      expect(out).toContain(name);
      expect((await colophon(["help", name])).code).toBe(0);
    }
  });

  it("does not advertise what is not there", async () => {
    const { out } = await colophon(["help"]);
    for (const name of ["registry", "serve", "report"]) {
      expect(out).not.toMatch(new RegExp(`^ +${name}\\b`, "m"));
      expect((await colophon([name])).code).toBe(2);
    }
  });

  it("about nothing that exists is an error with a hint", async () => {
    const { code, err, out } = await colophon(["help", "exit-cods"]);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain("colophon: hint: did you mean colophon help exit-codes");
  });
});
