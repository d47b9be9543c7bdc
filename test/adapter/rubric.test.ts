import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { evaluate, readYaml } from "../../src/adapter/rubric.ts";
import { type FormulaRoom, type Rubric, readRubric, runRubric } from "../../src/core/profile/rubric.ts";
import { makeIdentity, signOne, testContext } from "../support/context.ts";
import { fixture } from "../support/media.ts";
import { readRubric as readOfficial, unmetRules } from "../support/rubric.ts";
import { describeWithShared } from "../support/shared.ts";

const small = `
rubric_metadata: { name: A sample, version: "1.0" }
variables: { $wanted: [a, b] }
expressions:
  _first: $args[0][0]
---
- id: sample:is_there
  expression: name != null
  reportText: { "true": { en: It is there }, "false": { en: It is not there } }
- id: sample:nothing_wanted
  failIfMatched: true
  expression: letters[?contains($wanted, @)]
  reportText: { "true": { en: None }, "false": { en: "Found: {{matches}}" } }
- id: sample:nothing_odd
  warnIfMatched: true
  expression: odd
- id: sample:signal_letter
  expression: _first(letters) == "a"
`;

/** In this process: none of these computes without an end. */
const formulas: FormulaRoom = {
  readYaml: async (text) => readYaml(text),
  evaluate: async (request) => evaluate(request),
};

describe("a rubric", () => {
  let rubric: Rubric;

  beforeAll(async () => {
    rubric = await readRubric(small, "sample.yml", formulas);
  });

  it("is evaluated rule by rule, with its own variables and functions", async () => {
    const { results, counts } = await runRubric(
      rubric,
      { name: "x", letters: ["a", "c"], odd: [1] },
      formulas,
    );
    expect(results).toEqual([
      { id: "sample:is_there", kind: "rule", verdict: "pass", says: "It is there" },
      { id: "sample:nothing_wanted", kind: "rule", verdict: "fail", says: "Found: a" },
      { id: "sample:nothing_odd", kind: "rule", verdict: "warn", says: "" },
      { id: "sample:signal_letter", kind: "signal", verdict: "n/a", isPresent: true, says: "" },
    ]);
    expect(counts).toEqual({ pass: 1, fail: 1, warn: 1, undetermined: 0, "n/a": 1 });
  });

  it("says the opposite of the opposite", async () => {
    const { results } = await runRubric(rubric, { letters: ["c"] }, formulas);
    expect(results.map(({ verdict }) => verdict)).toEqual(["fail", "pass", "pass", "n/a"]);
    expect(results[3]?.isPresent).toBe(false);
  });

  it.each([
    ["no YAML", "a: [", /is not YAML/],
    ["one document", "rubric_metadata: { name: x }", /its rules/],
    ["three documents", `${small}\n---\nmore: 1`, /expected two YAML documents, found 3/],
    ["another file", "hello", /its head/],
    [
      "rules without expressions",
      "rubric_metadata: { name: x }\n---\n- id: a",
      /its rules at "0.expression"/,
    ],
  ])("is refused where it is none: %s", async (_what, text, says) => {
    await expect(() => readRubric(text, "x.yml", formulas)).toThrowWithCode("profile.invalid", says);
  });

  it.each([
    ["an expression that is none", 'expression: "a ==="', /cannot be evaluated: \S/],
    ["functions that call each other without an end", 'expression: "_loop()"', /call each other/],
    ["brackets without an end", `expression: "${"(".repeat(20_000)}"`, /it is nested too deep/],
    [
      "more letters than fit",
      `expression: 'rept(rept("a",1000000),1000)'`,
      /a text .* larger than any can be/,
    ],
    ["more than a report holds", `expression: 'rept("a",9000000)'`, /more than a report can hold/],
  ])("is refused in our words with %s", async (_what, expression, why) => {
    const text = `rubric_metadata: { name: x }\nexpressions: { _loop: _loop() }\n---\n- id: r1\n  ${expression}`;
    const broken = await readRubric(text, "x.yml", formulas);
    const run = () => runRubric(broken, {}, formulas);
    await expect(run).toThrowWithCode("profile.invalid", /the rule "r1"/);
    await expect(run).toThrowWithCode("profile.invalid", why);
    await expect(run).toThrowWithCode("profile.invalid", /^(?!.*(Maximum call|Invalid string))/);
  });
});

describeWithShared("the official rubrics", (folder) => {
  const world = testContext();
  let crJson: unknown;

  beforeAll(async () => {
    await makeIdentity(world);
    const output = join(world.folder, "made.jpg");
    await signOne(world, fixture("drawing.jpg"), { as: "ai-generated", output });
    crJson = await world.context.makeCrJson(output, "image/jpeg");
  });

  const run = async (name: string) => {
    const text = readFileSync(join(folder, "rubrics", name), "utf8");
    return runRubric(await readRubric(text, name, formulas), crJson, formulas);
  };

  it("of conformance are met by what colophon signs, and judged as their own evaluator does", async () => {
    const name = "asset-rubric-conformance0.2-spec2.4.yml";
    const { results } = await run(name);
    const missed = results.filter(({ verdict }) => verdict !== "pass").map(({ id }) => id);
    expect(results).toHaveLength(31);
    expect(missed).toEqual(unmetRules(readOfficial(join(folder, "rubrics", name)), crJson));
    expect(missed).toEqual([]);
  });

  it("of integrity find whole credentials of nobody known", async () => {
    const { results } = await run("asset-rubric-integrity.yml");
    const missed = results.filter(({ verdict }) => verdict === "fail");
    expect(missed.map(({ id }) => id)).toEqual(["validation:trusted_success"]);
    expect(missed[0]?.says).toContain("signingCredential.untrusted");
  });

  it("of signals tell that the whole is of AI and that nobody claims to list every edit, and judge nothing", async () => {
    const { results, counts } = await run("asset-rubric-signals-local.yml");
    const present = results.filter(({ isPresent }) => isPresent).map(({ id }) => id);
    // The second one: colophon states that all actions are listed only where its user does.
    expect(present).toEqual(["inception:signal_fullyGenAIMedia", "transformation:signal_ambiguousActions"]);
    expect(counts).toMatchObject({ pass: 0, fail: 0, "n/a": results.length });
  });

  it("of text run too", async () => {
    expect((await run("asset-rubric-text-conformance.yml")).results.length).toBeGreaterThan(2);
  });
});
