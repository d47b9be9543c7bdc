/** colophon identity and the commands below it, as declared. */
import { passphraseOptions } from "../shared-options.js";
import type { ArgumentSpec, CommandSpec, OptionSpec } from "../spec.js";

const name: ArgumentSpec = {
  name: "name",
  says: "the identity's name",
  isRequired: true,
  isRepeatable: false,
  completes: "identity",
};
const ownOrDefault: ArgumentSpec = {
  ...name,
  says: "the identity's name; without it, the one in use",
  isRequired: false,
};
const newName: ArgumentSpec = {
  name: "name",
  says: "what you call it: letters, digits, dots, dashes",
  isRequired: true,
  isRepeatable: false,
};

const algorithm: OptionSpec = {
  flags: "--alg <algorithm>",
  says: "how it signs",
  group: "Key",
  kind: "text",
  choices: ["es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"],
  defaultText: "es256",
};
const days: OptionSpec = {
  flags: "--days <n>",
  says: "how long the certificate is valid",
  group: "Key",
  kind: "number",
  least: 1,
  most: 3650,
  defaultText: "365",
};
const withoutPassphrase: OptionSpec = {
  flags: "--no-passphrase",
  says: "keep the key unencrypted, for machines that sign alone",
  group: "Passphrase",
  kind: "flag",
};
const owner: readonly OptionSpec[] = [
  { flags: "--for <name>", says: "the person it stands for", group: "Who", kind: "text", isRequired: true },
  { flags: "--org <name>", says: "the organization it stands for", group: "Who", kind: "text" },
];
const output: OptionSpec = {
  flags: "-o, --output <path>",
  says: "write here; - is standard output",
  group: "Output",
  kind: "text",
  completes: "file",
};
const force: OptionSpec = {
  flags: "-f, --force",
  says: "replace what is there",
  group: "Output",
  kind: "flag",
};

const dryRun: OptionSpec = {
  flags: "-n, --dry-run",
  says: "keep and write nothing; show what would be done",
  group: "Output",
  kind: "flag",
};

const done = { code: 0, says: "done" };
const notDone = { code: 2, says: "there is no such identity, or it is locked, or its files do not fit" };

/** What the commands below `identity` have in common, so that each says only what is its own. */
function below(
  name: string,
  summary: string,
  about: string,
  rest: Pick<CommandSpec, "examples"> & Partial<CommandSpec>,
): CommandSpec {
  return {
    name,
    group: "Set up",
    summary,
    about,
    arguments: [],
    options: [],
    exits: [done, notDone],
    ...rest,
  };
}

const list = below(
  "list",
  "the identities on this computer",
  "Lists your identities and marks the one in use.",
  {
    examples: [{ line: "colophon identity list", says: "All identities, one a line." }],
    exits: [done],
    next: "colophon identity show <name>",
  },
);

const create = below(
  "create",
  "make a key and a certificate",
  "Makes a key and a certificate of its own. Others see the name but no list vouches for it: for recognition, ask an authority with colophon identity request.",
  {
    arguments: [newName],
    options: [...owner, algorithm, days, ...passphraseOptions, withoutPassphrase, dryRun],
    examples: [
      { line: 'colophon identity create studio --for "Ana Ruiz"', says: "Asks for a passphrase, twice." },
    ],
    next: "colophon sign -i <name> <input>",
  },
);

const request = below(
  "request",
  "ask an authority for a certificate",
  "Makes a key and writes the certificate request that an authority asks for.",
  {
    arguments: [newName],
    options: [...owner, algorithm, ...passphraseOptions, withoutPassphrase, output, force, dryRun],
    examples: [
      { line: 'colophon identity request press --for "Ana Ruiz" -o press.csr', says: "A request to send." },
    ],
    next: "colophon identity install <name> --cert <file>",
  },
);

const install = below(
  "install",
  "put in the certificate that the authority sent",
  "Completes an identity with the certificate that was made for its request.",
  {
    arguments: [name],
    options: [certificateOption("the certificate and its chain, PEM or DER"), ...passphraseOptions, dryRun],
    examples: [{ line: "colophon identity install press --cert press.pem", says: "Completes the request." }],
    next: "colophon identity show <name>",
  },
);

