/** colophon verify, as declared. */
import { inputs, rawOption, readingOptions, reportOption, selectionOptions } from "../shared-options.js";
import type { CommandSpec } from "../spec.js";

export const verify: CommandSpec = {
  name: "verify",
  group: "Look at files",
  summary: "what does this file say about itself, and can I believe it?",
  about:
    "Reads the Content Credentials of each file and gives four answers: is it unchanged, who issued it, when, and what was it made from. Exits 0 if and only if every input carries Content Credentials that are intact, with an unbroken history, issued by someone you trust.",
  arguments: [inputs],
  options: [
    {
      flags: "--require <level>",
      says: "what a file must be: trusted, or valid by anyone",
      group: "Requirement",
      kind: "text",
      choices: ["trusted", "valid"],
      defaultText: "trusted",
      env: "COLOPHON_REQUIRE",
      config: "require",
    },
    {
      flags: "--issuer <name>",
      says: "the issuer must have this name; * and ? stand for any letters",
      group: "Requirement",
      kind: "text",
    },
    {
      flags: "--at <time>",
      says: "judge as of this moment, such as 2026-03-12 or 2026-03-12T14:05:00Z",
      group: "Requirement",
      kind: "date",
    },
    ...readingOptions,
    ...selectionOptions,
    { flags: "--explain", says: "print what each finding means", group: "Output", kind: "flag" },
    rawOption,
    reportOption,
    { flags: "-f, --force", says: "replace an existing report", group: "Output", kind: "flag" },
  ],
  examples: [
    { line: "colophon verify holiday.jpg", says: "The four answers about one file." },
    { line: "colophon verify shoot/", says: "One line per file, and a summary." },
    {
      line: "colophon verify --report results.jsonl shoot/",
      says: "The same, and a record that is whole even when the run is not.",
    },
    { line: 'colophon verify --issuer "Leica*" holiday.jpg', says: "Accept one issuer only." },
    { line: "colophon verify --json holiday.jpg", says: "The same answers for a program." },
  ],
  exits: [
    { code: 0, says: "every file is intact and issued by someone you trust" },
    { code: 1, says: "a file is invalid, or something in its history is broken" },
    { code: 2, says: "a file could not be judged" },
    { code: 3, says: "a file has no Content Credentials" },
    { code: 4, says: "an issuer is not recognized, or is not the one asked for" },
  ],
  next: "colophon trace <input>",
};
