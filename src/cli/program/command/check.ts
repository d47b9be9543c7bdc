/** colophon check, as declared. */
import { inputs, readingOptions, reportOption, selectionOptions } from "../shared-options.js";
import type { CommandSpec, OptionSpec } from "../spec.js";

const rules: readonly OptionSpec[] = [
  {
    flags: "--law <laws>",
    says: "laws, with commas: cn, eu, us-ca, us-ut, us-wa, in, kr, vn, ny, c2pa, or all; see colophon help laws",
    group: "Rules",
    kind: "text",
    isRepeatable: true,
    defaultText: "all",
  },
  {
    flags: "--profile <policy>",
    says: "a policy of your own, a JSON file or the name of one in the folder profiles; see colophon help laws",
    group: "Rules",
    kind: "text",
    isRepeatable: true,
    completes: "file",
  },
  {
    flags: "--rubric <file>",
    says: "an official C2PA asset rubric, a YAML file",
    group: "Rules",
    kind: "text",
    completes: "file",
  },
  {
    flags: "--before <file>",
    says: "the same content before a step: say what the step kept, changed, lost or broke",
    group: "Rules",
    kind: "text",
    completes: "file",
  },
  {
    flags: "--news-source",
    says: "say whether the issuer is on a list of news sources or publishers, and of what date the list is",
    group: "Rules",
    kind: "flag",
  },
  {
    flags: "--as-of <date>",
    says: "hold against the law of this day, such as 2026-12-02",
    group: "Rules",
    kind: "date",
    defaultText: "today",
  },
  {
    flags: "--strict",
    says: "a warning counts as not met, and what stays undetermined as not to be told",
    group: "Rules",
    kind: "flag",
  },
];

const circumstances: readonly OptionSpec[] = [
  { flags: "--ai", says: "AI made or altered it", conflicts: ["notAi"] },
  {
    flags: "--not-ai",
    says: "AI had no part in it",
    conflicts: ["deepfake", "syntheticPerformer", "kind"],
  },
  {
    flags: "--deepfake",
    says: "by AI, it shows existing people, places or events as they are not",
    conflicts: ["notDeepfake"],
  },
  { flags: "--not-deepfake", says: "it does not" },
  { flags: "--ad", says: "it is an advertisement" },
  { flags: "--synthetic-performer", says: "it shows a performer who does not exist, but is of AI" },
].map((option) => ({ ...option, group: "What no file shows", kind: "flag" as const }));

const kindOption: OptionSpec = {
  flags: "--kind <kind>",
  says: "the kind of synthesis by AI, such as face-swap or voice-clone; see colophon help kinds",
  group: "What no file shows",
  kind: "text",
  isRepeatable: true,
};

export const check: CommandSpec = {
  name: "check",
  group: "Look at files",
  summary: "does it meet the rules of a market, or your own?",
  about:
    "Holds each file against the rules of laws, of an official rubric, or of a policy of your own, and gives a verdict for each rule: pass, fail, warn, undetermined, n/a. What a file cannot show is undetermined and never counts as pass; a warning does not fail a file without --strict. Looks at the pixels and samples too where a label is said to be in them. Several files get one line each; -v shows them in full. None of it is legal advice.",
  arguments: [{ ...inputs, isRequired: false }],
  options: [
    ...rules,
    ...circumstances,
    kindOption,
    {
      flags: "--consent <record>",
      says: "a consent record that belongs to the files; see colophon consent",
      group: "What no file shows",
      kind: "text",
      isRepeatable: true,
      completes: "file",
    },
    ...readingOptions,
    ...selectionOptions,
    reportOption,
    { flags: "-f, --force", says: "replace an existing report", group: "Output", kind: "flag" },
    { flags: "--list", says: "list the rules and check nothing", group: "Output", kind: "flag" },
    {
      flags: "--explain",
      says: "print why each rule is there, its source, and since when",
      group: "Output",
      kind: "flag",
    },
    {
      flags: "--system-only",
      says: "print data of systems and none of people: no names, addresses, places, prompts",
      group: "Output",
      kind: "flag",
    },
    {
      flags: "--sarif",
      says: "print a SARIF 2.1.0 log, for services that show results of checks",
      group: "Output",
      kind: "flag",
      conflicts: ["json", "jsonl", "list"],
    },
  ],
  examples: [
    { line: "colophon check --law eu,cn poster.jpg", says: "The rules of two markets." },
    { line: "colophon check poster.jpg", says: "All laws, today's text." },
    {
      line: "colophon check --before original.jpg uploaded.jpg",
      says: "What the upload kept, changed and lost.",
    },
    { line: "colophon check --profile desk.json shoot/", says: "A policy of your own, one line per file." },
    { line: "colophon check --news-source report.jpg", says: "Whether the issuer is a listed source." },
    { line: "colophon check --sarif --law c2pa out/ > results.sarif", says: "For a build server." },
    { line: "colophon check --list --law eu", says: "The rules themselves." },
  ],
  exits: [
    {
      code: 0,
      says: "no rule is failed, and of every law that applies something was seen to be met; warnings and single rules that stay undetermined do not change that, with --strict they do",
    },
    {
      code: 1,
      says: "a rule is failed; with --before alone: something was lost; with --news-source alone: not listed",
    },
    {
      code: 2,
      says: "nothing is failed, and of a law that applies nothing was seen to be met; or a file could not be read",
    },
  ],
  next: "colophon explain <rule>",
};
