/** colophon sign, as declared. */
import {
  inputs,
  maxMemoryOption,
  passphraseOptions,
  reportOption,
  selectionOptions,
  timeoutOption,
} from "../shared-options.js";
import {
  aboutOptions,
  continueOption,
  dryRunOption,
  placeOptions,
  signerOptions,
  timeOptions,
} from "../signing-options.js";
import type { CommandSpec, OptionSpec } from "../spec.js";

const what: readonly OptionSpec[] = [
  {
    flags: "--as <disclosure>",
    says: "say how the file was made, such as camera or ai-generated; see colophon help disclosures",
    group: "What",
    kind: "text",
  },
  {
    flags: "--parent <file>",
    says: "the file it was edited from",
    group: "What",
    kind: "text",
    completes: "file",
  },
  {
    flags: "--ingredient <file>",
    says: "a file that was placed into it",
    group: "What",
    kind: "text",
    isRepeatable: true,
    completes: "file",
  },
  {
    flags: "--action <name[=text]>",
    says: "what was done to it, such as cropped; see colophon help actions",
    group: "What",
    kind: "text",
    isRepeatable: true,
  },
  {
    flags: "--all-actions",
    says: "state that no other edit was made",
    group: "What",
    kind: "flag",
  },
  ...aboutOptions,
  {
    flags: "--update",
    says: "add statements only; the content stays as its last issuer left it",
    group: "What",
    kind: "flag",
  },
  {
    flags: "--manifest <file>",
    says: "take the whole definition from this JSON file; see colophon help definition",
    group: "What",
    kind: "text",
    completes: "file",
  },
];

const remoteUrl: OptionSpec = {
  flags: "--remote-url <url>",
  says: "note this address, where you will publish the credential",
  group: "Where",
  kind: "text",
};

export const sign: CommandSpec = {
  name: "sign",
  group: "Make credentials",
  summary: "put my name to it",
  about:
    "Writes a copy of each file with Content Credentials of your own, and verifies what was written. The history that a file already carries is kept.",
  arguments: [inputs],
  options: [
    ...signerOptions,
    ...what,
    ...placeOptions("signed"),
    remoteUrl,
    continueOption,
    ...timeOptions,
    ...passphraseOptions,
    dryRunOption,
    ...selectionOptions,
    reportOption,
    { ...timeoutOption, group: "Files" },
    { ...maxMemoryOption, group: "Files" },
  ],
  examples: [
    { line: "colophon sign --as camera holiday.jpg", says: "Writes holiday.signed.jpg." },
    { line: "colophon sign --dry-run --as ai-generated picture.png", says: "Shows what would be signed." },
    {
      line: "colophon sign --parent raw.jpg --action cropped edit.jpg",
      says: "Records an edit and keeps the history of the parent.",
    },
    { line: "colophon sign -q -o signed/ --as camera shoot/", says: "Signs a folder and prints paths only." },
    {
      line: "colophon sign --continue -o signed/ --as camera shoot/",
      says: "Goes on where that was interrupted.",
    },
  ],
  exits: [
    { code: 0, says: "every file was signed and what was written passed its checks" },
    { code: 2, says: "a file could not be signed; the source is untouched and no half output is left" },
  ],
  next: "colophon verify <output>",
};
