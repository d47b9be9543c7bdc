/** colophon help, as declared. */
import type { CommandSpec } from "../spec.js";

export const help: CommandSpec = {
  name: "help",
  group: "Help",
  summary: "help on a command or a topic",
  about: "Shows the help of a command, or one of the topics; without a name, lists both.",
  arguments: [
    {
      name: "name",
      says: "a command or a topic",
      isRequired: false,
      isRepeatable: true,
      completes: "topic",
    },
  ],
  options: [],
  examples: [
    { line: "colophon help sign", says: "A command." },
    { line: "colophon help exit-codes", says: "A topic." },
    { line: "colophon help identity create", says: "A command below another." },
  ],
  exits: [
    { code: 0, says: "done" },
    { code: 2, says: "there is no such command or topic" },
  ],
};
