/** What of a checked file goes into a SARIF log: each verdict with its rule, and how SARIF calls it. */
import type { CheckedFile } from "../../command/check/index.js";
import { lawAddresses } from "../../command/law-words.js";
import type { AssessedRule, MarkChange, RubricResult, Verdict } from "../../core/profile/index.js";

export interface SarifRule {
  id: string;
  law: string;
  title: string;
  why?: string;
  source?: string;
  helpUri?: string;
  level: "error" | "warning";
}

export interface SarifEntry {
  rule: SarifRule;
  file: string;
  kind: "pass" | "fail" | "open" | "notApplicable";
  /** Anything but "none" is for kind "fail" only (SARIF 2.1.0 §3.27.10). */
  level: "none" | "warning" | "error";
  says: string;
}

const kinds = {
  pass: { kind: "pass", level: "none" },
  fail: { kind: "fail", level: "error" },
  warn: { kind: "fail", level: "warning" },
  undetermined: { kind: "open", level: "none" },
  "n/a": { kind: "notApplicable", level: "none" },
} as const satisfies Record<Verdict, Pick<SarifEntry, "kind" | "level">>;

export function sarifEntries(checked: CheckedFile): SarifEntry[] {
  const { file, assessment, rubric, changes = [] } = checked;
  return [
    ...assessment.rules.map((rule) => ({
      file,
      rule: ruleOf(rule),
      says: rule.says,
      ...kinds[rule.verdict],
    })),
    ...(rubric?.results ?? []).flatMap((result) =>
      result.kind === "signal"
        ? []
        : [
            {
              file,
              says: result.says,
              ...kinds[result.verdict],
              rule: rubricRule(result, rubric?.name ?? ""),
            },
          ],
    ),
    ...changes.flatMap((change) => changeEntry(change, file)),
  ];
}

const addresses: Readonly<Record<string, string>> = lawAddresses;

/** Rules of two policies can have the same name; those of laws cannot. */
function ruleOf({ id, law, title, why, source }: AssessedRule): SarifRule {
  const helpUri = addresses[law];
  const about = { law, title, why, source, level: "error" as const };
  return helpUri === undefined ? { id: `${law}/${id}`, ...about } : { id, helpUri, ...about };
}

function rubricRule({ id, says }: RubricResult, name: string): SarifRule {
  return { id, law: name, title: id, why: says, source: name, helpUri: lawAddresses.c2pa, level: "error" };
}

function changeEntry({ mark, change, before }: MarkChange, file: string): SarifEntry[] {
  if (change !== "lost" && change !== "broken") return [];
  const rule = {
    id: `before/${change}`,
    law: "before",
    title: `a mark was ${change}`,
    why: "the file before the step carried it",
    level: "error" as const,
  };
  return [{ file, rule, says: [mark, before].filter(Boolean).join(": "), ...kinds.fail }];
}
