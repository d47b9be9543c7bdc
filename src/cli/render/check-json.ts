/** A checked file, and a rule, as JSON, schema colophon/check@1. */
import type { CheckedFile, ListedRule } from "../../command/check/index.js";
import type { Json } from "./plain.js";
import { record } from "./verify-json.js";

export function checkedJson(file: CheckedFile, exitCode: number): Record<string, Json> {
  const { assessment, rubric, ...rest } = file;
  return record({
    ...rest,
    exitCode,
    asOf: assessment.asOf,
    counts: assessment.counts,
    rules: assessment.rules,
    rubric: rubric && {
      name: rubric.name,
      version: rubric.version,
      counts: rubric.counts,
      results: rubric.results,
    },
  });
}

export function ruleJson(rule: ListedRule): Record<string, Json> {
  return record({ ...rule });
}
