/** colophon schema, as declared. */
import { schemaNames } from "../schema-names.js";
import type { CommandSpec } from "../spec.js";

export const schema: CommandSpec = {
  name: "schema",
  group: "Help",
  summary: "the shape of the JSON output",
  about: "Prints the JSON Schema of what a command writes with --json; without a name, lists the names.",
  arguments: [
    {
      name: "name",
      says: "the command whose output it describes",
      isRequired: false,
      isRepeatable: false,
      choices: schemaNames,
      completes: "schema",
    },
  ],
  options: [],
  examples: [{ line: "colophon schema verify > verify.schema.json", says: "To check output against." }],
  exits: [
    { code: 0, says: "done" },
    { code: 2, says: "there is no such schema" },
  ],
  next: "colophon help json",
};
