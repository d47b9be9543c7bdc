/** What a checked file comes to: met, not met, or not to be told, and the exit code that says so. */
import { type Outcome, outcomeOf } from "../../core/profile/index.js";
import type { ExitCode } from "../result.js";
import type { CheckedFile, CheckOptions } from "./options.js";

export interface FileVerdict {
  outcome: Outcome;
  exitCode: ExitCode;
}

const exitCodes = { met: 0, "not-met": 1, unknown: 2 } as const;

/** A no outweighs what could not be told. Loss and lists decide only where nothing else was asked. */
export function verdictOn(checked: Omit<CheckedFile, "outcome">, options: CheckOptions): FileVerdict {
  const { assessment, rubric, rubricMissing } = checked;
  const hasDemands = assessment.rules.length > 0 || options.rubric !== undefined;
  const isRubricMissed = (rubric?.counts.fail ?? 0) > 0 || (options.strict && (rubric?.counts.warn ?? 0) > 0);
  const outcomes: Outcome[] = hasDemands
    ? [
        outcomeOf(assessment, options.strict),
        ...(isRubricMissed ? (["not-met"] as const) : []),
        ...(rubricMissing === undefined ? [] : (["unknown"] as const)),
      ]
    : besideRules(checked);
  const outcome = outcomes.includes("not-met") ? "not-met" : outcomes.includes("unknown") ? "unknown" : "met";
  return { outcome, exitCode: exitCodes[outcome] };
}

function besideRules({ changes = [], sources, state }: Omit<CheckedFile, "outcome">): Outcome[] {
  const isLossy = changes.some(({ change }) => change === "lost" || change === "broken");
  return [...(isLossy ? (["not-met"] as const) : []), ...(sources ? [outcomeBySources(sources, state)] : [])];
}

/** Without intact credentials, or a list of such a kind, there is nobody to look for and nowhere to look. */
function outcomeBySources(
  sources: NonNullable<CheckedFile["sources"]>,
  state: CheckedFile["state"],
): Outcome {
  const isIntact = state === "trusted" || state === "valid";
  if (!isIntact || sources.length === 0) return "unknown";
  return sources.some(({ answer }) => answer === "listed") ? "met" : "not-met";
}
