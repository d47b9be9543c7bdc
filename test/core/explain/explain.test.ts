import { describe, expect, it } from "vitest";
import { errorCodes } from "../../../src/core/explain/error-codes.ts";
import { findingCodes } from "../../../src/core/explain/finding-codes.ts";
import { allCodes, explain, similarCodes } from "../../../src/core/explain/index.ts";
import { isRuleChange } from "../../../src/core/explain/rule-change.ts";
import { statusCodes } from "../../../src/core/explain/status-codes.ts";

const everything = [...statusCodes, ...findingCodes, ...errorCodes];
/** Words that would pass a verdict on a file or accuse somebody. */
const verdict =
  /\b(authentic|genuine|fakes?|faked|real|really|true|truth|tamper\w*|manipulat\w*|legal\w*)\b/i;

describe("every explanation", () => {
  it.each(everything.map((entry) => [entry.code, entry] as const))("of %s keeps the form", (_, entry) => {
    const texts = [entry.meaning, entry.action, ...entry.causes];
    for (const text of texts) {
      expect(text, "begins in lower case").toMatch(/^[a-z]/);
      expect(text, "has no full stop").not.toMatch(/\.(\s|$)/);
      expect(text, "passes no verdict").not.toMatch(verdict);
      expect(text, "keeps to words for everyone").not.toMatch(/\bmanifest\b/i);
      expect(text, "has no stray spaces").toBe(text.replaceAll(/\s+/g, " ").trim());
    }
    expect(entry.meaning.split(" ").length).toBeLessThanOrEqual(25);
    expect(entry.causes.length).toBeGreaterThanOrEqual(1);
    expect(entry.causes.length).toBeLessThanOrEqual(3);
    expect(entry.source ?? "C2PA 2.4 §15").toMatch(/^(C2PA 2\.4|CAWG Identity 1\.[23]) §[\d.]+\d$/);
  });

  it("has a code of its own, whatever its kind", () => {
    expect(allCodes()).toHaveLength(everything.length);
  });
});

describe("when a code is known", () => {
  it("explains statuses, findings and errors alike", () => {
    expect(explain("claimSignature.mismatch")?.kind).toBe("status");
    expect(explain("history.broken")?.kind).toBe("finding");
    expect(explain("output.exists")?.kind).toBe("error");
  });
});

describe("when a code is not known", () => {
  it.each(["assertion.foo.mismatch", "history", "", "constructor", "__proto__", "CLAIM.MISSING"])(
    "does not guess at %j",
    (code) => {
      expect(explain(code)).toBeUndefined();
    },
  );

  it("offers the codes that look like it", () => {
    expect(similarCodes("history.borken")).toEqual(["history.broken"]);
    expect(similarCodes("CLAIM.MISSING")[0]).toBe("claim.missing");
    expect(similarCodes("dataHash.mismatch")).toContain("assertion.dataHash.mismatch");
    expect(similarCodes("completely different")).toEqual([]);
  });
});

describe("when the engine rejects where the hash leaves bytes out", () => {
  const said = "data hash exclusion does not match the manifest location in the asset";

  it("speaks of a changed rule, not of changed bytes", () => {
    const explanation = explain("assertion.dataHash.mismatch", said);
    expect(explanation?.code).toBe("rule.changed");
    expect(explanation?.meaning).toMatch(/does not show that bytes changed/);
    expect(explanation?.meaning).not.toMatch(/changed after/);
  });

  it("does not call it harmless either: new data may lie there", () => {
    expect(explain("rule.changed")?.causes.join()).toMatch(/put new data/);
  });

  it("keeps to changed bytes when the hashes differ, or when the engine says nothing", () => {
    const code = "assertion.dataHash.mismatch";
    expect(
      isRuleChange(
        code,
        "asset hash error, name: jumbf manifest, error: hash verification( Hashes do not match )",
      ),
    ).toBe(false);
    expect(explain(code)?.code).toBe(code);
    expect(isRuleChange("assertion.bmffHash.mismatch", said)).toBe(false);
  });
});
