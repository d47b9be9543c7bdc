/** Options that can also be set elsewhere, gathered from the declaration itself. */
import { allCommands, program } from "../index.js";
import { namesOf, type OptionSpec } from "../spec.js";

/** Each once, by variable or key, in the order of the alphabet. */
export function optionSettings(by: "env" | "config"): readonly (readonly [string, string])[] {
  const options = [...program.options, ...allCommands().flatMap(({ spec }) => spec.options)];
  const rows = new Map<string, string>();
  for (const option of options) {
    const name = option[by];
    // By the name it has in the command that most people know first.
    if (name !== undefined && !rows.has(name)) rows.set(name, textOf(option));
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

function textOf(option: OptionSpec): string {
  const choices = option.choices === undefined ? "" : ` (${option.choices.join(", ")})`;
  return `like ${namesOf(option).long}${choices}: ${option.says}`;
}
