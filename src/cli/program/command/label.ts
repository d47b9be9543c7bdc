/** colophon label, as declared. */
import { corners } from "../../../command/choices.js";
import {
  inputs,
  maxMemoryOption,
  passphraseOptions,
  reportOption,
  selectionOptions,
  timeoutOption,
  trustOption,
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
    says: "ai-generated where AI made it; ai-edited or composite-ai where AI changed or added something",
    group: "What",
    kind: "text",
  },
  {
    flags: "--by <provider>",
    says: "the provider that answers for it: a registered code, or a name in ASCII without spaces",
    group: "What",
    kind: "text",
    defaultText: "the issuer, where its name will do",
    env: "COLOPHON_PROVIDER",
    config: "provider",
  },
  { flags: "--system <name>", says: "the AI system it was made with", group: "What", kind: "text" },
  { flags: "--system-version <version>", says: "and its version", group: "What", kind: "text" },
  {
    flags: "--made <time>",
    says: "when AI made or changed it",
    group: "What",
    kind: "date",
    defaultText: "now",
  },
  {
    flags: "--kind <kind>",
    says: "what was synthesized, such as voice-clone or face-swap; see colophon help kinds",
    group: "What",
    kind: "text",
    isRepeatable: true,
  },
  {
    flags: "--law <laws>",
    says: "make it fit these laws, such as cn,eu; see colophon help laws",
    group: "What",
    kind: "text",
    isRepeatable: true,
    defaultText: "all",
  },
  {
    flags: "--consent <record>",
    says: "a signed record that whoever is in it was told and agreed; see colophon consent",
    group: "What",
    kind: "text",
    isRepeatable: true,
    completes: "file",
  },
  {
    flags: "--parent <file>",
    says: "the file before AI changed it",
    group: "What",
    kind: "text",
    completes: "file",
  },
];

const mark: readonly OptionSpec[] = [
  { flags: "--visible", says: "make a mark even where no law asks for it", group: "Mark", kind: "flag" },
  {
    flags: "--no-visible",
    says: "make no mark that people see or hear; the journal notes it",
    group: "Mark",
    kind: "flag",
  },
  {
    flags: "--position <corner>",
    says: "where it stands on pictures and films",
    group: "Mark",
    kind: "text",
    choices: corners,
    defaultText: "top-right",
  },
  {
    flags: "--text <words>",
    says: "other words, held against what the laws want them to say",
    group: "Mark",
    kind: "text",
  },
  {
    flags: "--font <file>",
    says: "a font for letters that do not come with colophon",
    group: "Mark",
    kind: "text",
    completes: "file",
  },
  {
    flags: "--voice-label <file>",
    says: "another recording to be put before sound; --text tells what it says",
    group: "Mark",
    kind: "text",
    completes: "file",
  },
  {
    flags: "--rhythm",
    says: "sound the rhythm of GB 45438-2025 after the words",
    group: "Mark",
    kind: "flag",
  },
];

const platform: readonly OptionSpec[] = [
  {
    flags: "--as-propagator",
    says: "pass on what others made: keep their label and add your part to it",
    group: "Platforms",
    kind: "flag",
  },
  {
    flags: "--declared",
    says: "whoever uploaded it says that AI made it",
    group: "Platforms",
    kind: "flag",
  },
];

export const label: CommandSpec = {
  name: "label",
  group: "Make credentials",
  summary: "say that AI made or changed it, so that everyone can see, hear and read it",
  about:
    "Writes a copy of each file that says so in every way: a mark that people see or hear, labels in the metadata that machines read, and Content Credentials that anybody can verify. Everything is read back before the copy gets its name, and the work is noted in a journal. No command takes a label away. None of this is legal advice.",
  arguments: [inputs],
  options: [
    ...what,
    ...mark,
    ...platform,
    ...signerOptions,
    ...aboutOptions,
    ...placeOptions("labeled"),
    continueOption,
    ...timeOptions,
    ...passphraseOptions,
    dryRunOption,
    { ...trustOption, says: "recognize the signers of consents by this list" },
    ...selectionOptions,
    reportOption,
    { ...timeoutOption, group: "Files" },
    { ...maxMemoryOption, group: "Files" },
  ],
  examples: [
    {
      line: "colophon label --as ai-generated --system ExampleGen --system-version 1.2 picture.png",
      says: "Writes picture.labeled.png.",
    },
    {
      line: "colophon label --as ai-edited --kind face-swap --consent ana.jws holiday.jpg",
      says: "Records that a face was exchanged, and that its owner agreed.",
    },
    {
      line: "colophon label --dry-run --as ai-generated --law eu picture.png",
      says: "Shows what would be drawn, written and signed.",
    },
    {
      line: "colophon label --as-propagator --by ExampleSite upload.jpg",
      says: "A platform's part: the producer's label is kept.",
    },
  ],
  exits: [
    { code: 0, says: "every file was labeled, and everything was read back from what was written" },
    { code: 2, says: "a file could not be labeled; the source is untouched and no half output is left" },
  ],
  next: "colophon check --law all <output>",
};
