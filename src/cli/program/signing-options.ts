/** Options of the commands that sign: who signs, what they say of themselves, where it goes and when it was. */
import { defaultConfig } from "../../command/configuration.js";
import type { OptionSpec } from "./spec.js";

export const signerOptions: readonly OptionSpec[] = [
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

export const aboutOptions: readonly OptionSpec[] = [
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
];

export const placeOptions = (suffix: "signed" | "labeled"): readonly OptionSpec[] => [
  {
    flags: "-o, --output <path>",
    says: `a file, a folder (folder/ is made), - or a template such as {dir}/{name}.${suffix}{ext}, whose folders are made`,
    group: "Where",
    kind: "text",
    defaultText: `name.${suffix}.ext beside the original`,
    env: "COLOPHON_OUTPUT_TEMPLATE",
    config: "outputTemplate",
    completes: "file",
    conflicts: ["inPlace"],
  },
  { flags: "--in-place", says: "replace the file itself", group: "Where", kind: "flag" },
  {
    flags: "-f, --force",
    says: "replace an existing output or report, or build on a parent whose credential is broken",
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

export const timeOptions: readonly OptionSpec[] = [
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

export const dryRunOption: OptionSpec = {
  flags: "-n, --dry-run",
  says: "write and send nothing; show exactly what the world would learn",
  group: "Output",
  kind: "flag",
};

export const continueOption: OptionSpec = {
  flags: "--continue",
  says: "go on where a run was interrupted: leave out files whose output is there, intact, yours and made from them",
  group: "Where",
  kind: "flag",
};
