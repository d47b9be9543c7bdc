/** colophon sign, as declared. */
import { defaultConfig } from "../../../command/configuration.js";
import { inputs, passphraseOptions, selectionOptions, timeoutOption } from "../shared-options.js";
import type { CommandSpec, OptionSpec } from "../spec.js";

const who: readonly OptionSpec[] = [
  {
    flags: "-i, --identity <name>",
    says: "sign with this identity",
    group: "Who",
    kind: "text",
    defaultText: "the one chosen with colophon identity use",
    completes: "identity",
    env: "COLOPHON_IDENTITY",
    config: "identity",
    conflicts: ["signer"],
  },
  {
    flags: "--signer <command>",
    says: "let this program sign, for keys in a cloud or a hardware module",
    group: "Who",
    kind: "text",
  },
];

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
  {
    flags: "--title <text>",
    says: "what it is called",
    group: "What",
    kind: "text",
    defaultText: "the file name",
  },
  {
    flags: "--author <name>",
    says: "who made it",
    group: "What",
    kind: "text",
    env: "COLOPHON_AUTHOR",
    config: "author",
  },
  {
    flags: "--no-train",
    says: "ask that it is not used to train AI",
    group: "What",
    kind: "flag",
    env: "COLOPHON_NO_TRAIN",
    config: "noTrain",
  },
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

const where: readonly OptionSpec[] = [
  {
    flags: "-o, --output <path>",
    says: "a file, a folder (folder/ is made), - or a template such as {dir}/{name}.signed{ext}",
    group: "Where",
    kind: "text",
    defaultText: "name.signed.ext beside the original",
    env: "COLOPHON_OUTPUT_TEMPLATE",
    config: "outputTemplate",
    completes: "file",
    conflicts: ["inPlace"],
  },
  { flags: "--in-place", says: "replace the file itself", group: "Where", kind: "flag" },
  {
    flags: "-f, --force",
    says: "replace an existing output, or build on a parent whose credential is broken",
    group: "Where",
    kind: "flag",
  },
  {
    flags: "--sidecar",
    says: "write the credential beside the file, not into it",
    group: "Where",
    kind: "flag",
  },
  {
    flags: "--remote-url <url>",
    says: "note this address, where you will publish the credential",
    group: "Where",
    kind: "text",
  },
  {
    flags: "--thumbnail <pixels>",
    says: "length of the thumbnail's longer side",
    group: "Where",
    kind: "number",
    least: 16,
    most: 4096,
    defaultText: String(defaultConfig.thumbnail),
    env: "COLOPHON_THUMBNAIL",
    config: "thumbnail",
  },
  { flags: "--no-thumbnail", says: "add no thumbnail", group: "Where", kind: "flag" },
];

const time: readonly OptionSpec[] = [
  {
    flags: "--tsa <url>",
    says: "ask this timestamp authority; several are tried in turn",
    group: "Time",
    kind: "text",
    isRepeatable: true,
    env: "COLOPHON_TSA",
    config: "tsa",
  },
  {
    flags: "--no-timestamp",
    says: "ask no timestamp authority",
    group: "Time",
    kind: "flag",
    env: "COLOPHON_TIMESTAMP",
    config: "timestamp",
  },
];

export const sign: CommandSpec = {
  name: "sign",
  group: "Make credentials",
  summary: "put my name to it",
  about:
    "Writes a copy of each file with Content Credentials of your own, and verifies what was written. The history that a file already carries is kept.",
  arguments: [inputs],
  options: [
    ...who,
    ...what,
    ...where,
    ...time,
    ...passphraseOptions,
    {
      flags: "-n, --dry-run",
      says: "write and send nothing; show exactly what the world would learn",
      group: "Output",
      kind: "flag",
    },
    ...selectionOptions,
    { ...timeoutOption, group: "Files" },
  ],
  examples: [
    { line: "colophon sign --as camera holiday.jpg", says: "Writes holiday.signed.jpg." },
    { line: "colophon sign --dry-run --as ai-generated picture.png", says: "Shows what would be signed." },
    {
      line: "colophon sign --parent raw.jpg --action cropped edit.jpg",
      says: "Records an edit and keeps the history of the parent.",
    },
    { line: "colophon sign -q -o signed/ --as camera shoot/", says: "Signs a folder and prints paths only." },
  ],
  exits: [
    { code: 0, says: "every file was signed and what was written passed its checks" },
    { code: 2, says: "a file could not be signed; the source is untouched and no half output is left" },
  ],
  next: "colophon verify <output>",
};
