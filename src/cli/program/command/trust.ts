/** colophon trust and the commands below it, as declared. */
import { trustKinds } from "../../../command/choices.js";
import { trustOption } from "../shared-options.js";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "../spec.js";

const name: ArgumentSpec = {
  name: "name",
  says: "the list's name",
  isRequired: true,
  isRepeatable: false,
  completes: "trust-list",
};

const dryRun: OptionSpec = {
  flags: "-n, --dry-run",
  says: "show what would change and keep nothing",
  group: "List",
  kind: "flag",
};

const done = { code: 0, says: "done" };
const notDone = { code: 2, says: "there is no such list, or it could not be read or fetched" };

const list: CommandSpec = {
  name: "list",
  group: "Set up",
  summary: "the lists in use, with kind, origin and date",
  about: "Lists the trust lists in use: what each vouches for, where it came from and of what date it is.",
  arguments: [],
  options: [],
  examples: [{ line: "colophon trust list", says: "All lists, one a line." }],
  exits: [done],
  next: "colophon trust show <name>",
};

const add: CommandSpec = {
  name: "add",
  group: "Set up",
  summary: "trust the certificates in a file or at an address",
  about:
    "Adds a trust list from a file or an https address, or the very certificate that signed a media file. Whoever it names is recognized from then on. With --authority, everyone this authority certifies will be recognized.",
  arguments: [
    {
      name: "source",
      says: "certificates in PEM or JSON, a file or an https address",
      isRequired: false,
      isRepeatable: false,
      completes: "file",
    },
  ],
  options: [
    {
      flags: "--from <file>",
      says: "take the certificate of whoever signed this media file, and no other",
      group: "List",
      kind: "text",
      completes: "file",
    },
    {
      flags: "--authority",
      says: "with --from: take the topmost authority in the file; everyone it certifies will be recognized",
      group: "List",
      kind: "flag",
    },
    { flags: "--name <name>", says: "what you call it", group: "List", kind: "text" },
    {
      flags: "--kind <kind>",
      says: "what it vouches for",
      group: "List",
      kind: "text",
      choices: trustKinds,
      defaultText: "what the file itself shows",
    },
    dryRun,
  ],
  examples: [
    { line: "colophon trust add studio.pem --name studio", says: "Recognize what the studio signs." },
    { line: "colophon trust add --from holiday.jpg --name camera", says: "Recognize who signed this file." },
  ],
  exits: [done, notDone],
  next: "colophon trust list",
};

const update: CommandSpec = {
  name: "update",
  group: "Set up",
  summary: "fetch the official lists",
  about:
    "Fetches the official trust lists, or reads one from a file, and shows what changed before it is kept.",
  arguments: [],
  options: [
    {
      flags: "--from <file>",
      says: "read this file, fetch nothing; its name says which list it is",
      group: "List",
      kind: "text",
      completes: "file",
    },
    {
      flags: "--name <name>",
      says: "which list that file is a newer version of",
      group: "List",
      kind: "text",
      completes: "trust-list",
    },
    dryRun,
    { flags: "-y, --yes", says: "keep the changes without asking", group: "List", kind: "flag" },
  ],
  examples: [
    { line: "colophon trust update", says: "Goes online, then asks." },
    { line: "colophon trust update --from C2PA-TRUST-LIST.pem", says: "Stays offline." },
  ],
  exits: [done, notDone],
  next: "colophon verify <input>",
};

const show: CommandSpec = {
  name: "show",
  group: "Set up",
  summary: "who is on a list",
  about: "Shows one list: origin, dates, and every certificate on it.",
  arguments: [name],
  options: [],
  examples: [{ line: "colophon trust show c2pa", says: "Who is on the official list." }],
  exits: [done, notDone],
};

const remove: CommandSpec = {
  name: "remove",
  group: "Set up",
  summary: "stop trusting a list",
  about: "Removes a list. Issuers that only it vouched for are no longer recognized.",
  arguments: [name],
  options: [{ ...dryRun, says: "show what would be removed and remove nothing" }],
  examples: [{ line: "colophon trust remove studio", says: "The studio is no longer recognized." }],
  exits: [done, notDone],
  next: "colophon trust list",
};

const test: CommandSpec = {
  name: "test",
  group: "Set up",
  summary: "which list recognizes this file's issuer?",
  about:
    "Says for each list whether it recognizes the issuer of a file and its timestamp authority, and why not.",
  arguments: [
    { name: "input", says: "a media file", isRequired: true, isRepeatable: false, completes: "file" },
  ],
  options: [trustOption],
  examples: [{ line: "colophon trust test holiday.jpg", says: "List by list." }],
  exits: [
    { code: 0, says: "a list recognizes the issuer" },
    { code: 2, says: "the file could not be read" },
    { code: 3, says: "the file has no Content Credentials" },
    { code: 4, says: "no list recognizes the issuer" },
  ],
  next: "colophon trust add --from <input>",
};

export const trust: CommandSpec = {
  name: "trust",
  group: "Set up",
  summary: "whom you believe",
  about:
    "Keeps the trust lists by which issuers and timestamp authorities are recognized. No list comes with colophon: fetch the official ones with colophon trust update.",
  arguments: [],
  options: [],
  examples: [
    { line: "colophon trust", says: "The lists in use." },
    { line: "colophon trust update", says: "Fetch the official lists." },
  ],
  exits: [done, notDone],
  next: "colophon verify <input>",
  commands: [list, add, update, show, remove, test],
  fallback: "list",
};
