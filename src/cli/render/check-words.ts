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

export function outcomeWords({ outcome }: CheckedFile, style: Style): string {
  switch (outcome) {
    case "met":
      return style.bold("Met");
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