const importing = below(
  "import",
  "take in a key and a certificate you have",
  "Takes in a key with its certificate, as two files or as one PKCS#12 file.",
  {
    arguments: [newName],
    options: [
      {
        flags: "--key <file>",
        says: "the private key, PEM or DER",
        group: "Key",
        kind: "text",
        completes: "file",
      },
      certificateOption("the certificate and its chain"),
      {
        flags: "--p12 <file>",
        says: "key and certificates in one PKCS#12 file",
        group: "Key",
        kind: "text",
        completes: "file",
        conflicts: ["key", "cert"],
      },
      { ...algorithm, says: "how an RSA key shall sign", defaultText: "what the key is made for" },
      ...passphraseOptions,
      withoutPassphrase,
      dryRun,
    ],
    examples: [
      { line: "colophon identity import press --key press.key --cert press.pem", says: "Two files." },
      { line: "colophon identity import press --p12 press.p12", says: "One file." },
    ],
    next: "colophon identity show <name>",
  },
);

const show = below(
  "show",
  "what is in it, and what is wrong with it",
  "Shows an identity and holds its certificate against the rules of C2PA, with the reason for every fault.",
  {
    arguments: [ownOrDefault],
    examples: [{ line: "colophon identity show studio", says: "Name, dates, and every check." }],
    next: "colophon identity renew <name>",
  },
);

const use = below(
  "use",
  "sign with it from now on",
  "Chooses the identity that colophon sign uses without -i.",
  {
    arguments: [name],
    options: [dryRun],
    examples: [{ line: "colophon identity use studio", says: "From now on, studio signs." }],
    next: "colophon sign <input>",
  },
);

const exporting = below(
  "export",
  "give its certificates to others",
  "Writes the public part of an identity, so that others can recognize it. The key stays here.",
  {
    arguments: [ownOrDefault],
    options: [
      { flags: "--root", says: "only the root, to be added to a trust list", group: "Output", kind: "flag" },
      output,
      force,
      dryRun,
    ],
    examples: [
      { line: "colophon identity export studio --root -o studio.pem", says: "What others add with trust." },
    ],
    next: "colophon trust add <file>",
  },
);

const renew = below(
  "renew",
  "a new certificate for the same key",
  "Makes a new certificate for the same key under the same root: whoever added the root need do nothing.",
  {
    arguments: [ownOrDefault],
    options: [days, ...passphraseOptions, dryRun],
    examples: [{ line: "colophon identity renew studio", says: "Valid for another year." }],
    next: "colophon identity show <name>",
  },
);

const rename = below(
  "rename",
  "call it something else",
  "Renames an identity; what it signed stays as it is.",
  {
    arguments: [
      { ...name, name: "old", says: "its name now" },
      { ...newName, name: "new", says: "its new name" },
    ],
    options: [dryRun],
    examples: [{ line: "colophon identity rename studio press", says: "studio becomes press." }],
  },
);

const remove = below(
  "remove",
  "delete its key",
  "Deletes an identity with its key. What it signed stays valid.",
  {
    arguments: [name],
    options: [{ flags: "-f, --force", says: "do not ask", group: "Output", kind: "flag" }, dryRun],
    examples: [{ line: "colophon identity remove studio", says: "Asks before it deletes." }],
  },
);

function certificateOption(says: string): OptionSpec {
  return { flags: "--cert <file>", says, group: "Key", kind: "text", completes: "file" };
}

export const identity: CommandSpec = {
  name: "identity",
  group: "Set up",
  summary: "the names and keys you sign with",
  about:
    "Makes, shows and keeps the identities you sign with. Keys are kept encrypted and never leave this computer.",
  arguments: [],
  options: [],
  examples: [
    { line: "colophon identity", says: "The identities on this computer." },
    { line: 'colophon identity create studio --for "Ana Ruiz"', says: "A first identity." },
  ],
  exits: [done, notDone],
  next: "colophon sign <input>",
  commands: [list, create, request, install, importing, show, use, exporting, renew, rename, remove],
  fallback: "list",
};
