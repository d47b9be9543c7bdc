/** A checked file in words: what each law comes to, and of its rules those that are not met. */
import type { CheckedFile } from "../../command/check/index.js";
import { lawNames } from "../../command/law-words.js";
import type { AssessedRule, LawOutcome, Verdict } from "../../core/profile/index.js";
import { makeVisible } from "../escape.js";
import { shortDate } from "../moment.js";
import { hang } from "../width.js";
import { besideLines } from "./check-beside.js";
import { type CheckPage, outcomeWords, verdictWords } from "./check-words.js";

export function checkedText(file: CheckedFile, page: CheckPage): string {
  const { style, columns } = page;
  const { assessment, laws } = file;
  const asOf = assessment.rules.length === 0 ? "" : `, by the law of ${shortDate(assessment.asOf)}`;
  const lines = [
    style.bold(makeVisible(file.file)),
    hang("  ", outcomeWords(file, style) + asOf, columns),
    ...laws.flatMap((law) => lawLines(law, assessment.rules, page)),
    ...besideLines(file, page),
  ];
  return `${lines.join("\n")}\n`;
}

/** From the worst on. */
const verdicts: readonly Verdict[] = ["fail", "warn", "undetermined", "pass", "n/a"];

function lawLines({ law, counts }: LawOutcome, rules: readonly AssessedRule[], page: CheckPage): string[] {
  const { style, columns } = page;
  const shown = rules.filter((rule) => rule.law === law && (page.isWhole || isOpen(rule)));
  const words = verdicts.flatMap((verdict) =>
    counts[verdict] === 0 ? [] : [verdictWords(verdict, style, `${counts[verdict]} ${verdict}`)],
  );
  const title = (lawNames as Readonly<Record<string, string>>)[law];
  const told = [...(title === undefined ? [] : [title]), words.join(", ")].join(" — ");
  return [
    hang(`  ${makeVisible(law)}  `, told, columns),
    ...verdicts.flatMap((verdict) =>
      shown.filter((rule) => rule.verdict === verdict).flatMap((rule) => ruleLines(rule, page)),
    ),
  ];
}

/** What somebody may want to do something about. */
function isOpen({ verdict }: AssessedRule): boolean {
  return verdict !== "pass" && verdict !== "n/a";
}

function ruleLines(rule: AssessedRule, { style, columns, isExplained }: CheckPage): string[] {
  const { id, title, verdict, says, why, source, validFrom, validTo } = rule;
  const words = `${verdictWords(verdict, style)} ${makeVisible(id)}  ${title}: ${makeVisible(says)}`;
  // Hanging under the first word, and not behind it: narrow terminals have no room for that.
  const lines = [hang("      ", words, columns).slice(2)];
  if (!isExplained) return lines;
  const dates = [
    ...(validFrom ? [`since ${shortDate(validFrom)}`] : []),
    ...(validTo ? [`until ${shortDate(validTo)}`] : []),
  ];
  return [
    ...lines,
    hang("      why: ", why, columns),
    hang("      source: ", [makeVisible(source), ...dates].join(", "), columns),
  ];
}
