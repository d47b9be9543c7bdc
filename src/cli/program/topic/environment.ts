/** colophon help environment */
import type { Topic } from "../spec.js";
import { optionSettings } from "./option-settings.js";

const others: readonly (readonly [string, string])[] = [
  ["COLOPHON_HOME", "one folder, by its absolute path, for configuration, identities and trust lists"],
  ["XDG_CONFIG_HOME", "without COLOPHON_HOME: the configuration is in colophon/ there"],
  ["XDG_DATA_HOME", "without COLOPHON_HOME: identities and trust lists are in colophon/ there"],
  ["NO_COLOR", "when it is not empty, no color"],
  ["FORCE_COLOR", "0 for no color; 1, 2 or 3 for 16, 256 or all colors"],
  ["TERM", "dumb means no color and no spinner"],
];

export const environmentTopic: Topic = {
  name: "environment",
  summary: "the environment variables that are read",
  content: () => [
    {
      kind: "text",
      text: "An option beats its variable, a variable beats the configuration. Lists are separated by spaces or commas; what is on or off is true or false.",
    },
    { kind: "rows", rows: [...optionSettings("env"), ...others] },
    {
      kind: "text",
      text: "Passphrases are never read from the environment, where other programs could see them.",
    },
  ],
};
