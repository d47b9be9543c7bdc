/** colophon help config */
import { allCommands } from "../index.js";
import { namesOf, type Topic } from "../spec.js";

/** Keys that stand for an option, from the options themselves. */
function optionKeys(): (readonly [string, string])[] {
  const rows = new Map<string, string>();
  for (const { spec } of allCommands()) {
    for (const option of spec.options) {
      if (option.config !== undefined) {
        const range = option.choices === undefined ? "" : ` (${option.choices.join(", ")})`;
        rows.set(option.config, `the same as ${namesOf(option).long}${range}: ${option.says}`);
      }
    }
  }
  return [...rows].sort(([a], [b]) => a.localeCompare(b, "en"));
}

export const configTopic: Topic = {
  name: "config",
  summary: "configuration files: where they are and what may stand in them",
  content: () => [
    {
      kind: "text",
      text: "Later ones give way to earlier ones: options, COLOPHON_ variables, colophon.config.json in the project, config.json in the user's colophon folder, defaults. colophon doctor says which value came from where.",
    },
    { kind: "rows", rows: optionKeys() },
    {
      kind: "text",
      text: "A project file can never choose trust lists, identities, timestamp authorities or a program to run, nor open the network: a folder that you downloaded must not be able to declare itself trusted.",
    },
  ],
};
