/** Words of a check that its parts share: the outcome of a file, the verdict on a rule. */
import type { CheckedFile } from "../../command/check/index.js";
import type { Verdict } from "../../core/profile/index.js";
import type { Style } from "../style.js";

export interface CheckPage {
  style: Style;
  columns: number;
  /** Every rule, whatever its verdict. */
  isWhole: boolean;
  /** With why it is there, its source and its dates. */
  isExplained: boolean;
}

/** What was asked is answered: rules are met, marks are kept, an issuer is listed. */
export function outcomeWords(file: CheckedFile, style: Style): string {
  const { assessment, rubric, rubricMissing } = file;
  const hasRules = assessment.rules.length > 0 || rubric !== undefined || rubricMissing !== undefined;
  if (hasRules) return ruledWords(file, style);
  const { changes, sources } = file;
  const isLossy = changes?.some(({ change }) => change === "lost" || change === "broken");
  const isListed = sources?.some(({ answer }) => answer === "listed");
  const answers = [
    ...(changes ? [isLossy ? style.red("Marks were lost") : style.bold("No mark was lost")] : []),
    ...(sources ? [sourceWords(file, isListed === true, style)] : []),
  ];
  return answers.join(", ");
}

function sourceWords({ state, sources }: CheckedFile, isListed: boolean, style: Style): string {
  const isIntact = state === "trusted" || state === "valid";
  if (!isIntact || sources?.length === 0) return style.yellow("Could not tell");
  return isListed ? style.bold("Listed") : style.red("Not listed");
}

function ruledWords({ outcome, assessment, rubric }: CheckedFile, style: Style): string {
  switch (outcome) {
    case "met": {
      const counts = [assessment.counts.pass, rubric?.counts.pass ?? 0, rubric?.counts.warn ?? 0];
      return style.bold(counts.some((count) => count > 0) ? "Met" : "No rule applies");
    }
    case "not-met":
      return style.red("Not met");
    case "unknown":
      return style.yellow("Could not tell");
  }
}

export function verdictWords(verdict: Verdict, style: Style, text: string = verdict): string {
  switch (verdict) {
    case "fail":
      return style.red(text);
    case "warn":
      return style.yellow(text);
    case "undetermined":
    case "n/a":
      return style.dim(text);
    case "pass":
      return text;
  }
}
