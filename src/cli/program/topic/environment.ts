/** colophon help environment */
import { allCommands } from "../index.js";
import { namesOf, type Topic } from "../spec.js";

const others: readonly (readonly [string, string])[] = [
  ["COLOPHON_HOME", "one folder for configuration, identities, trust lists and cache"],
  ["XDG_CONFIG_HOME", "where the configuration is kept without COLOPHON_HOME, in colophon/"],
  ["XDG_DATA_HOME", "where identities and trust lists are kept without COLOPHON_HOME, in colophon/"],
  ["NO_COLOR", "when it is not empty, no color"],
  ["FORCE_COLOR", "0 for no color, 1, 2 or 3 for 16, 256 or all colors"],
  ["TERM", "dumb means no color and no spinner"],
];

/** Variables that stand for an option, from the options themselves. */
function optionVariables(): (readonly [string, string])[] {
  const rows = new Map<string, string>();
  for (const { spec } of allCommands()) {
    for (const option of spec.options) {
      if (option.env !== undefined) rows.set(option.env, `the same as ${namesOf(option).long}: ${option.says}`);
    }
  }
  return [...rows].sort(([a], [b]) => a.localeCompare(b, "en"));
}

export const environmentTopic: Topic = {
  name: "environment",
  summary: "the environment variables that are read",
  content: () => [
    { kind: "text", text: "An option on the command line beats its variable, a variable beats the configuration." },
    { kind: "rows", rows: [...optionVariables(), ...others] },
    { kind: "text", text: "Passphrases are never read from the environment, where other programs could see them." },
  ],
};
