/** What the parsing library does not check: choices, and which options go together. */
import { ColophonError } from "../../error.js";
import { programName } from "./shared-options.js";
import { type ArgumentSpec, namesOf, type OptionSpec, usageOf } from "./spec.js";

type Values = Readonly<Record<string, unknown>>;

/** Throws `usage.conflict` or `usage.invalid`, with a hint. */
export function checkOptions(options: readonly OptionSpec[], values: Values, path: readonly string[]): void {
  checkConflicts(options, values);
  checkRequired(options, values, path);
  checkSense(options, values);
}

/** Throws `usage.invalid`. */
export function checkChoice(spec: ArgumentSpec, text: string | undefined): void {
  if (text === undefined || spec.choices === undefined || spec.choices.includes(text)) return;
  throw new ColophonError(
    "usage.invalid",
    `expected one of ${spec.choices.join(", ")} for ${usageOf(spec)}, found "${text}"`,
  );
}

function checkConflicts(options: readonly OptionSpec[], values: Values): void {
  const isSet = (key: string) => values[key] !== undefined && values[key] !== false;
  for (const option of options) {
    const { key, long, isNegated } = namesOf(option);
    if (isNegated || !isSet(key)) continue;
    const other = options.find((entry) => {
      const names = namesOf(entry);
      return option.conflicts?.includes(names.key) === true && isSet(names.key);
    });
    if (other === undefined) continue;
    const message = `${long} and ${namesOf(other).long} cannot be used together`;
    throw new ColophonError("usage.conflict", message, { hints: ["leave one of them out"] });
  }
}

function checkRequired(options: readonly OptionSpec[], values: Values, path: readonly string[]): void {
  const missing = options.find((option) => option.isRequired && values[namesOf(option).key] === undefined);
  if (missing === undefined) return;
  throw new ColophonError("usage.invalid", `expected ${missing.flags}, found nothing`, {
    hints: [`see ${[programName, ...path].join(" ")} --help`],
  });
}

function checkSense(options: readonly OptionSpec[], values: Values): void {
  for (const { onlyWith, ...option } of options) {
    const { key, long, isNegated } = namesOf(option);
    const isGiven = isNegated ? values[key] === false : values[key] !== undefined && values[key] !== false;
    if (onlyWith === undefined || !isGiven) continue;
    const found = String(values[onlyWith.key]);
    if (onlyWith.values.includes(found)) continue;
    throw new ColophonError("usage.conflict", `${long} means nothing with --${onlyWith.key} ${found}`, {
      hints: [`it goes with --${onlyWith.key} ${onlyWith.values.join(" or ")}`],
    });
  }
}
