/** colophon help json */
import { schemaId, schemaNames } from "../schema-names.js";
import type { Topic } from "../spec.js";

export const jsonTopic: Topic = {
  name: "json",
  summary: "the JSON output and how far it can be relied on",
  content: () => [
    {
      kind: "text",
      text: "--json prints one document when everything is done. --jsonl prints a start line, a result line per file as it happens, and an end line; where the end line is missing, the run was cut short.",
    },
    {
      kind: "rows",
      rows: [
        ["schema", `the name and version of the form, such as ${schemaId("verify")}`],
        ["colophon, engine", "the versions that judged"],
        ["ok, exitCode", "the answer for all files together"],
        ["summary", "how many files there were of each kind"],
        ["results", "one entry per file; one that could not be read has error with code, message and hints"],
      ],
    },
    {
      kind: "text",
      text: "New fields may be added within a version; any other change makes a new version. Times are ISO 8601 in UTC, sizes are bytes, hashes are lower-case hexadecimal. Text that comes out of a file is given as it is: escape it before you show it.",
    },
    {
      kind: "text",
      text: "--report writes the lines of --jsonl to a file as well, each with the moment it was found out, under at. Each line is written at once, so what a run that was killed leaves can be read; --continue goes on behind it.",
    },
    { kind: "text", text: `Schemas: ${schemaNames.join(", ")}. Print one with colophon schema NAME.` },
  ],
};
