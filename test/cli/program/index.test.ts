import { describe, expect, it } from "vitest";
import { exitCodes } from "../../../src/cli/exit.ts";
import { allCommands, program } from "../../../src/cli/program/index.ts";
import { parse } from "../../../src/cli/program/parse.ts";
import { namesOf } from "../../../src/cli/program/spec.ts";
import { optionSettings } from "../../../src/cli/program/topic/option-settings.ts";
import { topics } from "../../../src/cli/program/topics.ts";
import { findRunner } from "../../../src/cli/run/index.ts";
import { settings } from "../../../src/core/schema/setting.ts";

/** "colophon verify --issuer "Leica*" a.jpg | dot" → the words behind colophon, as a shell would give them. */
function argumentsIn(line: string): string[] {
  const call = /colophon ([^|>)]*)/.exec(line.replace(/<\(/, ""))?.[1] ?? "";
  return [...call.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");
}

describe("every command", () => {
  for (const { path, spec } of allCommands()) {
    describe(path.join(" "), () => {
      it("has examples, and each is understood", async () => {
        expect(spec.examples.length).toBeGreaterThan(0);
        for (const { line, says } of spec.examples) {
          expect(await parse(argumentsIn(line)), line).toMatchObject({ kind: "run" });
          expect(says).toMatch(/\.$/);
        }
      });

      it("says what its exit codes mean, and uses none that is not in the table", () => {
        expect(spec.exits.length).toBeGreaterThan(0);
        for (const { code } of spec.exits) expect(exitCodes.map((entry) => entry.code)).toContain(code);
      });

      it("declares each option once", () => {
        const flags = [...spec.options, ...program.options].flatMap((option) => {
          const { short, long } = namesOf(option);
          return short === undefined ? [long] : [short, long];
        });
        expect(new Set(flags).size, flags.join(" ")).toBe(flags.length);
      });

      it("names a next command that exists", () => {
        if (spec.next === undefined) return;
        const [, first, second] = spec.next.split(" ");
        const known = allCommands().map((entry) => entry.path.join(" "));
        expect(known).toContain(
          second?.match(/^[a-z]+$/) && known.includes(`${first} ${second}`) ? `${first} ${second}` : first,
        );
      });

      if (spec.commands === undefined) {
        it("has a runner", async () => expect(await findRunner(path)).toBeTypeOf("function"));
      }
    });
  }
});

describe("the configuration", () => {
  it("is described with exactly the settings and variables that are read", () => {
    expect(optionSettings("config").map(([key]) => key)).toEqual(Object.keys(settings).sort());
    expect(optionSettings("env").map(([name]) => name)).toEqual(
      Object.values(settings)
        .map(({ variable }) => variable)
        .sort(),
    );
  });
});

describe("the topics", () => {
  it.each(topics.map((topic) => [topic.name, topic] as const))("%s has something to say", (_name, topic) => {
    for (const block of topic.content()) {
      expect(Object.values(block).at(-1)?.length).toBeGreaterThan(0);
    }
  });
});
