/** colophon journal and the commands below it, as declared. */
import type { ArgumentSpec, CommandSpec } from "../spec.js";

const what: ArgumentSpec = {
  name: "what",
  says: "a file, before or after it was labeled, or its SHA-256, or the number of a label or of a line",
  isRequired: true,
  isRepeatable: false,
  completes: "file",
};

const find: CommandSpec = {
  name: "find",
  group: "Make credentials",
  summary: "when and by whom a file was labeled here",
  about:
    "Looks a file up in the journal, by its content and not by its name, or a label by its number, or a line by its own. The whole journal is checked first: what it says counts only while no line was changed or taken out.",
  arguments: [what],
  options: [],
  examples: [
    { line: "colophon journal find picture.labeled.png", says: "Says when and by whom it was labeled." },
  ],
  exits: [
    { code: 0, says: "it is in the journal, and the journal is whole" },
    { code: 1, says: "the journal is not whole" },
    { code: 2, says: "there is no such file or number, or the file could not be read" },
    { code: 3, says: "it is not in the journal" },
  ],
};

const verify: CommandSpec = {
  name: "verify",
  group: "Make credentials",
  summary: "is the journal as it was written?",
  about:
    "Goes through the whole journal: each line holds the hash of the one before, so a line that was changed or taken out is found.",
  arguments: [],
  options: [],
  examples: [
    { line: "colophon journal verify", says: "Counts the lines, or names the first that is wrong." },
  ],
  exits: [
    { code: 0, says: "every line is as it was written" },
    { code: 1, says: "a line was changed, cut short or taken out" },
    { code: 2, says: "the journal could not be read" },
  ],
};

export const journal: CommandSpec = {
  name: "journal",
  group: "Make credentials",
  summary: "what was labeled here, when and by whom",
  about:
    "Every label adds a line to the journal: its number, the time, the content before and after, the disclosure and the identity. Laws ask for such logs: China, for six months where there is no visible label.",
  arguments: [],
  options: [],
  examples: [
    { line: "colophon journal", says: "Says whether the journal is whole." },
    { line: "colophon journal find picture.png", says: "Says when and by whom it was labeled." },
  ],
  exits: [
    { code: 0, says: "the journal is whole, and what was looked for is in it" },
    { code: 1, says: "a line was changed, cut short or taken out" },
    { code: 2, says: "the journal, or what was looked for, could not be read" },
    { code: 3, says: "what was looked for is not in it" },
  ],
  commands: [find, verify],
  fallback: "verify",
};
