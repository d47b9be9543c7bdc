/** Options that several commands have, each declared once. */
import type { ArgumentSpec, OptionSpec } from "./spec.js";

const output = "Output";
const reading = "Reading";

export const programName = "colophon";

/** Every command has them. */
export const globalOptions: readonly OptionSpec[] = [
  {
    flags: "-q, --quiet",
    says: "print only the paths or names of what was made or listed; otherwise the exit code is the answer",
    group: output,
    kind: "flag",
  },
  {
    flags: "-v, --verbose",
    says: "say what is read, fetched and trusted, and show stacks",
    group: output,
    kind: "flag",
  },
  {
    flags: "--json",
    says: "print one JSON document",
    group: output,
    kind: "flag",
    conflicts: ["jsonl", "quiet"],
  },
  {
    flags: "--jsonl",
    says: "print one JSON line per file as it happens, between a start and an end line",
    group: output,
    kind: "flag",
    conflicts: ["quiet"],
  },
  {
    flags: "--color <when>",
    says: "use color",
    group: output,
    kind: "text",
    choices: ["auto", "always", "never"],
    defaultText: "auto",
    env: "COLOPHON_COLOR",
    config: "color",
  },
  { flags: "-h, --help", says: "show this help", group: output, kind: "flag" },
  { flags: "-V, --version", says: "print the version", group: output, kind: "flag" },
];

export const inputs: ArgumentSpec = {
  name: "input",
  says: "files, folders, globs, - for standard input, or @list.txt with one path a line",
  isRequired: true,
  isRepeatable: true,
  completes: "file",
};

export const input: ArgumentSpec = {
  name: "input",
  says: "a file, or - for standard input",
  isRequired: true,
  isRepeatable: false,
  completes: "file",
};

export const reportOption: OptionSpec = {
  flags: "--report <file>",
  says: "write each result to this file too, as a JSON line, as soon as it is known",
  group: output,
  kind: "text",
  completes: "file",
};

/** Which files of a folder are meant. */
export const selectionOptions: readonly OptionSpec[] = [
  {
    flags: "--include <glob>",
    says: "take only matching files from folders",
    group: "Files",
    kind: "text",
    isRepeatable: true,
  },
  {
    flags: "--exclude <glob>",
    says: "leave out matching files and folders",
    group: "Files",
    kind: "text",
    isRepeatable: true,
  },
  { flags: "--no-recurse", says: "do not go into subfolders", group: "Files", kind: "flag" },
  {
    flags: "-j, --jobs <n>",
    says: "work on so many files at once",
    group: "Files",
    kind: "number",
    least: 1,
    most: 64,
    defaultText: "the number of processors",
    env: "COLOPHON_JOBS",
    config: "jobs",
  },
  {
    flags: "--fail-fast",
    says: "begin no other file after the first that does not pass",
    group: "Files",
    kind: "flag",
  },
];

export const timeoutOption: OptionSpec = {
  flags: "--timeout <seconds>",
  says: "give up on a file after so long",
  group: reading,
  kind: "seconds",
  least: 1,
  most: 86_400,
  defaultText: "30, and 1 for every 20 MB",
  env: "COLOPHON_TIMEOUT",
  config: "timeoutSeconds",
};

export const maxMemoryOption: OptionSpec = {
  flags: "--max-memory <size>",
  says: "give up on a file that needs more, such as 512MB or 4GB",
  group: reading,
  kind: "size",
  least: 100_000_000,
  most: 1_000_000_000_000,
  defaultText: "2GB, and 2.5 times its size up to 4 GB",
  env: "COLOPHON_MAX_MEMORY",
  config: "maxMemory",
};

export const trustOption: OptionSpec = {
  flags: "--trust <list>",
  says: "judge by this list, a PEM file or a name from colophon trust, and by no other",
  group: reading,
  kind: "text",
  isRepeatable: true,
  completes: "trust-list",
  env: "COLOPHON_TRUST",
  config: "trust",
};

/** How a credential is found and judged. */
export const readingOptions: readonly OptionSpec[] = [
  trustOption,
  {
    flags: "--credential <file>",
    says: "read the Content Credentials from this .c2pa file",
    group: reading,
    kind: "text",
    completes: "file",
  },
  {
    flags: "--remote",
    says: "fetch Content Credentials that are kept on a server, which tells it that you have the file",
    group: reading,
    kind: "flag",
    env: "COLOPHON_REMOTE",
    config: "remote",
  },
  timeoutOption,
  maxMemoryOption,
];

export const rawOption: OptionSpec = {
  flags: "--raw",
  says: "add the engine's own report, under manifestStore with --json",
  group: "Output",
  kind: "flag",
};

/** Where a passphrase comes from when not from a prompt; never from an option's value or the environment. */
export const passphraseOptions: readonly OptionSpec[] = [
  {
    flags: "--passphrase-file <file>",
    says: "read the passphrase from the first line of this file",
    group: "Passphrase",
    kind: "text",
    completes: "file",
    conflicts: ["passphraseFd"],
  },
  {
    flags: "--passphrase-fd <n>",
    says: "read the passphrase from this file descriptor",
    group: "Passphrase",
    kind: "number",
    least: 0,
    most: 1_000_000,
  },
];
