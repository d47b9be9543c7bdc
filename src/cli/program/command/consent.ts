/** colophon consent and the commands below it, as declared. */
import { passphraseOptions, trustOption } from "../shared-options.js";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "../spec.js";

const recordFile: ArgumentSpec = {
  name: "record",
  says: "a signed consent record",
  isRequired: true,
  isRepeatable: false,
  completes: "file",
};

const kind: OptionSpec = {
  flags: "--kind <kind>",
  says: "only for this kind of synthesis, such as face-swap; see colophon help kinds",
  group: "Consent",
  kind: "text",
  isRepeatable: true,
};

const evidence: OptionSpec = {
  flags: "--evidence <file>",
  says: "the document that proves it: its hash is recorded, the document stays with you",
  group: "Consent",
  kind: "text",
  completes: "file",
};

const who: readonly OptionSpec[] = [
  { flags: "--subject <name>", says: "who agreed; recorded under a pseudonym", isRequired: true },
  { flags: "--subject-id <id>", says: "the pseudonym the same subject has in an earlier record" },
].map((option) => ({ ...option, group: "Subject", kind: "text" as const }));

const whoFlags: readonly OptionSpec[] = [
  { flags: "--named", says: "write the name into the record: the subject agreed to that too" },
  { flags: "--minor", says: "the subject is a minor" },
].map((option) => ({ ...option, group: "Subject", kind: "flag" as const }));

const what: readonly OptionSpec[] = [
  {
    flags: "--attributes <list>",
    says: "what of the subject it is about, with commas: face, voice, body, other",
    isRequired: true,
  },
  { flags: "--scope <text>", says: "what the subject agreed to, in words", isRequired: true },
  {
    flags: "--basis <basis>",
    says: "on what it rests",
    choices: ["separate-consent", "consent", "contract", "heirs"],
    defaultText: "separate-consent",
  },
  {
    flags: "--producer <name>",
    says: "who asked for it and keeps the evidence",
    defaultText: "the organization of the identity",
  },
  { flags: "--revocation-url <address>", says: "where it would be told that it was withdrawn" },
  {
    flags: "--id <id>",
    says: "the id of an earlier record that this one takes the place of, as with --revoked",
  },
].map((option) => ({ ...option, group: "Consent", kind: "text" as const }));

const when: readonly OptionSpec[] = [
  {
    flags: "--notified <time>",
    says: "when the subject was told what would be done, such as 2026-03-12",
    isRequired: true,
  },
  { flags: "--obtained <time>", says: "when the subject agreed", isRequired: true },
  { flags: "--expires <time>", says: "until when it holds", defaultText: "until it is withdrawn" },
  { flags: "--revoked <time>", says: "when it was withdrawn" },
].map((option) => ({ ...option, group: "Times", kind: "date" as const }));

const record: CommandSpec = {
  name: "record",
  group: "Make credentials",
  summary: "write down that somebody agreed",
  about:
    "Writes a signed record that somebody was told of the use of their likeness and agreed to it: for what, from when, until when. The subject is a pseudonym unless you say --named, and of the evidence only the hash is kept.",
  arguments: [],
  options: [
    ...who,
    ...whoFlags,
    ...what,
    kind,
    evidence,
    ...when,
    {
      flags: "--sign-as <identity>",
      says: "sign with this identity",
      group: "Signature",
      kind: "text",
      defaultText: "the one chosen with colophon identity use",
      completes: "identity",
      env: "COLOPHON_IDENTITY",
      config: "identity",
    },
    ...passphraseOptions,
    {
      flags: "-o, --output <file>",
      says: "where to write it",
      group: "Output",
      kind: "text",
      defaultText: "consent-, the first letters of the pseudonym, .jws",
      completes: "file",
    },
    { flags: "-f, --force", says: "replace a file that is there", group: "Output", kind: "flag" },
    { flags: "-n, --dry-run", says: "show the record and sign nothing", group: "Output", kind: "flag" },
  ],
  examples: [
    {
      line: 'colophon consent record --subject "Berta Lind" --attributes face,voice --scope "one advertisement for a bakery" --notified 2026-03-01 --obtained 2026-03-02 --expires 2027-03-02 --evidence release.pdf -o berta.jws',
      says: "Face and voice, for a year.",
    },
    {
      line: 'colophon consent record --dry-run --subject "Berta Lind" --attributes face --scope "portraits" --notified 2026-03-01 --obtained 2026-03-02',
      says: "What would be written.",
    },
  ],
  exits: [
    { code: 0, says: "the record was written" },
    { code: 2, says: "the record is not complete, or could not be signed or written" },
  ],
  next: "colophon consent verify <record>",
};

const verify: CommandSpec = {
  name: "verify",
  group: "Make credentials",
  summary: "does this record hold, and whose is it?",
  about:
    "Verifies a record: is it as it was signed, does somebody you trust stand for it, and does it cover a kind of synthesis at a moment. Says what is documented, and never what is lawful.",
  arguments: [recordFile],
  options: [
    { ...kind, says: "ask whether it covers this kind of synthesis" },
    { ...evidence, says: "the document that proves it: its hash is compared" },
    {
      flags: "--at <time>",
      says: "the moment it has to cover",
      group: "Consent",
      kind: "date",
      defaultText: "now",
    },
    trustOption,
    {
      flags: "--certificate <file>",
      says: "the signer must be this certificate, or lead to it",
      group: "Reading",
      kind: "text",
      completes: "file",
    },
  ],
  examples: [
    { line: "colophon consent verify berta.jws", says: "Whether it holds today." },
    {
      line: "colophon consent verify --kind face-swap --evidence release.pdf berta.jws",
      says: "Whether it covers a face swap, and this is the document.",
    },
  ],
  exits: [
    { code: 0, says: "as it was signed, by somebody you trust, and it covers what was asked" },
    { code: 1, says: "altered, expired, withdrawn, for something else, or other evidence" },
    { code: 2, says: "it is no consent record, or could not be read" },
    { code: 4, says: "it holds, and nobody you trust stands for its signer" },
  ],
  next: "colophon check --consent <record> <input>",
};

const show: CommandSpec = {
  name: "show",
  group: "Make credentials",
  summary: "lay a record open",
  about: "Shows everything a record says, whoever signed it, and judges nothing.",
  arguments: [recordFile],
  options: [trustOption],
  examples: [{ line: "colophon consent show berta.jws", says: "All of it." }],
  exits: [
    { code: 0, says: "it could be laid open" },
    { code: 2, says: "it is no consent record, or could not be read" },
  ],
  next: "colophon consent verify <record>",
};

export const consent: CommandSpec = {
  name: "consent",
  group: "Make credentials",
  summary: "that the people in it agreed",
  about:
    "Records that somebody agreed to the use of their face, voice or body, verifies such records and shows them. A record is a signed text (JWS); colophon schema consent-record prints its form.",
  arguments: [],
  options: [],
  examples: [{ line: "colophon consent show berta.jws", says: "What a record says." }],
  exits: [{ code: 0, says: "done" }, ...verify.exits.slice(1)],
  next: "colophon consent record",
  commands: [record, verify, show],
};
