import { describe, expect, it } from "vitest";
import { sarifLog } from "../../../src/cli/render/sarif.ts";
import type { CheckedFile } from "../../../src/command/check/index.ts";
import { assess, laws, noLegalAdvice, outcomesByLaw, rulesOf } from "../../../src/core/profile/index.ts";
import { ColophonError } from "../../../src/error.ts";
import { bare, evidence } from "../../support/evidence.ts";
import { type SarifLog, sarifFaults } from "../../support/sarif.ts";

const rules = laws.flatMap((law) => rulesOf[law]);

function checked(fields: Partial<CheckedFile> = {}, given = evidence()): CheckedFile {
  const assessment = assess(given, rules);
  return {
    file: "poster.jpg",
    format: "JPEG",
    mimeType: "image/jpeg",
    state: "trusted",
    outcome: "met",
    assessment,
    laws: outcomesByLaw(assessment),
    notice: noLegalAdvice,
    ...fields,
  };
}

function logOf(...files: CheckedFile[]): SarifLog["runs"][number] {
  const text = sarifLog(
    files.map((value) => ({ kind: "result", file: value.file, value, exitCode: 0 })),
    1,
  );
  const log = JSON.parse(text) as SarifLog;
  expect(sarifFaults(log)).toBe("");
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as SarifLog["runs"][number];
}

describe("a SARIF log", () => {
  it("has every rule once, with where to read it, and every verdict", () => {
    const run = logOf(checked(), checked({ file: "other.jpg" }, bare()));
    const ids = run.tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual(rules.map(({ id }) => id));
    for (const { helpUri } of run.tool.driver.rules) expect(helpUri).toMatch(/^https:\/\//);
    expect(run.results).toHaveLength(2 * rules.length);
    for (const { ruleId, ruleIndex } of run.results) expect(ids[ruleIndex]).toBe(ruleId);
  });

  it("calls verdicts what the standard calls them", () => {
    const run = logOf(checked({}, bare()));
    const told = (id: string) => {
      const { kind, level } = run.results.find(({ ruleId }) => ruleId === id) ?? {};
      return `${kind} ${level}`;
    };
    expect(told("CN-1")).toBe("fail error");
    expect(told("EU-1")).toBe("fail warning");
    expect(told("EU-4")).toBe("open none");
    expect(told("CN-2")).toBe("notApplicable none");
    expect(logOf(checked()).results.find(({ ruleId }) => ruleId === "CN-1")).toMatchObject({
      kind: "pass",
      level: "none",
    });
  });

  it("tells rules of two policies apart, and names a step's losses", () => {
    const [rule] = checked().assessment.rules;
    if (!rule) throw new Error("no rules");
    const own = ["Desk", "Shop"].map((law) => ({ ...rule, id: "HOUSE-issuer", law }));
    const assessment = { ...checked().assessment, rules: own };
    const changes = [{ mark: "AIGC label", group: "aigc", change: "lost", before: "Label 1" }] as const;
    const run = logOf(checked({ assessment, changes }));
    expect(run.tool.driver.rules.map(({ id }) => id)).toEqual([
      "Desk/HOUSE-issuer",
      "Shop/HOUSE-issuer",
      "before/lost",
    ]);
  });

  it("has files that could not be read as notifications, and says that it is not whole", () => {
    const error = new ColophonError("file.missing", '"a\u001b[2Jb": no such file');
    const text = sarifLog([{ kind: "error", file: "a\u001b[2Jb", error }], 2);
    const log = JSON.parse(text) as SarifLog;
    expect(sarifFaults(log)).toBe("");
    expect(log.runs[0]?.invocations[0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [{ descriptor: { id: "file.missing" }, level: "error" }],
    });
    expect(text).not.toContain("\u001b");
  });

  it("says that it is not whole where the run was cut, however well the files before did", () => {
    const value = checked();
    const results = [{ kind: "result", file: value.file, value, exitCode: 0 }] as const;
    const log = JSON.parse(sarifLog(results, 130, new ColophonError("interrupted", "interrupted")));
    expect(sarifFaults(log)).toBe("");
    expect(log.runs[0].invocations[0]).toMatchObject({
      executionSuccessful: false,
      exitCode: 130,
      toolExecutionNotifications: [{ descriptor: { id: "interrupted" }, message: { text: "interrupted" } }],
    });
  });
});

describe("hostile text in a SARIF log", () => {
  const hostile = "[click](javascript:alert(1)) {0} \u001b[31m\u202egnp.exe\\";

  it("is no link, no placeholder, and nothing that a terminal obeys", () => {
    const [rule] = checked().assessment.rules;
    if (!rule) throw new Error("no rules");
    const assessment = { ...checked().assessment, rules: [{ ...rule, says: hostile }] };
    const [result] = logOf(checked({ assessment })).results;
    const text = result?.message.text ?? "";
    expect(text).toContain("\\[click\\](javascript:alert(1)) {{0}}");
    expect(text).not.toMatch(/[\u001b\u202e]/);
  });

  it.each([
    ["a b/ü.jpg", "a%20b/%C3%BC.jpg"],
    ["c:x#y?.jpg", "c%3Ax%23y%3F.jpg"],
    ["/abs/%2e.jpg", "file:///abs/%252e.jpg"],
    ["javascript:alert(1)", "javascript%3Aalert(1)"],
    ["half\ud800.jpg", "half%EF%BF%BD.jpg"],
    ["\u202ecod.exe", "%E2%80%AEcod.exe"],
  ])("in a path stays in the path: %j", (file, uri) => {
    const [result] = logOf(checked({ file })).results;
    expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
  });
});
